package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Snapshot;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import io.github.proxmoxtools.simulator.state.VolumeFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Snapshots of guests. */
final class SnapshotHandlers {
    private static final Duration TAKE = Duration.ofSeconds(1);
    private static final Duration TAKE_WITH_MEMORY = Duration.ofSeconds(5);
    private static final Duration ROLL_BACK = Duration.ofSeconds(2);
    private static final Set<String> RESERVED = Set.of("current", "pending", "vzdump");

    private SnapshotHandlers() {}

    static void register(Registry registry) {
        for (Kind kind : Kind.values()) {
            String all = Guests.one(kind) + "/snapshot";
            registry.get(all, call -> list(Guests.require(call, kind)));
            registry.post(all, call -> take(call, kind));
            registry.get(all + "/{snapname}", call -> Directory.of("cmd", "rollback", "config"));
            registry.delete(all + "/{snapname}", call -> delete(call, kind));
            registry.post(all + "/{snapname}/rollback", call -> rollBack(call, kind));
            registry.get(all + "/{snapname}/config",
                    call -> config(Guests.require(call, kind), call.params().get("snapname")));
            registry.put(all + "/{snapname}/config", call -> describe(call, kind));
        }
    }

    static Object config(Guest guest, String name) {
        Snapshot snapshot = require(guest, name);
        Map<String, Object> config = new TreeMap<>(snapshot.config());
        config.put("snaptime", snapshot.taken().getEpochSecond());
        snapshot.parent().ifPresent(parent -> config.put("parent", parent));
        config.remove("description");
        if (!snapshot.description().isEmpty()) {
            config.put("description", snapshot.description());
        }
        return GuestConfigHandlers.shown(guest, config);
    }

    private static Snapshot require(Guest guest, String name) {
        return guest.snapshot(name).orElseThrow(() -> ApiError.died("snapshot '" + name + "' does not exist"));
    }

    private static Snapshot inTask(Guest guest, String name) throws TaskFailure {
        return guest.snapshot(name).orElseThrow(() -> new TaskFailure("snapshot '" + name + "' does not exist"));
    }

    private static Object list(Guest guest) {
        List<Object> rows = new ArrayList<>();
        for (Snapshot snapshot : guest.snapshots()) {
            Row row = new Row().with("name", snapshot.name()).with("description", snapshot.description())
                    .with("snaptime", snapshot.taken().getEpochSecond()).withAny("parent", snapshot.parent());
            rows.add(guest.kind() == Kind.QEMU ? row.with("vmstate", snapshot.withMemory()).fields() : row.fields());
        }
        rows.add(new Row().with("name", "current").with("description", "You are here!")
                .with("digest", guest.digest()).with("running", guest.runs()).withAny("parent", guest.parent())
                .fields());
        return rows;
    }

    private static Object take(Call call, Kind kind) {
        String name = call.params().get("snapname");
        if (RESERVED.contains(name)) {
            throw ApiError.died("unable to use snapshot name '" + name + "' (reserved name)");
        }
        boolean withMemory = kind == Kind.QEMU && call.params().flag("vmstate")
                && Guests.running(call, kind).isPresent();
        TaskWork work = new TaskWork(withMemory ? TAKE_WITH_MEMORY : TAKE,
                log -> checkBefore(call, kind, name), log -> {
                    Guest guest = Guests.inTask(call, kind);
                    boolean saves = withMemory && guest.runs();
                    String description = String.valueOf(
                            new GuestValues(call, guest).value("description", call.params().text("description")));
                    if (saves) {
                        Storage storage = Guests.attempt(() -> GuestMemory.storage(call, guest));
                        Disk state = GuestMemory.save(call, guest, storage, name, log);
                        guest.set("vmstate", state.volid());
                    }
                    sayDisks(guest, log);
                    guest.takeSnapshot(name, description.strip().isEmpty() ? "" : description, saves, call.now());
                    guest.unset("vmstate");
                });
        return Guests.task(call, kind, "snapshot", Guests.locking(call, kind, "snapshot", work));
    }

    private static void checkBefore(Call call, Kind kind, String name) throws TaskFailure {
        Guest guest = Guests.inTask(call, kind);
        if (guest.isTemplate()) {
            throw new TaskFailure("you can't take a snapshot if it's a template");
        }
        if (guest.snapshot(name).isPresent()) {
            throw new TaskFailure("snapshot name '" + name + "' already used");
        }
        for (Map.Entry<String, Object> entry : guest.config().entrySet()) {
            requireCapable(call, entry.getKey(), entry.getValue().toString());
        }
    }

    private static void requireCapable(Call call, String key, String value) throws TaskFailure {
        Disk disk = snapshotted(key, value);
        if (disk == null) {
            return;
        }
        Storage storage = call.cluster().storages().get(disk.storage());
        if (storage == null || !VolumeFeatures.has("snapshot", storage, disk, false)) {
            throw new TaskFailure("snapshot feature is not available");
        }
    }

    private static @Nullable Disk snapshotted(String key, String value) {
        boolean isUsed = Disk.isDrive(key) || Disk.isMountPoint(key);
        return isUsed ? Disk.parse(value).filter(disk -> !disk.isCdrom()).orElse(null) : null;
    }

    private static void sayDisks(Guest guest, Consumer<String> log) {
        guest.config().forEach((key, value) -> {
            Disk disk = snapshotted(key, value.toString());
            if (disk != null && guest.kind() == Kind.QEMU) {
                log.accept("snapshotting 'drive-" + key + "' (" + disk.volid() + ")");
            }
        });
    }

    private static Object delete(Call call, Kind kind) {
        String name = call.params().get("snapname");
        TaskWork work = new TaskWork(TAKE, log -> inTask(Guests.inTask(call, kind), name), log -> {
            Guest guest = Guests.inTask(call, kind);
            GuestMemory.free(call, inTask(guest, name).config());
            guest.deleteSnapshot(name);
        });
        return Guests.task(call, kind, "delsnapshot", Guests.locking(call, kind, "snapshot-delete", work));
    }

    private static Object rollBack(Call call, Kind kind) {
        String name = call.params().get("snapname");
        TaskWork work = new TaskWork(ROLL_BACK, log -> checkRollBack(call, Guests.inTask(call, kind), name), log -> {
            Guest guest = Guests.inTask(call, kind);
            guest.rollBack(inTask(guest, name), call.now());
            if (call.params().flag("start") && !guest.runs()) {
                GuestPowerHandlers.startAfterwards(call, guest);
            }
        });
        return Guests.task(call, kind, "rollback", Guests.locking(call, kind, "rollback", work));
    }

    private static void checkRollBack(Call call, Guest guest, String name) throws TaskFailure {
        Snapshot snapshot = inTask(guest, name);
        if (guest.isTemplate()) {
            throw new TaskFailure("you can't rollback if vm is a template");
        }
        boolean isLatest = guest.snapshots().stream().reduce((one, next) -> next).filter(snapshot::equals).isPresent();
        for (Map.Entry<String, Object> entry : snapshot.config().entrySet()) {
            Disk disk = snapshotted(entry.getKey(), entry.getValue().toString());
            Storage storage = disk == null ? null : call.cluster().storages().get(disk.storage());
            if (disk != null && storage != null && storage.type().equals("zfspool") && !isLatest) {
                throw new TaskFailure("can't rollback, '" + name + "' is not most recent snapshot on '" + disk.volid()
                        + "'");
            }
        }
    }

    private static @Nullable Object describe(Call call, Kind kind) {
        Guests.requireFree(call, kind);
        Guest guest = Guests.require(call, kind);
        Guests.requireNoLock(call, guest);
        Snapshot snapshot = require(guest, call.params().get("snapname"));
        call.params().find("description").ifPresent(text -> guest.replaceSnapshot(snapshot.described(
                String.valueOf(new GuestValues(call, guest).value("description", text)))));
        return null;
    }
}
