package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.BackupName;
import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Retention;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import io.github.proxmoxtools.simulator.state.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Removes backups that are not worth keeping, or tells which ones. */
final class PruneHandlers {
    private static final Duration PRUNE = Duration.ofMillis(500);

    private PruneHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes/{node}/storage/{storage}/prunebackups", PruneHandlers::preview);
        registry.delete("/nodes/{node}/storage/{storage}/prunebackups", PruneHandlers::prune);
    }

    /** Removes a guest's backups beyond the retention, and tells how many. */
    static int prune(Cluster cluster, Storage storage, String node, Retention retention, BackupName guest,
            Consumer<String> log) {
        List<Volume> all = storage.volumes(node).stream().filter(volume -> BackupName.parse(volume.name())
                .filter(name -> name.vmid() == guest.vmid() && name.kind() == guest.kind()).isPresent()).toList();
        return remove(cluster, storage, retention.marks(all), log);
    }

    private static Object preview(Call call) {
        Map<Volume, String> marks;
        try {
            marks = marks(call, StorageHandlers.require(call));
        } catch (TaskFailure failure) {
            throw ApiError.died(failure.text());
        }
        return marks.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList();
    }

    private static Object row(Volume volume, String mark) {
        Optional<BackupName> name = BackupName.parse(volume.name());
        Row row = new Row().with("volid", volume.volid())
                .with("type", name.map(BackupName::kind).map(Kind::path).orElse("unknown"))
                .with("ctime", name.map(BackupName::time).orElse(volume.created()).getEpochSecond())
                .with("mark", mark);
        return volume.vmid() > 0 ? row.with("vmid", volume.vmid()).fields() : row.fields();
    }

    private static Object prune(Call call) {
        Params params = call.params();
        String place = "/storage/" + params.get("storage");
        if (params.has("vmid")) {
            call.caller().need(place, "Datastore.AllocateSpace");
            call.caller().need("/vms/" + call.vmid(), "VM.Backup");
        } else {
            call.caller().need(place, "Datastore.Allocate");
        }
        String id = (params.has("vmid") ? call.vmid() + "@" : "") + params.get("storage");
        return call.task("prunebackups", id, null, TaskWork.lasting(PRUNE, log -> {
            Storage storage = call.cluster().storages().get(params.get("storage"));
            if (storage == null) {
                throw new TaskFailure("storage '" + params.get("storage") + "' does not exist");
            }
            remove(call.cluster(), storage, marks(call, storage), log);
        }));
    }

    private static Map<Volume, String> marks(Call call, Storage storage) throws TaskFailure {
        if (!storage.content().contains("backup")) {
            throw new TaskFailure("storage '" + storage.id() + "' does not support backups");
        }
        String text = call.params().find("prune-backups").orElse(storage.option("prune-backups"));
        if (text.isEmpty()) {
            throw new TaskFailure("no prune-backups options configured for storage '" + storage.id() + "'");
        }
        String obstacle = StorageHandlers.obstacle(storage, call.node());
        if (!obstacle.isEmpty()) {
            throw new TaskFailure(obstacle);
        }
        return Retention.parse(text).marks(storage.volumes(call.node()).stream()
                .filter(volume -> volume.content().equals("backup")).filter(volume -> isMeant(call, volume)).toList());
    }

    private static boolean isMeant(Call call, Volume volume) {
        Params params = call.params();
        String type = BackupName.parse(volume.name()).map(name -> name.kind().path()).orElse("unknown");
        return (!params.has("vmid") || volume.vmid() == call.vmid())
                && (!params.has("type") || params.text("type").equals(type));
    }

    private static int remove(Cluster cluster, Storage storage, Map<Volume, String> marks, Consumer<String> log) {
        List<Volume> old = marks.entrySet().stream().filter(entry -> entry.getValue().equals("remove"))
                .map(Map.Entry::getKey).toList();
        old.forEach(volume -> {
            log.accept("removing backup '" + volume.volid() + "'");
            storage.remove(volume);
            cluster.archives().forget(volume);
        });
        return old.size();
    }
}
