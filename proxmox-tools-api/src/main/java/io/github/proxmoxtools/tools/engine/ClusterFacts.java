package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a cluster consists of, and how a node is. */
final class ClusterFacts {
    private static final Map<String, String> UNITS = Map.of("cpu", "fraction of 1", "uptime", "seconds", "used",
            "bytes", "total", "bytes", "free", "bytes", "avail", "bytes", "available", "bytes");

    private final Calls calls;

    ClusterFacts(Calls calls) {
        this.calls = calls;
    }

    Map<String, @Nullable Object> cluster() {
        Map<String, ApiRequest> reads = new LinkedHashMap<>();
        reads.put("resources", Survey.get("/cluster/resources"));
        reads.put("status", Survey.get("/cluster/status"));
        reads.put("version", Survey.get("/version"));
        Survey survey = new Survey(calls).read(reads);
        List<Data> resources = survey.need("resources").items();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        survey.find("status").ifPresent(status -> putQuorum(facts, status.items()));
        facts.put("version", survey.at("version").at("version").raw());
        facts.put("nodes", nodes(survey.at("status").items(), resources));
        facts.put("guests", guests(resources));
        facts.put("storages", storages(resources));
        facts.put("units", Map.of("used", "bytes", "total", "bytes"));
        return survey.completing(facts);
    }

    /** A node that stands alone has no row of its cluster: that is not a lost quorum. */
    private static void putQuorum(Map<String, @Nullable Object> facts, List<Data> status) {
        Optional<Data> cluster = rows(status, "cluster").stream().findFirst();
        facts.put("name", cluster.map(row -> row.at("name").raw()).orElse(null));
        facts.put("standalone", cluster.isEmpty());
        cluster.ifPresent(row -> facts.put("quorate", row.at("quorate").flag()));
    }

    static List<Data> rows(List<Data> rows, String type) {
        return rows.stream().filter(row -> text(row, "type").equals(type)).toList();
    }

    static String text(Data row, String field) {
        return row.at(field).text().orElse("");
    }

    /** Who may not see the cluster's own list sees the nodes among the resources. */
    private static List<Map<String, @Nullable Object>> nodes(List<Data> status, List<Data> resources) {
        List<Map<String, @Nullable Object>> nodes = new ArrayList<>();
        rows(status, "node").forEach(row -> nodes.add(node(row.at("name").raw(), row.at("online").flag())));
        if (nodes.isEmpty()) {
            rows(resources, "node").forEach(row -> nodes.add(node(row.at("node").raw(),
                    text(row, "status").equals("online"))));
        }
        return nodes;
    }

    private static Map<String, @Nullable Object> node(@Nullable Object name, boolean online) {
        Map<String, @Nullable Object> node = new LinkedHashMap<>();
        node.put("node", name);
        node.put("online", online);
        return node;
    }

    private static Map<String, Object> guests(List<Data> resources) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (String kind : List.of("qemu", "lxc")) {
            Map<String, Object> byStatus = new TreeMap<>();
            rows(resources, kind).forEach(row -> byStatus.merge(row.at("template").flag()
                    ? "template"
                    : text(row,
                            "status"),
                    1, (one, other) -> (Integer) one + (Integer) other));
            counts.put(kind, byStatus);
        }
        return counts;
    }

    /** A storage that all nodes share is one. */
    static List<Map<String, @Nullable Object>> storages(List<Data> resources) {
        Map<String, Map<String, @Nullable Object>> storages = new TreeMap<>();
        rows(resources, "storage").forEach(row -> {
            boolean shared = row.at("shared").flag();
            String key = text(row, "storage") + (shared ? "" : " " + text(row, "node"));
            if (!storages.containsKey(key) || text(row, "status").equals("available")) {
                storages.put(key, storage(row, shared));
            }
        });
        return List.copyOf(storages.values());
    }

    private static Map<String, @Nullable Object> storage(Data row, boolean shared) {
        Map<String, @Nullable Object> storage = new LinkedHashMap<>();
        storage.put("storage", row.at("storage").raw());
        if (!shared) {
            storage.put("node", row.at("node").raw());
        }
        storage.put("type", row.at("plugintype").raw());
        storage.put("shared", shared);
        storage.put("status", row.at("status").raw());
        if (!row.at("maxdisk").isAbsent()) {
            storage.put("used", row.at("disk").raw());
            storage.put("total", row.at("maxdisk").raw());
        }
        return storage;
    }

    Map<String, @Nullable Object> node(String node) {
        Map<String, String> path = Map.of("node", node);
        Map<String, ApiRequest> reads = new LinkedHashMap<>();
        reads.put("status", Survey.get("/nodes/{node}/status", path));
        reads.put("storages", Survey.get("/nodes/{node}/storage", path));
        reads.put("guests", Survey.get("/cluster/resources", Parameter.of("type", "vm")));
        Survey survey = new Survey(calls).read(reads);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("node", node);
        putFigures(facts, survey.need("status"));
        survey.find("storages").ifPresent(storages -> facts.put("storages", storages.items().stream()
                .map(row -> picked(row, "storage", "type", "content", "active", "enabled", "shared", "used", "total",
                        "avail"))
                .toList()));
        survey.find("guests").ifPresent(guests -> facts.put("running", guests.items().stream()
                .filter(row -> text(row, "node").equals(node) && text(row, "status").equals("running"))
                .map(row -> picked(row, "vmid", "name", "type")).toList()));
        facts.put("units", UNITS);
        return survey.completing(facts);
    }

    private static void putFigures(Map<String, @Nullable Object> facts, Data status) {
        facts.putAll(picked(status, "uptime", "cpu", "loadavg", "pveversion"));
        facts.put("cpus", status.at("cpuinfo").at("cpus").raw());
        facts.put("processor", status.at("cpuinfo").at("model").raw());
        facts.putAll(picked(status, "memory", "swap", "rootfs"));
    }

    /** Those of the fields that are there, in this order. */
    static Map<String, @Nullable Object> picked(Data row, String... fields) {
        Map<String, @Nullable Object> picked = new LinkedHashMap<>();
        for (String field : fields) {
            if (!row.at(field).isAbsent()) {
                picked.put(field, row.at(field).raw());
            }
        }
        return picked;
    }

    Map<String, @Nullable Object> storage(String storage) {
        Map<String, ApiRequest> reads = new LinkedHashMap<>();
        reads.put("definition", Survey.get("/storage/{storage}", Map.of("storage", storage)));
        reads.put("resources", Survey.get("/cluster/resources", Parameter.of("type", "storage")));
        Survey survey = new Survey(calls).read(reads);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("storage", storage);
        facts.put("definition", survey.need("definition").fields());
        survey.find("resources").ifPresent(rows -> facts.put("nodes", storages(rows.items().stream()
                .filter(row -> text(row, "storage").equals(storage)).toList())));
        facts.put("units", Map.of("used", "bytes", "total", "bytes"));
        return survey.completing(facts);
    }
}
