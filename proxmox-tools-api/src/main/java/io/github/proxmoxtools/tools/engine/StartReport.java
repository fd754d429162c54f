package io.github.proxmoxtools.tools.engine;

import static io.github.proxmoxtools.tools.engine.ClusterFacts.text;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may keep a guest from starting, with the last start that failed. */
final class StartReport {
    private static final int LOG_LINES = 20;
    private static final String FILES = "files on ";

    private final Calls calls;

    StartReport(Calls calls) {
        this.calls = calls;
    }

    Map<String, @Nullable Object> of(String vmidOrName) {
        GuestAddress guest = GuestFinder.ofAnyKind(calls).find(vmidOrName);
        Survey survey = new Survey(calls).read(reads(guest));
        Data status = survey.isUnreachable("status") ? survey.at("status") : survey.need("status");
        survey.read(images(guest, survey.at("config"), survey.at("storages")));
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(ToolResult.describe(guest));
        facts.putAll(ClusterFacts.picked(status, "name", "status", "lock", "ha", "template", "maxmem"));
        putFailedStart(facts, survey.at("failed starts"));
        facts.put("findings", new StartFindings(guest, survey, facts).all());
        facts.put("units", Map.of("maxmem", "bytes"));
        return survey.completing(facts);
    }

    private static Map<String, ApiRequest> reads(GuestAddress guest) {
        Map<String, String> node = Map.of("node", guest.node());
        Map<String, ApiRequest> reads = new LinkedHashMap<>();
        reads.put("status", GuestFacts.get(guest, "status/current"));
        reads.put("config", GuestFacts.get(guest, "config"));
        reads.put("storages", Survey.get("/nodes/{node}/storage", node));
        reads.put("node", Survey.get("/nodes/{node}/status", node));
        reads.put("bridges", Survey.get("/nodes/{node}/network", node, Parameter.of("type", "any_bridge")));
        reads.put("cluster", Survey.get("/cluster/status"));
        reads.put("failed starts", Survey.get("/nodes/{node}/tasks", node,
                Parameter.of("vmid", Long.toString(guest.vmid())), Parameter.of("errors", "1"),
                Parameter.of("typefilter", guest.kind() == GuestKind.VM ? "qmstart" : "vzstart"),
                Parameter.of("limit", "1")));
        return reads;
    }

    /** A CD that is not there any more is the usual reason; only storages that hold a CD of this guest are asked. */
    private static Map<String, ApiRequest> images(GuestAddress guest, Data config, Data storages) {
        Map<String, ApiRequest> reads = new LinkedHashMap<>();
        GuestDisk.of(config).stream().filter(GuestDisk::isCd).filter(disk -> disk.volume().contains(":iso/"))
                .flatMap(disk -> disk.storage().stream()).distinct().filter(storage -> isActive(storages, storage))
                .forEach(storage -> reads.put(FILES + storage, Survey.get("/nodes/{node}/storage/{storage}/content",
                        Map.of("node", guest.node(), "storage", storage), Parameter.of("content", "iso"))));
        return reads;
    }

    static boolean isActive(Data storages, String storage) {
        return storages.items().stream()
                .anyMatch(row -> text(row, "storage").equals(storage) && row.at("active").flag());
    }

    static Optional<Data> images(Survey survey, String storage) {
        return survey.find(FILES + storage);
    }

    private void putFailedStart(Map<String, @Nullable Object> facts, Data failed) {
        failed.items().stream().findFirst().ifPresent(task -> {
            Map<String, @Nullable Object> start = ClusterFacts.picked(task, "upid", "user", "starttime", "status");
            start.put("log", log(text(task, "upid")));
            facts.put("last_failed_start", start);
        });
    }

    private Object log(String upid) {
        try {
            return new TaskFacts(calls).logTail(Upid.parse(upid), LOG_LINES);
        } catch (Cancellation taken) {
            throw taken;
        } catch (ToolFailure | IllegalArgumentException e) {
            return NewestBackup.NOT_READABLE;
        }
    }
}
