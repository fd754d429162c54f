package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.proxmoxtools.integration.Programs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the linked image writes, byte by byte: every format of a list, an object and an error, and every option that shapes
 * them.
 *
 * <p>The committed file holds command lines behind prompts, with the variables before them that they are given; below stand
 * lines of stdout, then those of stderr, and the exit code. {@code -Pgolden} rewrites all but the command lines.
 */
@Tag("runtime")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OutputIT {
    private static final Path FILE = Frontend.ROOT.resolve("integration-tests/src/test/resources/output.txt");
    private static final String PROMPT = "$ ";
    private static final String PROGRAM = "proxmox ";

    @TempDir
    private static Path folder;

    private static SimulatorProcess simulator;

    @BeforeAll
    static void start() throws Exception {
        simulator = SimulatorProcess.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        simulator.close();
    }

    /** A command line with what was written below it. */
    private record Written(String line, String below) {
        String text() {
            return PROMPT + line + "\n" + below;
        }
    }

    @TestFactory
    Stream<DynamicTest> isWrittenAsBefore() throws Exception {
        List<Written> before = read();
        assertTrue(before.size() > 30, () -> "only " + before.size() + " command lines");
        List<Written> now = new ArrayList<>();
        for (Written one : before) {
            now.add(new Written(one.line(), run(one.line())));
        }
        if (Boolean.getBoolean("rewrite.golden")) {
            Files.writeString(FILE, String.join("", now.stream().map(Written::text).toList()));
            return now.stream().map(one -> dynamicTest(one.line(), () -> {
            }));
        }
        return Stream.iterate(0, i -> i < now.size(), i -> i + 1).map(i -> dynamicTest(now.get(i).line(),
                () -> assertEquals(before.get(i).text(), now.get(i).text())));
    }

    private static List<Written> read() throws IOException {
        List<Written> all = new ArrayList<>();
        for (String part : Files.readString(FILE).split("(?m)^\\Q" + PROMPT + "\\E")) {
            int end = part.indexOf('\n');
            if (end > 0) {
                all.add(new Written(part.substring(0, end), part.substring(end + 1)));
            }
        }
        return all;
    }

    private static String run(String line) throws IOException, InterruptedException {
        int program = line.indexOf(PROGRAM);
        Map<String, String> variables = new LinkedHashMap<>(simulator.settings());
        for (String variable : line.substring(0, program).strip().split(" ")) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        List<String> command = new ArrayList<>(List.of(Frontend.CLI.launcher()));
        command.addAll(Arrays.asList(line.substring(program + PROGRAM.length()).split(" ")));
        Ended ended = new Programs(folder).run(variables, command);
        return marked("  | ", ended.out()) + marked("  ! ", ended.err())
                + (ended.status() == 0 ? "" : "  exit code " + ended.status() + "\n");
    }

    /** Shows what cannot be seen; a last line that does not end in a line break is told from one that does. */
    private static String marked(String mark, String text) {
        StringBuilder marked = new StringBuilder();
        for (String line : text.replace("\r", "\\r").replace("\u001b", "\\e").split("(?<=\n)")) {
            if (!line.isEmpty()) {
                marked.append(mark).append(line).append(line.endsWith("\n") ? "" : "\\\n");
            }
        }
        return marked.toString().replaceAll("(?m) +$", "\\\\s");
    }
}
