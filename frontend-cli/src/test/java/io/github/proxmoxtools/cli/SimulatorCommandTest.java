package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.Demonstration;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.program.SimulatorCommand;
import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.simulator.SimulatorDemoProvider;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulatorCommandTest {
    private final FakeTerminal terminal = new FakeTerminal();

    private void run(Map<String, String> options) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        options.forEach((name, value) -> given.put(name, List.of(value)));
        run(new SimulatorCommand(SimulatorDemoProvider::new, () -> true), given);
    }

    private void run(SimulatorCommand command, Map<String, List<String>> given) {
        command.run(new Here(Catalog.of(List.of(new TestTools())), new FakeConnector(), terminal, new Globals()),
                new Given(given));
    }

    @Test
    void printsTheSettingsOfAClientAndEndsWithItsInput() {
        terminal.piping("still here");
        run(Map.of("nodes", "2", "guests", "30", "profile", "8.4", "seed", "large", "speed", "4"));
        List<String> lines = terminal.out().lines().toList();
        assertEquals(List.of("PROXMOX_HOST", "PROXMOX_FINGERPRINT", "PROXMOX_TOKEN_ID", "PROXMOX_TOKEN_SECRET",
                "PROXMOX_LEARN_MEMBERS"),
                lines.stream().map(line -> line.substring(0, line.indexOf('='))).toList());
        assertTrue(lines.getFirst().matches("PROXMOX_HOST=127\\.0\\.0\\.1:\\d+,127\\.0\\.0\\.1:\\d+"),
                lines.getFirst());
        assertTrue(terminal.err().contains("Ctrl-C"), terminal.err());
        assertEquals(true, terminal.readInputLine().isEmpty());
    }

    @Test
    void saysWhatIsWrongWithAnOption() throws IOException {
        assertEquals("No seed huge; there are empty, small, ha, large.", refusal(Map.of("seed", "huge")));
        assertEquals("A cluster has 1 to 64 nodes, not 0.", refusal(Map.of("nodes", "0")));
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[]{127, 0, 0, 1}))) {
            String port = Integer.toString(taken.getLocalPort());
            assertEquals("The simulator cannot listen on port " + port + ".", refusal(Map.of("port", port)));
        }
    }

    @Test
    void anImageWithoutSimulatorShowsNoneAndSaysSo() {
        SimulatorCommand command = new SimulatorCommand(() -> {
            throw Demonstration.missing("simulator");
        }, () -> false);
        assertFalse(command.isShown());
        ToolFailure failure = assertThrows(ToolFailure.class, () -> run(command, Map.of()));
        assertEquals(FailureKind.BAD_SETTINGS, failure.kind());
        assertEquals("This image holds no simulator", failure.error());
    }

    private String refusal(Map<String, String> options) {
        return String.valueOf(assertThrows(InvalidCall.class, () -> run(options)).getMessage());
    }
}
