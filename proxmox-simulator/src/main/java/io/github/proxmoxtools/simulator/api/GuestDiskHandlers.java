package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.GuestVolumes;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.Sizes;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Enlarges and detaches the disks of guests. */
final class GuestDiskHandlers {
    private static final Duration RESIZE = Duration.ofSeconds(1);

    private GuestDiskHandlers() {}

    static void register(Registry registry) {
        registry.put(Guests.one(Kind.QEMU) + "/resize", GuestDiskHandlers::resizeDrive);
        registry.put(Guests.one(Kind.LXC) + "/resize", GuestDiskHandlers::resizeMountPoint);
        registry.put(Guests.one(Kind.QEMU) + "/unlink", GuestDiskHandlers::unlink);
    }

    /** Since the eighth series all checks are the task's. */
    private static @Nullable Object resizeDrive(Call call) {
        Guests.requireRootFor(call, "skiplock");
        if (call.cluster().profile() == Profile.PVE_7_4) {
            Guests.requireFree(call, Kind.QEMU);
            resize(call, Kind.QEMU, line -> {});
            return null;
        }
        return call.task("resize", Integer.toString(call.vmid()), Kind.QEMU.lockFile(call.vmid()),
                new TaskWork(RESIZE, log -> Guests.attemptAll(() -> newSize(call, Kind.QEMU)),
                        log -> Guests.attemptAll(() -> resize(call, Kind.QEMU, log))));
    }

    private static Object resizeMountPoint(Call call) {
        Guests.requireFree(call, Kind.LXC);
        newSize(call, Kind.LXC);
        return call.task("resize", Integer.toString(call.vmid()), Kind.LXC.lockFile(call.vmid()),
                TaskWork.lasting(RESIZE, log -> Guests.attemptAll(() -> resize(call, Kind.LXC, log))));
    }

    private static void resize(Call call, Kind kind, Consumer<String> log) {
        long size = newSize(call, kind);
        String key = call.params().get("disk");
        Guest guest = Guests.require(call, kind);
        Disk disk = disk(guest, key);
        long before = Guests.volumes(call).sizeOf(disk);
        if (size == before && kind == Kind.LXC) {
            return;
        }
        Guests.volumes(call).resize(disk, size);
        guest.set(key, Disk.print(key, Disk.properties(key, String.valueOf(guest.config().get(key)))
                .with("size", Sizes.print(size))));
        say(call, disk, before, size, log);
    }

    private static void say(Call call, Disk disk, long before, long size, Consumer<String> log) {
        Storage storage = Guests.requireStorage(call, disk.storage(), call.node());
        if (GuestVolumes.keepsFiles(storage)) {
            log.accept("Image resized.");
        } else if (storage.type().equals("rbd")) {
            log.accept("Resizing image: 100% complete...done.");
        } else {
            String name = storage.options().getOrDefault("vgname", "pve") + "/" + disk.volume();
            log.accept("  Size of logical volume " + name + " changed from " + Sizes.describe(before) + " to "
                    + Sizes.describe(size) + ".");
            log.accept("  Logical volume " + name + " successfully resized.");
        }
    }

    private static long newSize(Call call, Kind kind) {
        Guest guest = Guests.require(call, kind);
        Guests.requireDigest(call, guest);
        Guests.requireNoLock(call, guest);
        String key = call.params().get("disk");
        if (!guest.config().containsKey(key)) {
            throw ApiError.died(kind == Kind.QEMU
                    ? "disk '" + key + "' does not exist"
                    : "mount point '" + key + "' does not exist");
        }
        Disk disk = disk(guest, key);
        if (disk.isCdrom()) {
            throw ApiError.died("you can't resize a cdrom");
        }
        boolean isFrozen = disk.format().equals("qcow2") && call.cluster().profile().isBefore(9)
                && guest.snapshots().stream().anyMatch(snapshot -> snapshot.config().containsKey(key));
        if (isFrozen) {
            throw ApiError.died("can't resize volume: " + key + " if snapshot exists");
        }
        return requireGrown(call, kind, Guests.volumes(call).sizeOf(disk));
    }

    private static long requireGrown(Call call, Kind kind, long present) {
        String wanted = call.params().get("size");
        boolean isMore = wanted.startsWith("+");
        long size = Sizes.parse(isMore ? wanted.substring(1) : wanted).orElse(0L) + (isMore ? present : 0);
        if (size < present) {
            throw ApiError.died(kind == Kind.QEMU ? "shrinking disks is not supported" : "unable to shrink disk size");
        }
        return size;
    }

    private static Disk disk(Guest guest, String key) {
        return Disk.parse(String.valueOf(guest.config().get(key)))
                .orElseThrow(() -> ApiError.died("disk '" + key + "' has no associated volume"));
    }

    private static @Nullable Object unlink(Call call) {
        // Whoever waits for the lock begins anew, with the parameters as they were.
        Guests.requireFree(call, Kind.QEMU);
        Params params = call.params();
        params.put("delete", String.join(",", params.list("idlist")));
        params.remove("idlist");
        var change = new GuestConfigChange(call, Kind.QEMU);
        change.validate();
        change.apply(line -> {});
        return null;
    }
}
