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
        this.engine = Engine.builder(catalog, () -> client(simulator).build())
                .secrets(Set.of(simulator.adminTokenSecret())).build();
    }

    /** A client of all its nodes. */
    public static ProxmoxClient.Builder client(Simulator simulator) {
        return ProxmoxClient.builder().hosts(simulator.hosts().stream().map(Host::parse).toList())
                .credentials(new Credentials.ApiToken(simulator.adminTokenId(), simulator.adminTokenSecret()))
                .trust(Trust.Fingerprints.of(simulator.fingerprints().toArray(String[]::new)));
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

    /** The VM 900 runs there too, and nothing has been asked yet. */
    public void addVictim() {
        simulator.state().addVirtualMachine(900, "pve1", "victim").power(900, true);
        simulator.forgetRequests();
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
