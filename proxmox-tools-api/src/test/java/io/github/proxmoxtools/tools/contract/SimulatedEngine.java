package io.github.proxmoxtools.tools.contract;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Trust;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import java.nio.file.Path;
import java.util.List;

/** The real engine and client against a simulator of their own, over TLS. */
public final class SimulatedEngine implements AutoCloseable {
    private final Simulator simulator;
    private final Engine engine;

    /**
     * Starts a simulator of a version, and an engine that may do everything.
     *
     * @param catalog the tools
     * @param version the simulated version
     */
    public SimulatedEngine(Catalog catalog, String version) {
        simulator = Simulator.builder().profile(version).start();
        engine = Engine.builder(catalog, () -> client(simulator)).fileRoots(List.of(Path.of("/")))
                .fetchingFromAnyAddress().build();
    }

    /**
     * Connects to a simulator as its administrator.
     *
     * @param simulator the simulator
     * @return the client
     */
    public static ProxmoxClient client(Simulator simulator) {
        return ProxmoxClient.builder()
                .host(Host.parse(simulator.hosts().get(0)))
                .trust(Trust.Fingerprints.of(simulator.fingerprints().toArray(String[]::new)))
                .credentials(new Credentials.ApiToken(simulator.adminTokenId(), simulator.adminTokenSecret()))
                .build();
    }

    /**
     * Gives the engine.
     *
     * @return the engine
     */
    public Engine engine() {
        return engine;
    }

    /**
     * Gives the simulator.
     *
     * @return the simulator
     */
    public Simulator simulator() {
        return simulator;
    }

    @Override
    public void close() {
        engine.close();
        simulator.close();
    }
}
