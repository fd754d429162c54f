package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Snapshot;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
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
    private static final Set<String> SNAPSHOT_STORAGES = Set.of("rbd", "lvmthin", "zfspool", "zfs", "btrfs", "cephfs");

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
        if (!snapshot.description().isEmpty()) {
            config.put("description", snapshot.description());
        }
        return config;
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
        boolean withMemory = kind == Kind.QEMU && call.params().flag("vmstate");
        return task(call, kind, "snapshot",
                new TaskWork(withMemory ? TAKE_WITH_MEMORY : TAKE, log -> checkBefore(call, kind, name, log), log -> {
                    Guest guest = Guests.unlockedInTask(call, kind);
                    guest.takeSnapshot(name, call.params().text("description"), withMemory && guest.runs(),
                            call.now());
                }));
    }

    private static void checkBefore(Call call, Kind kind, String name, Consumer<String> log) throws TaskFailure {
        Guest guest = Guests.unlockedInTask(call, kind);
        if (guest.snapshot(name).isPresent()) {
            throw new TaskFailure("snapshot name '" + name + "' already used");
        }
        for (Map.Entry<String, Object> entry : guest.config().entrySet()) {
            if (Disk.isDiskKey(entry.getKey()) && !entry.getKey().startsWith("unused")) {
                snapshotDisk(call, entry.getKey(), entry.getValue().toString(), log);
            }
        }
    }

    private static void snapshotDisk(Call call, String key, String value, Consumer<String> log) throws TaskFailure {
        Disk disk = Disk.parse(value).orElse(null);
        if (disk == null || disk.isCdrom()) {
            return;
        }
        Storage storage = call.cluster().storages().get(disk.storage());
        boolean isCapable = disk.volume().endsWith(".qcow2")
                || (storage != null && SNAPSHOT_STORAGES.contains(storage.type()));
        if (!isCapable) {
            throw new TaskFailure("snapshot feature is not available");
        }
        log.accept("snapshotting 'drive-" + key + "' (" + disk.volid() + ")");
    }

    private static Object delete(Call call, Kind kind) {
        String name = call.params().get("snapname");
        return task(call, kind, "delsnapshot",
                new TaskWork(TAKE, log -> inTask(Guests.unlockedInTask(call, kind), name),
                        log -> Guests.unlockedInTask(call, kind).deleteSnapshot(name)));
    }

    private static Object rollBack(Call call, Kind kind) {
        String name = call.params().get("snapname");
        return task(call, kind, "rollback",
                new TaskWork(ROLL_BACK, log -> inTask(Guests.unlockedInTask(call, kind), name), log -> {
                    Guest guest = Guests.unlockedInTask(call, kind);
                    guest.rollBack(inTask(guest, name), call.now());
                    if (call.params().flag("start") && !guest.runs()) {
                        guest.start(call.now());
                    }
                }));
    }

    private static @Nullable Object describe(Call call, Kind kind) {
        Guest guest = Guests.require(call, kind);
        Guests.requireUnlocked(call, guest);
        Snapshot snapshot = require(guest, call.params().get("snapname"));
        guest.replaceSnapshot(snapshot.described(call.params().text("description")));
        return null;
    }

    private static String task(Call call, Kind kind, String action, TaskWork work) {
        return call.task(kind.task(action), Integer.toString(call.vmid()), kind.lockFile(call.vmid()), work);
    }
}
