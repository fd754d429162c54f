package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.Node;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster as a whole. */
final class ClusterHandlers {
    private ClusterHandlers() {}

    static void register(Registry registry) {
        registry.get("/version", ClusterHandlers::version);
        registry.get("/cluster/status", ClusterHandlers::status);
        registry.get("/cluster/resources", ClusterHandlers::resources);
        registry.get("/cluster/nextid", ClusterHandlers::nextId);
    }

    /** The top of the API, which its own schema leaves out. */
    static Object root() {
        return Directory.of("subdir", "version", "cluster", "nodes", "storage", "access", "pools");
    }

    static Object version(Call call) {
        Profile profile = call.cluster().profile();
        Row row = new Row().with("version", profile.version()).with("release", profile.release()).with("repoid",
                profile.repositoryId());
        return row.withAny("console", Optional.ofNullable(call.cluster().settings().datacenter().get("console")))
                .fields();
    }

    private static Object status(Call call) {
        Cluster cluster = call.cluster();
        List<Object> rows = new ArrayList<>();
        // A standalone node has no cluster row.
        if (cluster.nodes().size() > 1) {
            rows.add(new Row().with("type", "cluster").with("id", "cluster").with("name", cluster.name())
                    .with("nodes", cluster.nodes().size()).with("quorate", cluster.isQuorate(call.asked()))
                    .with("version", cluster.nodes().size()).fields());
        }
        boolean isAlone = cluster.nodes().size() == 1;
        cluster.nodes().forEach(node -> rows.add(new Row().with("type", "node").with("id", "node/" + node.name())
                .with("name", node.name()).with("ip", node.address()).with("nodeid", isAlone ? 0 : node.id())
                .with("online", cluster.reaches(call.asked(), node.name()))
                .with("local", node.name().equals(call.asked())).with("level", "")
                .fields()));
        return rows;
    }

    private static Object resources(Call call) {
        String type = call.params().text("type");
        List<Object> rows = new ArrayList<>();
        if (type.isEmpty() || type.equals("vm")) {
            call.cluster().guests().values().stream()
                    .filter(guest -> call.caller().holds("/vms/" + guest.vmid(), "VM.Audit"))
                    .forEach(guest -> rows.add(GuestView.resource(call, guest)));
        }
        if (type.isEmpty() || type.equals("node")) {
            call.cluster().nodes().forEach(node -> rows.add(NodeHandlers.resource(call, node)));
        }
        if (type.isEmpty() || type.equals("storage")) {
            call.cluster().nodes().forEach(node -> addStorages(call, node, rows));
        }
        if (type.isEmpty() || type.equals("sdn")) {
            call.cluster().nodes().stream().filter(node -> call.caller().holds("/sdn/zones", "SDN.Audit"))
                    .forEach(node -> rows.add(zone(node)));
        }
        if (type.isEmpty()) {
            call.cluster().pools().values().stream()
                    .filter(pool -> call.caller().holds("/pool/" + pool.id(), "Pool.Audit"))
                    .forEach(pool -> rows.add(new Row().with("type", "pool").with("id", "/pool/" + pool.id())
                            .with("pool", pool.id()).fields()));
        }
        return rows;
    }

    private static void addStorages(Call call, Node node, List<Object> rows) {
        call.cluster().storages().values().stream().filter(storage -> storage.isEnabled() && storage.isOn(node.name()))
                .filter(storage -> StorageHandlers.isVisible(call, storage))
                .forEach(storage -> rows.add(storage(node, storage)));
    }

    private static Object storage(Node node, Storage storage) {
        Row row = new Row().with("type", "storage").with("id", "storage/" + node.name() + "/" + storage.id())
                .with("storage", storage.id()).with("node", node.name()).with("plugintype", storage.type())
                .with("content", String.join(",", storage.content())).with("shared", storage.isShared())
                .with("status", node.isOnline() ? "available" : "unknown");
        return node.isOnline()
                ? row.with("maxdisk", storage.total()).with("disk", storage.used(node.name())).fields()
                : row.fields();
    }

    private static Object zone(Node node) {
        return new Row().with("type", "network").with("id", "network/" + node.name() + "/zone/localnetwork")
                .with("network", "localnetwork").with("network-type", "zone").with("node", node.name())
                .with("status", "ok").fields();
    }

    private static Object nextId(Call call) {
        if (call.params().has("vmid")) {
            int vmid = call.vmid();
            if (call.cluster().guests().containsKey(vmid)) {
                throw ApiError.parameter("vmid", "VM " + vmid + " already exists");
            }
            return Integer.toString(vmid);
        }
        return Integer.toString(call.cluster().nextVmid());
    }
}
