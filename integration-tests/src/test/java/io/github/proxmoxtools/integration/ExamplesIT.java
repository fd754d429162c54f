package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every row of docs/examples.md, as a command and as a call, on the demonstration cluster. */
@Tag("runtime")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ExamplesIT {
    private static final Path PAGE = Frontend.ROOT.resolve("docs/examples.md");
    private static final Pattern ROW = Pattern
            .compile(
                    "\\| (?<ask>[^|`]+) \\| `proxmox (?<command>[^`]+)` \\| `(?<tool>\\w+) (?<arguments>\\{.*\\})` \\|");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    @TempDir
    private static Path folder;

    /** A row of the page. */
    private record Example(String ask, List<String> command, String tool, Map<String, Object> arguments) {
        static Example of(Matcher row) throws IOException {
            return new Example(row.group("ask"), Arrays.asList(row.group("command").split(" ")), row.group("tool"),
                    JSON.readValue(row.group("arguments"), OBJECT));
        }

        /** Lists the values of the call that stand nowhere in the command. */
        List<String> missingFromTheCommand(String name, Object value) {
            return switch (value) {
                case Map<?, ?> map -> map.entrySet().stream().flatMap(
                        entry -> missingFromTheCommand(String.valueOf(entry.getKey()), entry.getValue()).stream())
                        .toList();
                case List<?> list -> list.stream().flatMap(element -> missingFromTheCommand(name, element).stream())
                        .toList();
                default -> says(name, value) ? List.of() : List.of(name + " " + value);
            };
        }

        private boolean says(String name, Object value) {
            String text = Boolean.TRUE.equals(value) ? "--" + name : String.valueOf(value);
            return command.stream().anyMatch(word -> word.equals(text) || word.endsWith("=" + text));
        }
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                examples.add(Example.of(row));
            } else {
                assertTrue(!line.startsWith("| ") || line.startsWith("| ask"), () -> "no example: " + line);
            }
        }
        assertTrue(examples.size() > 40, () -> "only " + examples.size() + " examples");
        return examples;
    }

    @TestFactory
    Stream<DynamicTest> commandsDoWhatTheySay() throws IOException {
        Programs programs = new Programs(folder);
        Catalog catalog = Catalog.discover();
        return examples().stream().map(example -> dynamicTest(example.ask(), () -> {
            Tool tool = catalog.find(example.tool()).orElseThrow();
            assertEquals(tool.command(), example.command().subList(0, tool.command().size()), "both do the same");
            assertEquals(List.of(), example.missingFromTheCommand("", example.arguments()), "both say the same");
            List<String> command = new ArrayList<>(List.of(Frontend.CLI.launcher(), "--demo"));
            command.addAll(example.command());
            programs.run(Map.of(), command).succeeded();
        }));
    }

    @Test
    void callsDoWhatTheySay() throws Exception {
        try (SimulatorProcess simulator = SimulatorProcess.start(folder, "--speed", "20");
                McpSession session = new Programs(folder).mcp(simulator.settings(),
                        List.of(Frontend.MCP.launcher(), "--confirm", "none")).open()) {
            for (Example example : examples()) {
                session.call(example.tool(), example.arguments());
            }
        }
    }
}
