package io.github.proxmoxtools.client.settings;

import java.util.Optional;

/** The settings that exist. */
public enum SettingKey {
    /** The server: a name, IPv4, IPv6, URL form, or a list of nodes of one cluster. */
    PROXMOX_HOST(false, "",
            "The server: a name, IPv4, IPv6 or URL; several nodes of one cluster joined by commas."),
    /** The port where the host has none. */
    PROXMOX_PORT(false, "8006",
            "The port, where the host names none."),
    /** The API token, {@code USER@REALM!NAME}. */
    PROXMOX_TOKEN_ID(false, "",
            "The API token, USER@REALM!NAME."),
    /** The secret of {@link #PROXMOX_TOKEN_ID}. */
    PROXMOX_TOKEN_SECRET(true, "",
            "The secret of PROXMOX_TOKEN_ID."),
    /** A file with the secret of {@link #PROXMOX_TOKEN_ID}. */
    PROXMOX_TOKEN_SECRET_FILE(false, "",
            "A file whose first line is the secret of PROXMOX_TOKEN_ID, by its absolute path."),
    /** The API token with its secret, {@code USER@REALM!NAME=SECRET}. */
    PROXMOX_API_TOKEN(true, "",
            "Token and secret in one, USER@REALM!NAME=SECRET."),
    /** A user, {@code USER@REALM}. */
    PROXMOX_USERNAME(false, "",
            "A user, USER@REALM, for logging in with a password: instead of a token, or where tokens are refused."),
    /** The password of {@link #PROXMOX_USERNAME}. */
    PROXMOX_PASSWORD(true, "",
            "The password of PROXMOX_USERNAME."),
    /** A file with the password of {@link #PROXMOX_USERNAME}. */
    PROXMOX_PASSWORD_FILE(false, "",
            "A file whose first line is the password of PROXMOX_USERNAME, by its absolute path."),
    /** The second factor of {@link #PROXMOX_USERNAME}. */
    PROXMOX_OTP(true, "",
            "A one-time code, where PROXMOX_USERNAME has a second factor."),
    /** A command that prints the secret. */
    PROXMOX_CREDENTIAL_COMMAND(false, "",
            "A command that prints the secret, or KEY=VALUE lines; run without a shell, and only where a secret is needed."),
    /** Whether certificates are verified. */
    PROXMOX_VERIFY_SSL(false, "true",
            "false switches the verification of certificates off; a pinned fingerprint is the better way."),
    /** SHA-256 fingerprints of certificates, a list. */
    PROXMOX_FINGERPRINT(false, "",
            "SHA-256 fingerprints of certificates, joined by commas; they replace chain and host-name checks."),
    /** Certificate authorities to trust, a PEM file. */
    PROXMOX_CA_FILE(false, "",
            "PEM file of certificate authorities to trust."),
    /** Milliseconds for connecting and for each silence. */
    PROXMOX_TIMEOUT_MS(false, "30000",
            "Milliseconds for connecting and for each silence of the server."),
    /** Milliseconds that a tool waits. */
    PROXMOX_TOOL_TIMEOUT_MS(false, "30000",
            "Milliseconds a tool waits for its task; the command line waits to the end unless this is set."),
    /** An HTTP proxy that knows CONNECT. */
    PROXMOX_PROXY(false, "",
            "An HTTP proxy that knows CONNECT."),
    /** Whether members of the cluster are learned. */
    PROXMOX_LEARN_MEMBERS(false, "true",
            "Whether the cluster's other nodes are remembered with their fingerprints, and asked when the hosts are gone."),
    /** The file of an audit log. */
    PROXMOX_AUDIT_LOG(false, "",
            "An absolute path: a file to which every call that changes something is written before it is sent."),
    /** The name of a context. */
    PROXMOX_CONTEXT(false, "",
            "The context to use: a file contexts/NAME.env beside the .env file.");

    private final boolean secret;
    private final String defaultValue;
    private final String description;

    SettingKey(boolean secret, String defaultValue, String description) {
        this.secret = secret;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /**
     * Says what the setting is for.
     *
     * @return a sentence for people
     */
    public String description() {
        return description;
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
            case PROXMOX_TOKEN_ID, PROXMOX_TOKEN_SECRET, PROXMOX_TOKEN_SECRET_FILE, PROXMOX_API_TOKEN, PROXMOX_USERNAME,
                    PROXMOX_PASSWORD, PROXMOX_PASSWORD_FILE, PROXMOX_OTP, PROXMOX_CREDENTIAL_COMMAND ->
                true;
            default -> false;
        };
    }
}
