package io.github.proxmoxtools.client.settings;

import java.util.Optional;

/** The settings that exist. */
public enum SettingKey {
    /** The server: a name, IPv4, IPv6, URL form, or a list of nodes of one cluster. */
    PROXMOX_HOST(false, ""),
    /** The port where the host has none. */
    PROXMOX_PORT(false, "8006"),
    /** The API token, {@code USER@REALM!NAME}. */
    PROXMOX_TOKEN_ID(false, ""),
    /** The secret of {@link #PROXMOX_TOKEN_ID}. */
    PROXMOX_TOKEN_SECRET(true, ""),
    /** The API token with its secret, {@code USER@REALM!NAME=SECRET}. */
    PROXMOX_API_TOKEN(true, ""),
    /** A user, {@code USER@REALM}. */
    PROXMOX_USERNAME(false, ""),
    /** The password of {@link #PROXMOX_USERNAME}. */
    PROXMOX_PASSWORD(true, ""),
    /** The second factor of {@link #PROXMOX_USERNAME}. */
    PROXMOX_OTP(true, ""),
    /** Whether certificates are verified. */
    PROXMOX_VERIFY_SSL(false, "true"),
    /** SHA-256 fingerprints of certificates, a list. */
    PROXMOX_FINGERPRINT(false, ""),
    /** Certificate authorities to trust, a PEM file. */
    PROXMOX_CA_FILE(false, ""),
    /** Milliseconds for connecting and for each silence. */
    PROXMOX_TIMEOUT_MS(false, "30000"),
    /** Milliseconds that a tool waits. */
    PROXMOX_TOOL_TIMEOUT_MS(false, "30000"),
    /** An HTTP proxy that knows CONNECT. */
    PROXMOX_PROXY(false, ""),
    /** The name of a context. */
    PROXMOX_CONTEXT(false, "");

    private final boolean secret;
    private final String defaultValue;

    SettingKey(boolean secret, String defaultValue) {
        this.secret = secret;
        this.defaultValue = defaultValue;
    }

    /**
     * Tells whether the value must never be shown.
     *
     * @return whether it is a secret
     */
    public boolean isSecret() {
        return secret;
    }

    /**
     * Gives the value that holds where none is set.
     *
     * @return the default, if there is one
     */
    public Optional<String> defaultValue() {
        return defaultValue.isEmpty() ? Optional.empty() : Optional.of(defaultValue);
    }

    /** Tells whether the value says who the client is, so that it belongs to the host of its source. */
    boolean isCredential() {
        return switch (this) {
            case PROXMOX_TOKEN_ID, PROXMOX_TOKEN_SECRET, PROXMOX_API_TOKEN, PROXMOX_USERNAME, PROXMOX_PASSWORD,
                    PROXMOX_OTP ->
                true;
            default -> false;
        };
    }
}
