package io.github.proxmoxtools.client.settings;

import java.util.Optional;
import java.util.Set;

/** What command lines say of settings, alike in all frontends. */
public final class SettingFlags {
    private static final Set<String> SECRETS = Set.of("--password", "--token-secret", "--api-token", "--token", "--otp",
            "--secret");
    private static final int MOST_SECONDS = 86_400;

    private SettingFlags() {}

    /**
     * Says why a secret of the connection is not taken from the command line.
     *
     * @param flag as somebody may write it, with its two dashes
     * @return why, and where to put it instead; empty if the flag is none for a secret
     */
    public static Optional<Refusal> refusal(String flag) {
        return SECRETS.contains(flag)
                ? Optional.of(new Refusal(
                        flag + " is not taken from the command line, where other users of this machine can read it",
                        "Put it into the settings file or the environment: PROXMOX_TOKEN_SECRET, PROXMOX_API_TOKEN, "
                                + "PROXMOX_PASSWORD or PROXMOX_OTP."))
                : Optional.empty();
    }

    /**
     * Takes a time that a flag gives in seconds.
     *
     * @param seconds 1 to 86400
     * @return the same in milliseconds, as {@link SettingKey#PROXMOX_TIMEOUT_MS} wants it
     * @throws IllegalArgumentException if it is anything else
     */
    public static String milliseconds(String seconds) {
        if (seconds.matches("[1-9]\\d{0,4}") && Integer.parseInt(seconds) <= MOST_SECONDS) {
            return seconds + "000";
        }
        throw new IllegalArgumentException(
                "'" + seconds + "' is not a whole number of seconds from 1 to " + MOST_SECONDS);
    }

    /**
     * Why a flag is not taken.
     *
     * @param reason without its value
     * @param hint what to do instead
     */
    public record Refusal(String reason, String hint) {}
}
