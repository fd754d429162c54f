package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Snapshot;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Moves disks to other storages or to other guests. */
final class GuestMoveHandlers {
    private static final Duration MOVE = Duration.ofSeconds(4);
    private static final Duration REASSIGN = Duration.ofSeconds(1);

    private final Call call;
    private final Kind kind;
    private final String key;

    private GuestMoveHandlers(Call call, Kind kind) {
        this.call = call;
        this.kind = kind;
        this.key = call.params().get(kind == Kind.QEMU ? "disk" : "volume");
    }

    static void register(Registry registry) {
        registry.post(Guests.one(Kind.QEMU) + "/move_disk", call -> new GuestMoveHandlers(call, Kind.QEMU).start());
        registry.post(Guests.one(Kind.LXC) + "/move_volume", call -> new GuestMoveHandlers(call, Kind.LXC).start());
    }

    private Object start() {
        Params params = call.params();
        boolean toGuest = params.has("target-vmid");
        if (toGuest && params.has("storage")) {
            throw ApiError.parameter("storage", "either set storage or target-vmid, but not both");
        }
        if (!toGuest && !params.has("storage")) {
            String text = "provide either a 'storage' to move the " + (kind == Kind.QEMU ? "disk" : "mount point")
                    + " to a different storage or 'target-vmid' and 'target-"
                    + (kind == Kind.QEMU ? "disk" : "volume") + "' to move the "
                    + (kind == Kind.QEMU ? "disk to another VM" : "mount point to another container");
            throw ApiError.parameters(Map.of("storage", text, "target-vmid", text));
        }
        return toGuest ? reassign() : move(params.get("storage"));
    }

    private Object move(String storage) {
        call.caller().need("/storage/" + storage, "Datastore.AllocateSpace");
        Guest guest = Guests.require(call, kind);
        Guests.requireNoLock(call, guest);
        Guests.requireDigest(call, guest);
        requireMovable(guest, storage);
        TaskWork work = TaskWork.lasting(MOVE, log -> Guests.attemptAll(
                () -> moved(Guests.require(call, kind), storage, log)));
        return task(kind == Kind.QEMU ? work : Guests.locking(call, kind, "disk", work),
                Integer.toString(call.vmid()));
    }

    private void requireMovable(Guest guest, String storage) {
        Disk disk = disk(guest);
        if (disk.isCdrom()) {
            throw ApiError.died("you can't move a cdrom");
        }
        if (kind == Kind.LXC && guest.runs()) {
            throw ApiError.died("cannot move volumes of a running container");
        }
        String format = call.params().text("format");
        if (disk.storage().equals(storage) && (format.isEmpty() || format.equals(disk.format()))) {
            throw ApiError.died("you can't move to the same storage with same format");
        }
        boolean isSnapshotted = guest.snapshots().stream().map(Snapshot::config)
                .anyMatch(config -> String.valueOf(config.get(key)).contains(disk.volid()));
        if (isSnapshotted && call.params().flag("delete")) {
            throw ApiError.died(kind == Kind.QEMU
                    ? "you can't move a disk with snapshots and delete the source"
                    : "you can't move a volume with snapshots and delete the source");
        }
        Guests.requireStorage(call, storage, call.node());
    }

    private Disk disk(Guest guest) {
        Object value = guest.config().get(key);
        if (value == null) {
            throw ApiError.died((kind == Kind.QEMU ? "disk '" : "volume '") + key + "' does not exist");
        }
        return Disk.parse(value.toString())
                .orElseThrow(() -> ApiError.died("disk '" + key + "' has no associated volume"));
    }

    private void moved(Guest guest, String storage, Consumer<String> log) {
        Disk old = disk(guest);
        if (kind == Kind.QEMU && call.cluster().profile().isBefore(9)) {
            log.accept("create full clone of drive " + key + " (" + old.volid() + ")");
        } else if (kind == Kind.QEMU) {
            log.accept("copying volume '" + old.volid() + "' from current storage '" + old.storage()
                    + "' to target storage '" + storage + "'");
        }
        Disk copy = new GuestCopy(call, guest).copyWhole(key, old, log);
        String value = String.valueOf(guest.config().get(key));
        guest.set(key, Disk.isUnused(key)
                ? copy.volid()
                : Disk.print(key, Disk.properties(key, value).with(Disk.defaultKey(key), copy.volid())));
        if (call.params().flag("delete")) {
            if (kind == Kind.QEMU && !call.cluster().profile().isBefore(9)) {
                log.accept("removing source volume '" + old.volid() + "' after successful copy");
            }
            Guests.volumes(call).free(old.volid());
        } else {
            guest.keepUnused(old);
        }
    }

    private Object reassign() {
        int targetId = (int) call.params().number("target-vmid", 0);
        String targetKey = call.params().find(kind == Kind.QEMU ? "target-disk" : "target-volume").orElse(key);
        call.caller().need("/vms/" + targetId, "VM.Config.Disk");
        if (targetId == call.vmid() && targetKey.equals(key)) {
            throw ApiError.parameter("target-vmid", "must be different than source VMID to move disk to another VM");
        }
        Guest source = Guests.require(call, kind);
        Guests.requireNoLock(call, source);
        Guests.requireDigest(call, source);
        checkReassign(source, requireTarget(targetId), targetKey);
        String id = call.vmid() + "-" + key + ">" + targetId + "-" + targetKey;
        return task(TaskWork.lasting(REASSIGN, log -> Guests.attemptAll(() -> {
            Guest giver = Guests.require(call, kind);
            Guest taker = requireTarget(targetId);
            checkReassign(giver, taker, targetKey);
            hand(giver, taker, targetKey, log);
        })), id);
    }

    private Guest requireTarget(int targetId) {
        Guest target = call.cluster().guests().get(targetId);
        if (target == null || target.kind() != kind) {
            throw ApiError.died(kind.missing(call.node(), targetId));
        }
        if (!target.node().equals(call.node())) {
            throw ApiError
                    .died("Both " + kind.word() + "s need to be on the same node (" + call.node() + ") but target "
                            + kind.word() + " is on " + target.node() + ".");
        }
        return target;
    }

    private void checkReassign(Guest source, Guest target, String targetKey) {
        Guests.requireNoLock(call, target);
        Disk disk = disk(source);
        if (disk.isCdrom()) {
            throw ApiError.died("you can't move a cdrom to another VM");
        }
        if (source.runs() && !Disk.isUnused(key)) {
            throw ApiError.died(kind == Kind.QEMU
                    ? "Cannot move disk '" + key + "' of running VM"
                    : "Cannot move volume of a running container to another container");
        }
        if (target.config().containsKey(targetKey)) {
            throw ApiError.died("Target " + (kind == Kind.QEMU ? "disk" : "volume") + " key '" + targetKey
                    + "' is already in use for VMID '" + target.vmid() + "'");
        }
        boolean isSnapshotted = source.snapshots().stream().map(Snapshot::config)
                .anyMatch(config -> config.toString().contains(disk.volid()));
        if (isSnapshotted) {
            throw ApiError.died("Can't reassign disk '" + key + "' used by a snapshot");
        }
    }

    private void hand(Guest giver, Guest taker, String targetKey, Consumer<String> log) {
        String value = String.valueOf(giver.config().get(key));
        Disk disk = disk(giver);
        log.accept("moving disk '" + key + "' from VM '" + giver.vmid() + "' to '" + taker.vmid() + "'");
        Disk renamed = Guests.volumes(call).reassign(disk, taker);
        log.accept("removing disk '" + key + "' from VM '" + giver.vmid() + "' config");
        giver.unset(key);
        log.accept("renaming volume '" + disk.volid() + "' to '" + renamed.volid() + "'");
        taker.set(targetKey, Disk.isUnused(targetKey)
                ? renamed.volid()
                : Disk.print(targetKey,
                        Disk.properties(targetKey, value).with(Disk.defaultKey(targetKey), renamed.volid())));
    }

    private String task(TaskWork work, String id) {
        return call.task(kind == Kind.QEMU ? "qmmove" : "move_volume", id, kind.lockFile(call.vmid()), work);
    }
}
