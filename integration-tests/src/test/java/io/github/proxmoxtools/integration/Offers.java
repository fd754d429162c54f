package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.proxmoxtools.integration.Programs.Ended;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    /** Reads the first help page: a noun with its verbs, which may go on in the next line, further in. */
    private static Set<String> commands(Programs programs, List<String> command) throws Exception {
        List<String> withHelp = new ArrayList<>(command);
        withHelp.add("--help");
        Ended ended = programs.run(WIDE, withHelp).succeeded();
        Set<String> commands = new TreeSet<>();
        String nouns = ended.out().lines().dropWhile(line -> !line.equals("Commands:")).skip(1)
                .takeWhile(line -> !line.isBlank()).collect(Collectors.joining("\n"));
        nouns.replaceAll("\n {3,}", " ").lines().map(line -> line.strip().split(" +", 2))
                .forEach(line -> Arrays.stream(line[1].split(", ")).map(verb -> line[0] + " " + verb)
                        .forEach(commands::add));
        return commands;
    }
}
