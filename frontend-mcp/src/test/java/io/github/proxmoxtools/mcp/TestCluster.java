package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Trust;
import io.github.proxmoxtools.mcp.calls.Cluster;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import java.util.Set;

/** A simulated cluster with an engine before it, for servers of one test. */
public final class TestCluster implements AutoCloseable {
    private final Simulator simulator = Simulator.start();
    private final Catalog catalog;
    private final Engine engine;

    /** Starts one. */
    public TestCluster(Catalog catalog) {
        this.catalog = catalog;
        this.engine = Engine.builder(catalog, this::connect).secrets(Set.of(simulator.adminTokenSecret())).build();
    }

    private ProxmoxClient connect() {
        return ProxmoxClient.builder().hosts(simulator.hosts().stream().map(Host::parse).toList())
                .credentials(new Credentials.ApiToken(simulator.adminTokenId(), simulator.adminTokenSecret()))
                .trust(Trust.Fingerprints.of(simulator.fingerprints().toArray(String[]::new))).build();
    }

    /** The cluster itself. */
    public Simulator simulator() {
        return simulator;
    }

    /** The tools. */
    public Catalog catalog() {
        return catalog;
    }

    /** A server before it. */
    public TestServer setup() {
        return TestServer.of(catalog, cluster());
    }

    /** What runs the tools on it. */
    public Cluster cluster() {
        return new Cluster(engine::run, engine::facts);
    }

    @Override
    public void close() {
        engine.close();
        simulator.close();
    }
}
