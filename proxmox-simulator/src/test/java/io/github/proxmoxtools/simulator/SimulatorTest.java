package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.demo.DemoProvider;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    @Test
    void otherHttpClientsCanTalkToEachNode() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            assertEquals(3, new HashSet<>(simulator.fingerprints()).size());
            for (String node : simulator.nodes()) {
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(RawClient.trusting(simulator.certificatePem(node))).build();
                var uri = URI.create("https://127.0.0.1:" + simulator.port(node) + "/api2/json/nodes/localhost/status");
                var request = HttpRequest.newBuilder(uri).header("Authorization",
                        "PVEAPIToken=" + simulator.adminTokenId() + "=" + simulator.adminTokenSecret()).build();
                assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
            }
        }
    }

    @Test
    void nothingListensAfterItIsClosed() {
        Simulator simulator = Simulator.start();
        simulator.close();
        assertThrows(ConnectException.class, () -> new RawClient(simulator, "pve1"));
    }

    @Test
    void theDemonstrationIsFoundAsAService() {
        Optional<DemoProvider> provider = ServiceLoader.load(DemoProvider.class).findFirst();
        if (provider.isPresent()) {
            try (var demo = provider.get().start()) {
                assertEquals(demo.hosts().size(), demo.fingerprints().size());
            }
        }
        try (var demo = new SimulatorDemoProvider().start()) {
            assertEquals("admin@pve!simulator", demo.tokenId());
            assertEquals(3, demo.hosts().size());
        }
    }

    @Test
    void tellsWhatHasStateBehindItFromWhatHasNone() {
        try (Simulator simulator = Simulator.start()) {
            assertTrue(simulator.simulatedEndpoints().contains("GET /nodes/{node}/qemu"));
            assertTrue(simulator.shapedEndpoints().contains("GET /nodes/{node}/ceph/cfg/raw"));
            assertFalse(simulator.shapedEndpoints().stream().anyMatch(simulator.simulatedEndpoints()::contains));
        }
    }

    @Test
    void startsQuicklyOnceTheClassesAreLoaded() {
        Simulator.start().close();
        long begin = System.nanoTime();
        Simulator.start().close();
        long milliseconds = (System.nanoTime() - begin) / 1_000_000;
        // Ten times what it takes, so that a busy machine does not fail it.
        assertTrue(milliseconds < 1_000, "started in " + milliseconds + " ms");
    }

    @Test
    void impossibleClustersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Simulator.builder().nodes("a", "a"));
        assertThrows(IllegalArgumentException.class, () -> Simulator.builder().profile("6.4"));
        assertThrows(IllegalArgumentException.class, () -> Simulator.builder().taskSpeed(0));
    }
}
