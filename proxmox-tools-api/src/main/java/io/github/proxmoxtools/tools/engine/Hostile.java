package io.github.proxmoxtools.tools.engine;

import java.util.Locale;

/** Refuses what could lead a request elsewhere; arguments are hostile until shown otherwise. */
final class Hostile {
    /** No name is that long; a server drops the connection at addresses of 64 KiB, and says nothing. */
    private static final int LONGEST_IN_PATH = 1_000;

    private Hostile() {}

    /** A segment of a path must not climb, hide a climb, or hold what ends a line or a path. */
    static void refuseInPath(String text) {
        if (text.length() > LONGEST_IN_PATH) {
            throw new IllegalArgumentException("may have " + LONGEST_IN_PATH + " characters, not " + text.length());
        }
        refuseControls(text);
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        for (String part : lower.replace("%2e", ".").replace("%2f", "/").split("/", -1)) {
            if (part.equals("..") || part.equals(".")) {
                throw new IllegalArgumentException("must not hold '.' or '..' as a part of a path");
            }
        }
        if (lower.contains("://") || lower.contains("%2f") || lower.contains("%2e") || lower.contains("\\")) {
            throw new IllegalArgumentException("must be a plain name, not a URL or something percent-encoded");
        }
        if (lower.contains("?") || lower.contains("#")) {
            throw new IllegalArgumentException("must not hold '?' or '#'");
        }
    }

    static void refuseControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                throw new IllegalArgumentException("must not hold control characters (there is one at position "
                        + (i + 1) + ")");
            }
        }
    }

    static void refuseNull(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must not hold a NUL character");
        }
    }
}
