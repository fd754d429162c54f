package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every command's help, of the linked image as a process; the pages are the golden ones of the frontend's own tests. */
@Tag("package")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HelpIT {
    private static final Path PAGES = Frontend.ROOT.resolve("frontend-cli/src/test/resources/golden/commands");
    private static final String PROMPT = "$ proxmox ";

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> everyCommandExplainsItself() throws IOException {
        Programs programs = new Programs(folder);
        List<Path> nouns;
        try (Stream<Path> files = Files.list(PAGES)) {
            nouns = files.sorted().toList();
        }
        assertTrue(nouns.size() > 20, () -> "only " + nouns);
        return nouns.stream().map(noun -> dynamicTest(noun.getFileName().toString(),
                () -> assertEquals(Files.readString(noun), asPrinted(programs, noun))));
    }

    /** Runs what stands behind the prompts of a file, and writes down what a terminal would show. */
    private static String asPrinted(Programs programs, Path noun) throws Exception {
        StringBuilder shown = new StringBuilder();
        for (String line : Files.readAllLines(noun)) {
            if (line.startsWith(PROMPT)) {
                List<String> command = new ArrayList<>(List.of(Frontend.CLI.launcher()));
                command.addAll(Arrays.asList(line.substring(PROMPT.length()).split(" ")));
                shown.append(line).append('\n').append(programs.run(Map.of(), command).succeeded().out()).append('\n');
            }
        }
        return shown.toString();
    }
}
