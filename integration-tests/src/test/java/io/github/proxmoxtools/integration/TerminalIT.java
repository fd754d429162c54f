package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line's image as people use it: at a terminal. */
@Tag("runtime")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("The command line at a terminal")
final class TerminalIT {
    private static final String QUESTION = "Stop the task too? [y/N] ";

    @TempDir
    private static Path folder;

    private static SimulatorProcess simulator;
    private static SimulatorProcess sluggish;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(PseudoTerminal.isAvailable(), "needs 'script' of util-linux, which holds a pseudo-terminal");
        simulator = SimulatorProcess.start(folder, "--speed", "4");
        // No task ends here while somebody thinks about a question.
        sluggish = SimulatorProcess.start(folder, "--speed", "0.001");
    }

    @AfterAll
    static void stop() throws Exception {
        for (SimulatorProcess started : new SimulatorProcess[]{simulator, sluggish}) {
            if (started != null) {
                started.close();
            }
        }
    }

    private static PseudoTerminal run(SimulatorProcess server, Map<String, String> variables, String... arguments)
            throws IOException {
        Map<String, String> surroundings = new HashMap<>(server.settings());
        surroundings.putAll(variables);
        List<String> command = new ArrayList<>(List.of(Frontend.CLI.launcher()));
        command.addAll(List.of(arguments));
        return PseudoTerminal.start(folder, surroundings, command);
    }

    private static PseudoTerminal interruptedStart() throws Exception {
        PseudoTerminal terminal = run(sluggish, Map.of(), "vm", "shutdown", "web-01", "--yes");
        terminal.await("qmshutdown");
        terminal.pressCtrlC();
        terminal.await(QUESTION);
        return terminal;
    }

    @Test
    @DisplayName("shows a bar, and above it what the task writes")
    void progress() throws Exception {
        try (PseudoTerminal terminal = run(simulator, Map.of(), "backup", "run", "--vmid", "100", "--storage",
                "local")) {
            assertEquals(0, terminal.exitCode(), terminal::shown);
            String shown = terminal.shown();
            assertTrue(shown.matches("(?s).*\\r. vzdump \\[#+ *] \\d+%.*"), shown);
            assertTrue(shown.contains("\rINFO: starting new backup job"), shown);
            assertTrue(shown.indexOf("INFO: starting new backup job") < shown.lastIndexOf(" vzdump ["), shown);
        }
    }

    @Test
    @DisplayName("asks for the name before it deletes, and takes no other")
    void typedName() throws Exception {
        try (PseudoTerminal terminal = run(simulator, Map.of(), "vm", "delete", "ci-runner-01")) {
            terminal.await("Type 'ci-runner-01' to go on: ");
            terminal.type("ci-runner\n");
            assertEquals(11, terminal.exitCode(), terminal::shown);
        }
        try (PseudoTerminal terminal = run(simulator, Map.of(), "vm", "delete", "ci-runner-01")) {
            terminal.await("Type 'ci-runner-01' to go on: ");
            terminal.type("ci-runner-01\n");
            assertEquals(0, terminal.exitCode(), terminal::shown);
        }
    }

    @Test
    @DisplayName("stops the task after Ctrl-C and a yes")
    void stopsTheTask() throws Exception {
        try (PseudoTerminal terminal = interruptedStart()) {
            terminal.type("y\n");
            assertEquals(130, terminal.exitCode(), terminal::shown);
            assertTrue(terminal.shown().contains("the server was asked to stop the task"), terminal::shown);
        }
    }

    @Test
    @DisplayName("leaves the task running after Ctrl-C and a no, and says how to look at it")
    void leavesTheTask() throws Exception {
        try (PseudoTerminal terminal = interruptedStart()) {
            terminal.type("\n");
            assertEquals(130, terminal.exitCode(), terminal::shown);
            assertTrue(terminal.shown().contains("proxmox task status UPID:pve1:"), terminal::shown);
        }
    }

    @Test
    @DisplayName("leaves the task running after a second Ctrl-C")
    void secondCtrlC() throws Exception {
        try (PseudoTerminal terminal = interruptedStart()) {
            terminal.pressCtrlC();
            assertEquals(130, terminal.exitCode(), terminal::shown);
            assertTrue(terminal.shown().contains("the task goes on"), terminal::shown);
        }
    }

    @Test
    @DisplayName("ends a view that is drawn again with Ctrl-C, and gives the cursor back")
    void endsAView() throws Exception {
        try (PseudoTerminal terminal = run(simulator, Map.of(), "vm", "list", "--watch")) {
            terminal.await("web-01");
            terminal.pressCtrlC();
            assertEquals(130, terminal.exitCode(), terminal::shown);
            String shown = terminal.shown();
            assertTrue(shown.lastIndexOf("\u001b[?25h") > shown.lastIndexOf("\u001b[?25l"), shown);
        }
    }

    @Test
    @DisplayName("leaves a question with Ctrl-C, and nothing is done")
    void leavesAQuestion() throws Exception {
        try (PseudoTerminal terminal = run(simulator, Map.of(), "vm", "stop", "web-02")) {
            terminal.await("Go on? [y/N] ");
            terminal.pressCtrlC();
            assertEquals(130, terminal.exitCode(), terminal::shown);
            assertFalse(terminal.shown().contains("error"), terminal::shown);
        }
    }

    @Test
    @DisplayName("writes no escape sequence where NO_COLOR asks for none")
    void noColor() throws Exception {
        try (PseudoTerminal terminal = run(simulator, Map.of("NO_COLOR", "1"), "vm", "start", "db-02")) {
            assertEquals(0, terminal.exitCode(), terminal::shown);
            assertTrue(terminal.shown().contains("\r| qmstart"), terminal::shown);
            assertFalse(terminal.shown().contains("\u001b"), terminal::shown);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(nullValues = "-", value = {"-, , true", "NO_COLOR, , false", "NO_COLOR, --color=always, true",
            "-, --color=never, false", "-, -ojson, false"})
    @DisplayName("colours a status unless it is told not to")
    void colours(String variable, String option, boolean coloured) throws Exception {
        List<String> words = new ArrayList<>(List.of("vm", "list", "--columns", "vmid,status"));
        Optional.ofNullable(option).ifPresent(words::add);
        try (PseudoTerminal terminal = run(simulator, variable == null ? Map.of() : Map.of(variable, "1"),
                words.toArray(String[]::new))) {
            assertEquals(0, terminal.exitCode(), terminal::shown);
            assertTrue(terminal.shown().contains("running"), terminal::shown);
            assertEquals(coloured, terminal.shown().contains("\u001b[32mrunning\u001b[0m"), terminal::shown);
            assertEquals(coloured, terminal.shown().contains("\u001b"), terminal::shown);
        }
    }
}
