package io.github.proxmoxtools.integration.live;

import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The cluster that a test works on through the tools; what the test made is removed with it. */
final class TestCluster implements AutoCloseable {
    /** What the names of all guests begin with that tests make; nothing else is ever removed. */
    static final String PREFIX = "proxmox-tools-test-";
    /** What one tool may take; far more than a healthy host needs. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final TestSettings settings;
    private final Optional<Simulator> simulator;
    private final Engine engine;
    private final Set<Integer> made = new LinkedHashSet<>();

    private TestCluster(TestSettings settings, Optional<Simulator> simulator) {
        this.settings = settings;
        this.simulator = simulator;
        this.engine = Engine.builder(Catalog.discover(), settings::client).fileRoots(List.of(Path.of("/")))
                .waitTimeout(PATIENCE).build();
    }

    static TestCluster at(TestSettings settings) {
        return new TestCluster(settings, Optional.empty());
    }

    static TestCluster simulated() {
        return simulated("9.2");
    }

    static TestCluster simulated(String version) {
        Simulator simulator = Simulator.builder().profile(version).start();
        return new TestCluster(new TestSettings(simulator.hosts().getFirst(), simulator.adminTokenId(),
                simulator.adminTokenSecret(), Optional.of(String.join(",", simulator.fingerprints())),
                Optional.of(simulator.password()), new VmidRange(9000, 9009), Optional.of("100")),
                Optional.of(simulator));
    }

    TestSettings settings() {
        return settings;
    }

    /** Runs a tool, and confirms whatever it asks. */
    Data run(String tool, Map<String, ?> arguments) {
        ToolResult result = engine.run(ToolCall.of(tool, arguments).confirmedBy(Confirmer.ALWAYS));
        return Data.of(result.toMap());
    }

    /** Takes a free vmid for a guest that will be removed when the test ends, however it ends. */
    int newGuest() {
        Set<Integer> taken = new HashSet<>(made);
        guests().forEach(guest -> guest.facts().at("vmid").whole()
                .ifPresent(vmid -> taken.add(Math.toIntExact(vmid))));
        int vmid = settings.vmids().free(taken);
        made.add(vmid);
        return vmid;
    }

    static String nameOf(int vmid) {
        return PREFIX + vmid;
    }

    /** Gives a node that is online. */
    String node() {
        return nodes().getFirst();
    }

    /** Gives a storage of a node that holds a kind of content. */
    Optional<String> storage(String node, String content) {
        return run("proxmox_storage_list", Map.of("node", node)).at("items").items().stream()
                .filter(storage -> storage.at("active").flag())
                .filter(storage -> List.of(storage.at("content").text().orElse("").split(",")).contains(content))
                .flatMap(storage -> storage.at("storage").text().stream()).sorted().findFirst();
    }

    /**
     * A guest as its node knows it.
     *
     * @param kind {@code vm} or {@code lxc}, as tools are named
     * @param node where it is
     * @param facts what the node's list says of it
     */
    private record Found(String kind, String node, Data facts) {
        boolean is(int vmid) {
            return facts.at("vmid").whole().equals(Optional.of((long) vmid));
        }
    }

    /** Asks the nodes themselves: the cluster's list learns of a new guest some seconds later. */
    private List<Found> guests() {
        List<Found> guests = new ArrayList<>();
        for (String node : nodes()) {
            for (String kind : List.of("vm", "lxc")) {
                run("proxmox_" + kind + "_list", Map.of("node", node)).at("items").items()
                        .forEach(facts -> guests.add(new Found(kind, node, facts)));
            }
        }
        return guests;
    }

    private List<String> nodes() {
        return run("proxmox_node_list", Map.of()).at("items").items().stream()
                .filter(node -> node.at("status").text().equals(Optional.of("online")))
                .flatMap(node -> node.at("node").text().stream()).sorted().toList();
    }

    @Override
    public void close() {
        try {
            removeAll();
        } finally {
            engine.close();
            simulator.ifPresent(Simulator::close);
        }
    }

    /** One that cannot be removed must not keep the others. */
    private void removeAll() {
        AssertionError left = new AssertionError("Guests were left behind");
        for (int vmid : made) {
            try {
                remove(vmid);
            } catch (ToolFailure failure) {
                left.addSuppressed(failure);
            }
        }
        if (left.getSuppressed().length > 0) {
            throw left;
        }
    }

    /** A guest whose name says that no test made it is left alone, whatever its number. */
    private void remove(int vmid) {
        guests().stream().filter(guest -> guest.is(vmid))
                .filter(guest -> guest.facts().at("name").text().orElse("").startsWith(PREFIX))
                .forEach(guest -> {
                    Map<String, Object> where = Map.of("vmid", vmid, "node", guest.node());
                    if (guest.facts().at("status").text().equals(Optional.of("running"))) {
                        run("proxmox_" + guest.kind() + "_stop", where);
                    }
                    run("proxmox_" + guest.kind() + "_delete", where);
                });
    }
}
