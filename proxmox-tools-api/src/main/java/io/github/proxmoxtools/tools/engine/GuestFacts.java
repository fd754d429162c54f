package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** How a guest is, and how it is configured. */
final class GuestFacts {
    private static final Map<String, String> UNITS = Map.of("cpu", "fraction of 1", "uptime", "seconds", "mem", "bytes",
            "maxmem", "bytes", "maxdisk", "bytes", "size", "bytes", "ctime", "seconds since 1970-01-01 UTC");

    private static final Object NOT_LOOKED = "";

    private final Calls calls;

    GuestFacts(Calls calls) {
        this.calls = calls;
    }

    static ApiRequest get(GuestAddress guest, String what, Parameter... parameters) {
        return Survey.get("/nodes/{node}/" + guest.kind().apiName() + "/{vmid}/" + what,
                Map.of("node", guest.node(), "vmid", Long.toString(guest.vmid())), parameters);
    }

    Map<String, @Nullable Object> guest(String vmidOrName) {
        return guest(vmidOrName, true);
    }

    /** The backups are many reads on storages that may be slow. */
    Map<String, @Nullable Object> guest(String vmidOrName, boolean withBackup) {
        GuestAddress guest = GuestFinder.ofAnyKind(calls).find(vmidOrName);
        Map<String, ApiRequest> reads = new LinkedHashMap<>();
        reads.put("status", get(guest, "status/current"));
        reads.put("config", get(guest, "config"));
        reads.put("snapshots", get(guest, "snapshot"));
        Survey survey = new Survey(calls);
        List<Object> both = Together.all(List.<Callable<Object>>of(() -> survey.read(reads),
                () -> withBackup ? new NewestBackup(calls, guest).look() : NOT_LOOKED));
        Data status = survey.need("status");
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(ToolResult.describe(guest));
        facts.putAll(ClusterFacts.picked(status, "name", "status", "qmpstatus", "lock", "ha", "agent", "template",
                "tags", "uptime", "cpu", "cpus", "mem", "maxmem", "maxdisk"));
        survey.find("config").ifPresent(config -> facts.put("disks", TargetState.disks(config)));
        survey.find("snapshots").ifPresent(list -> facts.put("snapshots", TargetState.snapshotNames(list)));
        if (withBackup) {
            facts.put("newest_backup", both.get(1));
        }
        facts.put("units", UNITS);
        return survey.completing(facts);
    }

    Map<String, @Nullable Object> config(String vmidOrName) {
        GuestAddress guest = GuestFinder.ofAnyKind(calls).find(vmidOrName);
        Map<String, ApiRequest> reads = new LinkedHashMap<>();
        reads.put("config", get(guest, "config", Parameter.of("current", "1")));
        reads.put("pending", get(guest, "pending"));
        Survey survey = new Survey(calls).read(reads);
        Map<String, @Nullable Object> config = survey.need("config").fields();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(ToolResult.describe(guest));
        facts.put("digest", config.remove("digest"));
        facts.put("config", config);
        survey.find("pending").ifPresent(pending -> putPending(facts, pending));
        return survey.completing(facts);
    }

    private static void putPending(Map<String, @Nullable Object> facts, Data pending) {
        Map<String, Object> changes = new LinkedHashMap<>();
        pending.items().forEach(row -> row.at("key").text().filter(key -> !row.at("pending").isAbsent()
                || row.at("delete").flag() || row.at("delete").whole().filter(times -> times > 0).isPresent())
                .ifPresent(key -> changes.put(key, change(key, row))));
        if (!changes.isEmpty()) {
            facts.put("pending", changes);
        }
    }

    /** A secret's name stands in another field here, where masking by name does not see it. */
    private static Map<String, @Nullable Object> change(String key, Data row) {
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        boolean secret = Redactor.isSecret(key);
        change.put("now", secret ? Redactor.MASK : row.at("value").raw());
        if (row.at("pending").isAbsent()) {
            change.put("deleted", true);
        } else {
            change.put("then", secret ? Redactor.MASK : row.at("pending").raw());
        }
        return change;
    }

    Map<String, @Nullable Object> snapshot(String vmidOrName, String snapshot) {
        GuestAddress guest = GuestFinder.ofAnyKind(calls).find(vmidOrName);
        Map<String, ApiRequest> reads = new LinkedHashMap<>();
        reads.put("then", Survey.get("/nodes/{node}/" + guest.kind().apiName() + "/{vmid}/snapshot/{snapname}/config",
                Map.of("node", guest.node(), "vmid", Long.toString(guest.vmid()), "snapname", snapshot)));
        reads.put("now", get(guest, "config", Parameter.of("current", "1")));
        reads.put("list", get(guest, "snapshot"));
        Survey survey = new Survey(calls).read(reads);
        Data then = survey.need("then");
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(ToolResult.describe(guest));
        facts.put("snapshot", snapshot);
        survey.at("list").items().stream().filter(row -> ClusterFacts.text(row, "name").equals(snapshot)).findFirst()
                .ifPresent(
                        row -> facts.putAll(ClusterFacts.picked(row, "snaptime", "description", "parent", "vmstate")));
        survey.find("now").ifPresent(now -> facts.put("differences", differences(now, then)));
        facts.put("units", Map.of("snaptime", "seconds since 1970-01-01 UTC"));
        return survey.completing(facts);
    }

    /** Settings that a rollback would change, without those that belong to the snapshot itself. */
    private static Map<String, Object> differences(Data now, Data then) {
        Set<String> own = Set.of("digest", "snaptime", "snapstate", "vmstate", "parent", "runningmachine", "runningcpu",
                "runningnets", "description");
        Set<String> names = new TreeSet<>(now.fields().keySet());
        names.addAll(then.fields().keySet());
        names.removeAll(own);
        Map<String, Object> differences = new LinkedHashMap<>();
        for (String name : names) {
            if (!Objects.equals(Settled.of(now.at(name).raw()), Settled.of(then.at(name).raw()))) {
                Map<String, @Nullable Object> difference = new LinkedHashMap<>();
                difference.put("now", Redactor.isSecret(name) ? Redactor.MASK : now.at(name).raw());
                difference.put("then", Redactor.isSecret(name) ? Redactor.MASK : then.at(name).raw());
                differences.put(name, difference);
            }
        }
        return differences;
    }
}
