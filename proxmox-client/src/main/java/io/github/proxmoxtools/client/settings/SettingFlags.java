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
     * Says why an empty value is not taken: what a script leaves empty by mistake must not select the usual cluster.
     *
     * @param flag names the cluster or the login
     * @param value what it was given
     * @return why; empty if the value is not blank
     */
    public static Optional<Refusal> refusalOfEmpty(String flag, String value) {
        return value.isBlank()
                ? Optional.of(new Refusal(flag + " is empty",
                        "Give it a value, or leave it out for what the settings say."))
                : Optional.empty();
    }

    /**
     * Says why a flag is not taken beside {@code --demo}: of two clusters nobody could know which is meant.
     *
     * @param flag names the cluster or the login
     * @return why
     */
    public static Refusal besideDemo(String flag) {
        return new Refusal("--demo and " + flag + " contradict each other",
                "--demo works on a cluster of its own, with its own address and login: leave out one of them.");
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
