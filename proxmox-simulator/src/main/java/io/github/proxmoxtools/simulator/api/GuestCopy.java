package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.GuestVolumes;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.PropertyString;
import io.github.proxmoxtools.simulator.state.Sizes;
import io.github.proxmoxtools.simulator.state.Storage;
import java.util.List;
import java.util.function.Consumer;

/** Copies or links disks for a clone or a move, and says so as the server's tools do. */
final class GuestCopy {
    private final Call call;
    private final Guest owner;
    private final GuestVolumes volumes;

    GuestCopy(Call call, Guest owner) {
        this.call = call;
        this.owner = owner;
        this.volumes = Guests.volumes(call);
    }

    /** Gives the owner a disk of its own with the same content; the option that says so. */
    String copy(String key, String value, boolean full, Consumer<String> log) {
        Disk old = Disk.parse(value).orElseThrow();
        boolean isCloudInit = old.volume().contains("-cloudinit");
        Disk made;
        if (isCloudInit) {
            made = volumes.allocateNamed(target(old), owner, "cloudinit", old.format(), volumes.sizeOf(old));
        } else if (full) {
            made = copyWhole(key, old, log);
        } else {
            made = link(key, old, log);
        }
        PropertyString changed = Disk.properties(key, value).with(Disk.defaultKey(key), made.volid());
        return Disk.print(key, isCloudInit ? changed.without("size") : changed);
    }

    private Disk link(String key, Disk base, Consumer<String> log) {
        log.accept("create linked clone of " + (owner.kind() == Kind.QEMU ? "drive " : "mount point ") + key + " ("
                + base.volid() + ")");
        Disk linked = volumes.link(base, owner);
        Storage storage = call.cluster().storages().get(base.storage());
        if (storage != null && GuestVolumes.keepsFiles(storage)) {
            String own = linked.volume().substring(linked.volume().lastIndexOf('/') + 1);
            log.accept("clone " + base.volume() + ": images, " + own + ", " + owner.vmid() + " to " + own + " (base=../"
                    + base.volume() + ")");
            log.accept("Formatting '" + volumes.path(linked) + "', fmt=qcow2 cluster_size=131072 extended_l2=on "
                    + "preallocation=metadata compression_type=zlib size=" + linked.size() + " backing_file=../"
                    + base.volume() + " backing_fmt=" + base.format() + " lazy_refcounts=off refcount_bits=16");
        }
        return linked;
    }

    private Storage target(Disk old) {
        return Guests.requireStorage(call, call.params().find("storage").orElse(old.storage()), call.node());
    }

    /** Copies a disk to the storage and into the format that the call asks for. */
    Disk copyWhole(String key, Disk old, Consumer<String> log) {
        boolean isMachine = owner.kind() == Kind.QEMU;
        log.accept("create full clone of " + (isMachine ? "drive " : "mountpoint ") + key + " (" + old.volid() + ")");
        Storage storage = target(old);
        long size = volumes.sizeOf(old);
        Disk copy = volumes.allocate(storage, owner, format(old, storage), size);
        volumes.allocationLog(copy).forEach(log);
        if (isMachine) {
            if (call.cluster().profile() == Profile.PVE_9_2) {
                log.accept("allocated target volume '" + copy.volid() + "'");
            }
            log.accept("transferred 0.0 B of " + Sizes.describe(size) + " (0.00%)");
            log.accept("transferred " + Sizes.describe(size) + " of " + Sizes.describe(size) + " (100.00%)");
        } else {
            fileStatistics().forEach(log);
        }
        return copy;
    }

    private String format(Disk old, Storage storage) {
        if (owner.kind() == Kind.LXC) {
            return storage.type().equals("zfspool") || old.size() == 0 ? "subvol" : "raw";
        }
        return GuestVolumes.keepsFiles(storage) ? call.params().find("format").orElse(old.format()) : "raw";
    }

    /** How rsync closes its work. */
    private static List<String> fileStatistics() {
        return List.of("", "Number of files: 28 (reg: 15, dir: 13)", "Number of created files: 27 (reg: 15, dir: 12)",
                "Number of deleted files: 0", "Number of regular files transferred: 15",
                "Total file size: 40,311 bytes", "Total transferred file size: 40,311 bytes",
                "Literal data: 40,311 bytes", "Matched data: 0 bytes", "File list size: 0",
                "File list generation time: 0.001 seconds", "File list transfer time: 0.000 seconds",
                "Total bytes sent: 41,703", "Total bytes received: 360", "",
                "sent 41,703 bytes  received 360 bytes  84,126.00 bytes/sec",
                "total size is 40,311  speedup is 0.96");
    }
}
