package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a frontend offers to those who use it. */
final class Offers {
    /** So wide that no line of a help page is broken. */
    private static final Map<String, String> WIDE = Map.of("COLUMNS", "9999");

    private Offers() {}

    /**
     * Asks a frontend what it offers, as its users do.
     *
     * @param command what starts it
     * @return commands such as {@code vm start}, or names of tools
     */
    static Set<String> of(Frontend frontend, Programs programs, List<String> command) throws Exception {
        Set<String> offered = switch (frontend) {
            case CLI -> commands(programs, command);
            case MCP -> {
                // Listing needs no connection, so there need not be settings.
                try (McpSession session = programs.mcp(Map.of(), command).open()) {
                    yield session.tools();
                }
            }
        };
        assertFalse(offered.isEmpty(), () -> command + " offers nothing");
        return offered;
    }

    /** Reads the first help page for the nouns, and the page of each noun for its commands. */
    private static Set<String> commands(Programs programs, List<String> command) throws Exception {
        Set<String> commands = new TreeSet<>();
        List<String> nouns = help(programs, command).lines().skip(2).takeWhile(line -> !line.startsWith("'proxmox"))
                .filter(line -> line.startsWith("  ")).map(line -> line.strip().split(" ", 2)[0]).toList();
        for (String noun : nouns) {
            String page = help(programs, command, noun);
            if (page.startsWith("Usage: proxmox " + noun + " COMMAND")) {
                page.lines().filter(line -> line.startsWith("  " + noun + " "))
                        .map(line -> line.strip().split(" {2,}", 2)[0]).forEach(commands::add);
            } else {
                commands.add(noun);
            }
        }
        return commands;
    }

    private static String help(Programs programs, List<String> command, String... words) throws Exception {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(Arrays.asList(words));
        whole.add("--help");
        return programs.run(WIDE, whole).succeeded().out();
    }
}
