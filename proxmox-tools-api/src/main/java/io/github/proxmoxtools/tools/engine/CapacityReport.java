package io.github.proxmoxtools.tools.engine;

import static io.github.proxmoxtools.tools.engine.ClusterFacts.rows;
import static io.github.proxmoxtools.tools.engine.ClusterFacts.text;

import io.github.proxmoxtools.tools.spi.Data;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How full nodes and storages are, and how much of the nodes is promised to guests. */
final class CapacityReport {
    private static final double BUSY = 0.9;
    private static final double FULL = 0.85;
    private static final double GIBIBYTE = 1L << 30;

    private final Calls calls;
    private final List<String> findings = new ArrayList<>();

    CapacityReport(Calls calls) {
        this.calls = calls;
    }

    Map<String, @Nullable Object> capacity() {
        List<Data> resources = Data.of(calls.send(Survey.get("/cluster/resources")).data()).items();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("nodes", rows(resources, "node").stream().sorted(Comparator.comparing(row -> text(row, "node")))
                .map(row -> node(row, resources)).toList());
        facts.put("storages", storages(resources));
        facts.put("thresholds", Map.of("cpu", BUSY, "memory", BUSY, "disk", FULL, "storage", FULL));
        facts.put("units", Map.of("cpu", "fraction of 1", "used_fraction", "fraction of 1", "used", "bytes", "total",
                "bytes", "allocated_to_running", "as the line it stands in", "allocated_to_all",
                "as the line it stands in"));
        facts.put("findings", findings);
        return facts;
    }

    private Map<String, @Nullable Object> node(Data row, List<Data> resources) {
        String name = text(row, "node");
        Map<String, @Nullable Object> node = new LinkedHashMap<>();
        node.put("node", name);
        node.put("status", row.at("status").raw());
        if (row.at("maxmem").isAbsent()) {
            findings.add("Node " + name + " shows no figures: it is " + text(row, "status")
                    + ", or this login may not see them.");
            return node;
        }
        List<Data> guests = resources.stream().filter(guest -> !guest.at("vmid").isAbsent()
                && text(guest, "node").equals(name) && !guest.at("template").flag()).toList();
        node.put("cpu", row.at("cpu").raw());
        busy("The processors of node " + name, fraction(row.at("cpu")), BUSY);
        node.put("cores", allocation(row.at("maxcpu"), guests, "maxcpu"));
        node.put("memory", used(row, "mem", "maxmem", "The memory of node " + name, BUSY));
        node.put("memory_of_guests", allocation(row.at("maxmem"), guests, "maxmem"));
        node.put("disk", used(row, "disk", "maxdisk", "The root disk of node " + name, FULL));
        overcommitted(name, row, guests);
        return node;
    }

    private static double fraction(Data number) {
        return number.raw() instanceof Number value ? value.doubleValue() : 0;
    }

    private void busy(String what, double fraction, double threshold) {
        if (fraction >= threshold) {
            findings.add(what + (what.contains("processors") ? " are " : " is ") + percent(fraction) + " used.");
        }
    }

    private static String percent(double fraction) {
        return Math.round(fraction * 100) + " %";
    }

    private static Map<String, Object> allocation(Data physical, List<Data> guests, String field) {
        Map<String, Object> allocation = new LinkedHashMap<>();
        allocation.put("total", physical.whole().orElse(0L));
        allocation.put("allocated_to_running", sum(running(guests), field));
        allocation.put("allocated_to_all", sum(guests, field));
        return allocation;
    }

    private static List<Data> running(List<Data> guests) {
        return guests.stream().filter(guest -> text(guest, "status").equals("running")).toList();
    }

    private static long sum(List<Data> guests, String field) {
        return guests.stream().mapToLong(guest -> guest.at(field).whole().orElse(0L)).sum();
    }

    private Map<String, Object> used(Data row, String usedField, String totalField, String what, double threshold) {
        long used = row.at(usedField).whole().orElse(0L);
        long total = row.at(totalField).whole().orElse(0L);
        double fraction = total == 0 ? 0 : (double) used / total;
        busy(what, fraction, threshold);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("used", used);
        figures.put("total", total);
        figures.put("used_fraction", Math.round(fraction * 1000) / 1000.0);
        return figures;
    }

    private void overcommitted(String name, Data row, List<Data> guests) {
        long memory = row.at("maxmem").whole().orElse(0L);
        long running = sum(running(guests), "maxmem");
        long all = sum(guests, "maxmem");
        if (running > memory) {
            findings.add("The guests that run on node " + name + " may use " + gibibytes(running)
                    + " of memory; the node has " + gibibytes(memory) + ".");
        } else if (all > memory) {
            findings.add("If all guests of node " + name + " ran, they might use " + gibibytes(all)
                    + " of memory; the node has " + gibibytes(memory) + ".");
        }
    }

    static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }

    private List<Map<String, @Nullable Object>> storages(List<Data> resources) {
        List<Map<String, @Nullable Object>> storages = new ArrayList<>();
        for (Map<String, @Nullable Object> storage : ClusterFacts.storages(resources)) {
            Data row = Data.of(storage);
            String name = "Storage " + text(row, "storage") + row.at("node").text().map(on -> " on " + on).orElse("");
            if (row.at("total").isAbsent()) {
                findings.add(name + " is " + text(row, "status") + " and shows no figures.");
                storages.add(storage);
            } else {
                Map<String, @Nullable Object> filled = new LinkedHashMap<>(storage);
                filled.putAll(used(row, "used", "total", name, FULL));
                storages.add(filled);
            }
        }
        storages.sort(Comparator.comparingDouble(storage -> -fraction(Data.of(storage.get("used_fraction")))));
        return storages;
    }
}
