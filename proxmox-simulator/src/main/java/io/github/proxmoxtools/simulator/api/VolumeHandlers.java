package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.StorageType;
import io.github.proxmoxtools.simulator.state.Task;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import io.github.proxmoxtools.simulator.state.Volume;
import io.github.proxmoxtools.simulator.state.VolumeName;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A single volume: reading it, its notes and protection, copying and deleting it. */
final class VolumeHandlers {
    private static final Duration DELETE = Duration.ofMillis(300);
    private static final Duration COPY = Duration.ofSeconds(2);

    private VolumeHandlers() {}

    static void register(Registry registry) {
        String path = "/nodes/{node}/storage/{storage}/content/{volume}";
        registry.get(path, VolumeHandlers::read);
        registry.put(path, VolumeHandlers::change);
        registry.post(path, VolumeHandlers::copy);
        registry.delete(path, VolumeHandlers::delete);
    }

    private static Object read(Call call) {
        Volumes named = Volumes.ofPath(call);
        named.requireAccess(call);
        String obstacle = StorageHandlers.obstacle(named.storage(), call.node());
        if (!obstacle.isEmpty()) {
            throw ApiError.died(obstacle);
        }
        Volume volume = named.find(call).orElseThrow(
                () -> ApiError.died("volume_size_info on '" + named.volid() + "' failed - no format"));
        Row row = new Row().with("path", named.path()).with("size", volume.size()).with("used", volume.used())
                .with("format", volume.vmid() > 0 && !volume.content().equals("backup") ? volume.format() : "raw")
                .withText("notes", volume.notes());
        return volume.isProtected() ? row.with("protected", 1).fields() : row.fields();
    }

    private static @Nullable Object change(Call call) {
        Volumes named = Volumes.ofPath(call);
        named.requireAccess(call);
        Params params = call.params();
        boolean isBackup = named.parsed().content().equals("backup");
        if (!isBackup && params.has("notes")) {
            throw ApiError.died("only backups can have notes");
        }
        if (!isBackup && params.has("protected")) {
            throw ApiError.died("only backups can be protected");
        }
        named.find(call).ifPresent(volume -> {
            Volume noted = params.has("notes") ? volume.withNotes(params.text("notes")) : volume;
            named.storage().put(noted.withProtection(params.flag("protected", volume.isProtected())));
        });
        return null;
    }

    private static Object copy(Call call) {
        Volumes source = Volumes.ofPath(call);
        String target = call.params().get("target");
        Volumes copy = Volumes.of(call, target.contains(":") ? target : source.storage().id() + ":" + target);
        return call.task("imgcopy", "", null, TaskWork.lasting(COPY, log -> {
            Volume volume = source.find(call)
                    .orElseThrow(() -> new TaskFailure("volume '" + source.volid() + "' does not exist"));
            if (copy.find(call).isPresent()) {
                throw new TaskFailure("file '" + copy.path() + "' already exists");
            }
            String node = call.params().find("target_node").orElse(call.node());
            copy.storage().put(new Volume(copy.volid(), node, copy.parsed().content(), volume.format(),
                    volume.size(), volume.used(), copy.parsed().vmid(), call.now(), "", false));
        }));
    }

    private static @Nullable Object delete(Call call) {
        Volumes named = Volumes.ofPath(call);
        VolumeName name = named.parsed();
        String place = "/storage/" + named.storage().id();
        if (name.content().equals("backup") && name.vmid() > 0) {
            call.caller().need(place, "Datastore.AllocateSpace");
            call.caller().need("/vms/" + name.vmid(), "VM.Backup");
        } else {
            call.caller().need(place, "Datastore.Allocate");
        }
        String id = (name.vmid() == 0 ? "" : name.vmid() + "@") + named.storage().id();
        Duration patience = Duration.ofSeconds(call.params().number("delay", 0));
        boolean isAwaited = patience.compareTo(DELETE) >= 0;
        String upid = call.task("imgdel", id, null,
                TaskWork.lasting(isAwaited ? Duration.ZERO : DELETE, log -> remove(call, named, log)));
        return isAwaited ? awaited(call, upid) : upid;
    }

    private static @Nullable Object awaited(Call call, String upid) {
        call.cluster().tasks().settle();
        Optional<String> status = call.cluster().tasks().find(upid).flatMap(Task::exitStatus);
        if (status.isEmpty()) {
            return upid;
        }
        if (status.get().equals("OK") || status.get().startsWith("WARNINGS: ")) {
            return null;
        }
        throw ApiError.died(status.get());
    }

    private static void remove(Call call, Volumes named, Consumer<String> log) throws TaskFailure {
        String obstacle = StorageHandlers.obstacle(named.storage(), call.node());
        if (!obstacle.isEmpty()) {
            throw new TaskFailure(obstacle);
        }
        Optional<Volume> volume = named.find(call);
        if (volume.filter(Volume::isProtected).isPresent()) {
            throw new TaskFailure(
                    "cannot remove protected volume '" + named.name() + "' on '" + named.storage().id() + "'");
        }
        if (isBaseOfClones(call, named)) {
            throw new TaskFailure("base volume '" + named.name() + "' is still in use by linked clones");
        }
        if (volume.isEmpty()) {
            requireForgiving(named);
            log.accept("disk image '" + named.path() + "' does not exist");
        }
        volume.ifPresent(gone -> {
            named.storage().remove(gone);
            call.cluster().archives().forget(gone);
        });
        log.accept("Removed volume '" + named.volid() + "'");
    }

    /** Deleting what is not there succeeds in a directory, and fails in a volume group. */
    private static void requireForgiving(Volumes named) throws TaskFailure {
        if (named.storage().kind().layout() == StorageType.Layout.BLOCKS) {
            String group = named.storage().option("vgname");
            throw new TaskFailure(named.storage().type().equals("rbd")
                    ? "error during cfs-locked 'storage-" + named.storage().id()
                            + "' operation: rbd error: rbd: error opening image "
                            + named.name() + ": (2) No such file or directory"
                    : "lvremove '" + group + "/" + named.name() + "' error:   Failed to find logical volume \""
                            + group + "/" + named.name() + "\"");
        }
    }

    private static boolean isBaseOfClones(Call call, Volumes named) {
        return named.parsed().file().startsWith("base-") && call.cluster().guests().values().stream()
                .map(Guest::config).flatMap(config -> config.entrySet().stream())
                .filter(option -> Disk.isDiskKey(option.getKey())).map(option -> option.getValue().toString())
                .anyMatch(disk -> disk.startsWith(named.volid() + "/"));
    }
}
