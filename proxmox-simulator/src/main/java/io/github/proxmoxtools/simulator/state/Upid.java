package io.github.proxmoxtools.simulator.state;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a task.
 *
 * @param node where it runs
 * @param pid its process
 * @param pstart when the process started, in ticks since the node's boot
 * @param starttime when it started, in seconds since 1970
 * @param type what it does
 * @param id what it does it to, may be empty
 * @param user who asked for it, with the token's name if it was one
 */
public record Upid(String node, int pid, long pstart, long starttime, String type, String id, String user) {
    private static final Pattern FORM = Pattern.compile("UPID:([a-zA-Z0-9]([a-zA-Z0-9\\-]*[a-zA-Z0-9])?):"
            + "([0-9A-Fa-f]{8}):([0-9A-Fa-f]{8,9}):([0-9A-Fa-f]{8}):([^:\\s]+):([^:\\s]*):([^:\\s]+):");

    /**
     * Reads a UPID.
     *
     * @param text its text
     * @return its parts, empty when it is none
     */
    public static Optional<Upid> parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Upid(match.group(1), Integer.parseUnsignedInt(match.group(3), 16),
                Long.parseLong(match.group(4), 16), Long.parseLong(match.group(5), 16), match.group(6), match.group(7),
                match.group(8)));
    }

    /**
     * Names who asked, without a token.
     *
     * @return the user
     */
    public String owner() {
        int token = user.indexOf('!');
        return token < 0 ? user : user.substring(0, token);
    }

    /**
     * Names the token that was used.
     *
     * @return the token's own name
     */
    public Optional<String> tokenId() {
        int token = user.indexOf('!');
        return token < 0 ? Optional.empty() : Optional.of(user.substring(token + 1));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "UPID:%s:%08X:%08X:%08X:%s:%s:%s:", node, pid, pstart, starttime, type, id,
                user);
    }
}
