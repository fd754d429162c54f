package io.github.proxmoxtools.cli.text;

import java.util.Locale;
import java.util.Set;

/** Gives a text the colour of what it means, or leaves it as it is. */
public enum Paint {
    /** For files, pipes, and people who want no colours. */
    PLAIN,
    /** For terminals. */
    COLOURED;

    private static final String BOLD = "1";
    private static final String FAINT = "2";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    private static final Set<String> FIELDS = Set.of("status", "state", "exitstatus", "qmpstatus", "hastate",
            "active-state", "unit-state", "crm_state", "request_state");
    private static final Set<String> WELL = Set.of("running", "online", "ok", "active", "available", "started",
            "enabled");
    private static final Set<String> AT_REST = Set.of("stopped", "inactive", "disabled", "ignored", "dead");
    private static final Set<String> BROKEN = Set.of("offline", "fence", "unreachable", "recovery");
    private static final Set<String> IN_BETWEEN = Set.of("paused", "suspended", "prelaunch", "degraded", "maintenance",
            "queued", "unknown", "migrate", "relocate", "freeze");

    /** A heading is bold. */
    public String heading(String text) {
        return in(BOLD, text);
    }

    /** What went wrong is red. */
    public String error(String text) {
        return in(RED, text);
    }

    /** What may go wrong is yellow. */
    public String warning(String text) {
        return in(YELLOW, text);
    }

    /** The value of a field, coloured where it is a status: only there is {@code running} no name. */
    public String field(String name, String text) {
        return FIELDS.contains(name.substring(name.lastIndexOf('.') + 1)) ? status(text) : text;
    }

    /** A status word: green, faint, yellow or red; others as they are. */
    public String status(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (WELL.contains(word)) {
            return in(GREEN, text);
        }
        if (AT_REST.contains(word)) {
            return in(FAINT, text);
        }
        if (IN_BETWEEN.contains(word) || word.startsWith("warnings")) {
            return in(YELLOW, text);
        }
        boolean isBroken = BROKEN.contains(word) || word.contains("error") || word.contains("failed");
        return isBroken ? in(RED, text) : text;
    }

    private String in(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
