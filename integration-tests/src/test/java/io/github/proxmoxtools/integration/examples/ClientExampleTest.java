package io.github.proxmoxtools.integration.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.ProxmoxException;
import io.github.proxmoxtools.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the guide does what the guide says. */
final class ClientExampleTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void doesWhatTheGuideSays(@TempDir Path folder) throws Exception {
        Path image = Files.write(folder.resolve("small.iso"), new byte[100_000]);
        try (Simulator simulator = Simulator.builder().start()) {
            simulator.state().addVirtualMachine(900, "pve1", "example");
            try (ProxmoxClient client = ClientExample.connect(simulator.hosts().get(0), simulator.adminTokenId(),
                    simulator.adminTokenSecret(), simulator.fingerprints().get(0))) {
                ClientExample example = new ClientExample(client,
                        new PrintStream(shown, true, StandardCharsets.UTF_8));
                example.listGuests();
                example.start("pve1", 900);
                example.uploadImage("pve1", image);
                ProxmoxException missing = assertThrows(ProxmoxException.class, () -> example.start("pve9", 900));
                assertTrue(ClientExample.explain(missing).length() > 5);
            }
            assertTrue(simulator.state().isRunning(900));
        }
        String text = shown.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("900 example: stopped"), text);
        assertTrue(text.contains("100% sent"), text);
        assertEquals(2, text.lines().filter(line -> line.startsWith("done in ")).count(), text);
    }
}
