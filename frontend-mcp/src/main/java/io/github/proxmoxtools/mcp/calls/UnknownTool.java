package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Suggestions;
import java.util.List;

/** Says of a name that no offered tool has it, and what may have been meant. */
final class UnknownTool {
    private static final int MOST_NAMED = 3;
    /** All names begin with it, so that with it all would be near to each other. */
    private static final String PREFIX = "proxmox_";

    private UnknownTool() {}

    /** Names those of the offered ones that have the same words, or else nearly the same spelling, or else how to find one. */
    static String message(String called, List<String> offered, String wayToFind) {
        String name = Printable.of(called);
        List<String> sameWords = ToolLookup.withWordsOf(name, offered);
        List<String> meant = sameWords.isEmpty() ? near(name, offered) : sameWords;
        return because(name, meant.isEmpty()
                ? ". " + wayToFind
                : "; did you mean " + String.join(", ", meant.stream().limit(MOST_NAMED).toList()) + "?");
    }

    static String because(String name, String end) {
        return "Unknown tool: " + Printable.of(name) + end;
    }

    private static List<String> near(String name, List<String> offered) {
        return Suggestions.of(bare(name), offered.stream().map(UnknownTool::bare).toList(), MOST_NAMED).stream()
                .map(PREFIX::concat).toList();
    }

    private static String bare(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }
}
