package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Node;
import io.github.proxmoxtools.simulator.state.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Figures of nodes, guests and storages, as monitoring systems fetch them. */
final class MetricExport {
    private MetricExport() {}

    static Object answer(Call call) {
        List<Object> metrics = new ArrayList<>();
        boolean isLocal = call.params().flag("local-only");
        call.cluster().nodes().stream().filter(Node::isOnline)
                .filter(node -> !isLocal || node.name().equals(call.asked())).forEach(node -> {
                    addNode(call, node, metrics);
                    call.cluster().guests().values().stream().filter(guest -> guest.node().equals(node.name()))
                            .forEach(guest -> addGuest(call.now(), guest, metrics));
                    call.cluster().storages().values().stream()
                            .filter(storage -> storage.isEnabled() && storage.isOn(node.name()))
                            .forEach(storage -> addStorage(call.now(), node, storage, metrics));
                });
        return Map.of("data", metrics);
    }

    private static void addNode(Call call, Node node, List<Object> metrics) {
        add(metrics, "uptime", "node/" + node.name(), "gauge", node.uptime(call.now()), call.now());
        add(metrics, "cpu_avg1", "node/" + node.name(), "gauge", 0.1, call.now());
        add(metrics, "net_in", "node/" + node.name(), "derive", node.uptime(call.now()) * 1000, call.now());
        add(metrics, "net_out", "node/" + node.name(), "derive", node.uptime(call.now()) * 700, call.now());
    }

    private static void addGuest(Instant now, Guest guest, List<Object> metrics) {
        String id = guest.kind().path() + "/" + guest.vmid();
        add(metrics, "uptime", id, "gauge", guest.uptime(now), now);
        add(metrics, "mem_total", id, "gauge", guest.memory(), now);
        add(metrics, "disk_total", id, "gauge", guest.diskSize(), now);
        add(metrics, "cpu_max", id, "gauge", guest.processors(), now);
    }

    private static void addStorage(Instant now, Node node, Storage storage, List<Object> metrics) {
        String id = "storage/" + node.name() + "/" + storage.id();
        add(metrics, "disk_total", id, "gauge", storage.total(), now);
        add(metrics, "disk_used", id, "gauge", storage.used(node.name()), now);
    }

    private static void add(List<Object> metrics, String metric, String id, String type, Object value, Instant now) {
        metrics.add(ClusterAreas.metric(metric, id, type, value, now.getEpochSecond()));
    }
}
