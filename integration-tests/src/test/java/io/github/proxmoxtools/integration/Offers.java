package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a frontend offers to those who use it. */
final class Offers {
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

    /** Each command has a manual page, named by its words. */
    private static Set<String> commands(Programs programs, List<String> command) throws Exception {
        Path folder = Files.createTempDirectory("manual");
        List<String> writing = new ArrayList<>(command);
        writing.addAll(List.of("man", "--to", folder.toString()));
        programs.run(Map.of(), writing).succeeded();
        Set<String> commands = new TreeSet<>();
        try (Stream<Path> pages = Files.list(folder)) {
            for (Path page : pages.toList()) {
                commands.add(page.getFileName().toString().replaceFirst("^proxmox-?", "").replaceFirst("\\.1$", "")
                        .replace('-', ' '));
                Files.delete(page);
            }
        }
        Files.delete(folder);
        return commands;
    }
}
