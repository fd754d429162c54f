package io.github.proxmoxtools.integration.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the README does what it says. */
final class ThreeTasksTest {
    @Test
    void looksPlansAndChanges() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (Simulator simulator = Simulator.start()) {
            ThreeTasks.run(simulator.hosts().get(0), simulator.adminTokenId(), simulator.adminTokenSecret(),
                    simulator.fingerprints().get(0), new PrintStream(shown, true, StandardCharsets.UTF_8));
            assertTrue(simulator.state().isRunning(100));
            assertEquals(1, simulator.writes());
        }
        List<String> lines = shown.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains("name=web-01"), lines.get(0));
        assertTrue(lines.get(1).contains("/nodes/pve1/qemu/100/status/stop"), lines.get(1));
        assertTrue(lines.get(2).contains("exitstatus=OK"), lines.get(2));
    }
}
