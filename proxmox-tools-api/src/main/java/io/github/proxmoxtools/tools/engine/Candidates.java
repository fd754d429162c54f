package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.engine.Facts.Candidate;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What could be written where a node, guest, storage or snapshot is named. */
final class Candidates {
    private final Calls calls;

    Candidates(Calls calls) {
        this.calls = calls;
    }

    List<Candidate> nodes() {
        return read("node").stream().map(row -> new Candidate(ClusterFacts.text(row, "node"), ClusterFacts.text(row,
                "status"))).sorted(Comparator.comparing(Candidate::value)).toList();
    }

    private List<Data> read(String type) {
        return ClusterFacts.rows(Data.of(calls.send(Survey.get("/cluster/resources", Parameter.of("type", type)))
                .data()).items(), type);
    }

    List<Candidate> guests() {
        List<Data> rows = Data.of(calls.send(Survey.get("/cluster/resources", Parameter.of("type", "vm"))).data())
                .items();
        return rows.stream().filter(row -> row.at("vmid").whole().isPresent())
                .sorted(Comparator.comparingLong(row -> row.at("vmid").whole().orElse(0L)))
                .map(row -> new Candidate(ClusterFacts.text(row, "vmid"), Stream.of(ClusterFacts.text(row, "name"),
                        ClusterFacts.text(row, "type").equals("lxc") ? "container" : "VM",
                        "on " + ClusterFacts.text(row, "node"), ClusterFacts.text(row, "status"))
                        .filter(part -> !part.isEmpty()).collect(Collectors.joining(", "))))
                .toList();
    }

    List<Candidate> storages() {
        Map<String, Candidate> storages = new LinkedHashMap<>();
        read("storage").forEach(row -> {
            String name = ClusterFacts.text(row, "storage");
            storages.putIfAbsent(name, new Candidate(name, ClusterFacts.text(row, "plugintype") + ": "
                    + ClusterFacts.text(row, "content")));
        });
        return storages.values().stream().sorted(Comparator.comparing(Candidate::value)).toList();
    }

    List<Candidate> snapshots(String vmidOrName) {
        GuestAddress guest = GuestFinder.ofAnyKind(calls).find(vmidOrName);
        return Data.of(calls.send(GuestFacts.get(guest, "snapshot")).data()).items().stream()
                .filter(row -> !ClusterFacts.text(row, "name").equals("current"))
                .map(row -> new Candidate(ClusterFacts.text(row, "name"), ClusterFacts.text(row, "description").strip()
                        .lines().findFirst().orElse("")))
                .sorted(Comparator.comparing(Candidate::value)).toList();
    }
}
