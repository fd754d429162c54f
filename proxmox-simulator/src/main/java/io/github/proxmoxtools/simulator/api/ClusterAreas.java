package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.Task;
import io.github.proxmoxtools.simulator.state.Upid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the cluster says of itself as a whole: membership, log, figures. */
final class ClusterAreas {
    private static final int LOG_LINES = 50;

    private ClusterAreas() {}

    static void register(Registry registry) {
        registry.get("/cluster", ClusterAreas::index);
        registry.get("/cluster/log", ClusterAreas::log);
        registry.get("/cluster/ceph", call -> call.cluster().profile().isBefore(9)
                ? Directory.of("name", "metadata", "status", "flags")
                : Directory.of("name", "metadata", "status", "flags", "restart-bulk"));
        registry.get("/cluster/metrics", call -> call.cluster().profile().isBefore(8)
                ? Directory.of("name", "server")
                : Directory.of("name", "server", "export"));
        registry.get("/cluster/metrics/export", MetricExport::answer);
        new MetricServerArea().register(registry);
    }

    private static Object index(Call call) {
        List<String> names = new ArrayList<>(List.of("log", "options", "resources", "replication", "tasks", "backup",
                "ha", "status", "nextid", "firewall", "config", "acme", "ceph", "jobs", "metrics", "backup-info",
                "sdn"));
        if (!call.cluster().profile().isBefore(8)) {
            names.addAll(List.of("mapping", "notifications"));
        }
        if (!call.cluster().profile().isBefore(9)) {
            names.addAll(List.of("bulk-action", "qemu"));
        }
        return Directory.of("name", names.toArray(String[]::new));
    }

    /** The log tells when tasks start, and when they end. */
    private static Object log(Call call) {
        List<Entry> entries = new ArrayList<>();
        call.cluster().tasks().newestFirst().forEach(task -> addEntries(task, entries));
        entries.sort(Comparator.comparing(Entry::when));
        boolean seesAll = call.caller().holds("/", "Sys.Syslog");
        List<Object> rows = new ArrayList<>();
        for (int uid = entries.size(); uid > 0; uid--) {
            Entry entry = entries.get(uid - 1);
            if (seesAll || entry.upid().user().equals(call.caller().who())) {
                rows.add(row(call.cluster(), entry, uid));
            }
        }
        return rows.subList(0, (int) Math.min(rows.size(), call.params().number("max", LOG_LINES)));
    }

    private record Entry(Instant when, Upid upid, String text, boolean isError) {}

    private static void addEntries(Task task, List<Entry> entries) {
        Upid upid = task.upid();
        task.ended().ifPresent(when -> {
            String status = task.exitStatus().orElse("");
            entries.add(new Entry(when, upid, "end task " + upid + ": " + status,
                    !status.equals("OK") && !status.startsWith("WARNINGS")));
        });
        entries.add(new Entry(Instant.ofEpochSecond(upid.starttime()), upid, "starting task " + upid, false));
    }

    private static Object row(Cluster cluster, Entry entry, int uid) {
        String node = entry.upid().node();
        int daemon = 800 + cluster.node(node).map(found -> found.id()).orElse(0);
        return new Row().with("uid", Integer.toString(uid)).with("id", uid + ":" + node).with("node", node)
                .with("pid", daemon).with("pri", entry.isError() ? 3 : 6).with("tag", "pvedaemon")
                .with("time", entry.when().getEpochSecond()).with("user", entry.upid().user())
                .with("msg", entry.text()).fields();
    }

    static Map<String, Object> metric(String metric, String id, String type, Object value, long timestamp) {
        return Map.of("metric", metric, "id", id, "type", type, "value", value, "timestamp", timestamp);
    }
}
