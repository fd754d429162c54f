package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Archive;
import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.PropertyString;
import io.github.proxmoxtools.simulator.state.Sizes;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import io.github.proxmoxtools.simulator.state.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Restores guests from backups. */
final class GuestRestore {
    private static final Duration RESTORE = Duration.ofSeconds(4);
    private static final long GIBIBYTE = 1L << 30;
    private static final long KIBIBYTE = 1024;
    private static final long ROOT_DISK = 4 * GIBIBYTE;

    private GuestRestore() {}

    static Object restore(Call call, Kind kind, String archive) {
        Optional<Guest> old = call.cluster().guest(call.node(), kind, call.vmid());
        boolean overwrites = old.isPresent() && call.params().flag("force");
        if (!overwrites) {
            GuestCreation.requireUnused(call, kind, "restore");
        }
        GuestCreation.checkPermissions(call, kind, overwrites);
        String unable = "unable to restore " + kind.word() + " " + call.vmid();
        old.ifPresent(guest -> {
            Guests.requireNoLock(call, guest);
            if (Guests.isProtected(guest)) {
                throw ApiError.died(unable + " - protection mode enabled");
            }
            if (guest.runs() && kind == Kind.LXC) {
                throw ApiError.died("can't overwrite running container");
            }
        });
        Map<String, String> options = GuestCreation.options(call);
        new GuestRights(call, kind, call.vmid()).check(options, List.of(), true);
        GuestDrives.check(call, options);
        requireArchiveStorage(call, archive);
        Guest reserved = old.orElseGet(() -> GuestCreation.reserve(call, kind));
        old.ifPresent(guest -> guest.set("lock", "create"));
        return Guests.task(call, kind, "restore", new TaskWork(RESTORE, log -> {
            if (reserved.runs()) {
                reserved.unset("lock");
                throw new TaskFailure(unable + " - vm is running");
            }
            announce(call, kind, archive, log);
        }, log -> replace(call, kind, archive, options, log)).undoing(() -> abandon(call, reserved, overwrites)));
    }

    private static void abandon(Call call, Guest reserved, boolean existed) {
        if (existed) {
            reserved.unset("lock");
        } else {
            GuestCreation.discard(call, reserved);
        }
    }

    private static void requireArchiveStorage(Call call, String archive) {
        int colon = archive.indexOf(':');
        if (colon < 0) {
            throw ApiError.died("unable to parse volume ID '" + archive + "'");
        }
        Guests.requireStorage(call, archive.substring(0, colon), call.node());
    }

    private static void announce(Call call, Kind kind, String archive, Consumer<String> log) {
        String file = path(call, archive);
        if (kind == Kind.LXC) {
            log.accept("recovering backed-up configuration from '" + archive + "'");
            log.accept("restoring '" + archive + "' now..");
            log.accept("extracting archive '" + file + "'");
        } else {
            log.accept("restore vma archive: zstd -q -d -c " + file + " | vma extract -v -r /var/tmp/vzdumptmp"
                    + call.vmid() + ".fifo - /var/tmp/vzdumptmp" + call.vmid());
        }
    }

    private static String path(Call call, String archive) {
        String storage = archive.substring(0, archive.indexOf(':'));
        Object base = Guests.requireStorage(call, storage, call.node()).options().getOrDefault("path", "/var/lib/vz");
        return base + "/dump/" + archive.substring(archive.lastIndexOf('/') + 1);
    }

    private static void replace(Call call, Kind kind, String archive, Map<String, String> options,
            Consumer<String> log) throws TaskFailure {
        Volume backup = Guests.volumes(call).find(archive).orElseThrow(
                () -> new TaskFailure("volume '" + archive + "' does not exist"));
        Guest old = Guests.inTask(call, kind);
        Map<String, Object> saved = saved(call, kind, backup);
        GuestHandlers.removeVolumes(call, old);
        var guest = new Guest(call.vmid(), kind, call.node());
        call.cluster().guests().put(call.vmid(), guest);
        Guests.attemptAll(() -> {
            var writer = new GuestOptions(call, guest);
            saved.forEach((key, value) -> {
                if (!options.containsKey(key)) {
                    restoreOption(call, writer, guest, key, value, log);
                }
            });
            writer.setAll(options, log);
            if (kind == Kind.LXC) {
                log.accept("Total bytes read: " + backup.size() + " (" + backup.size() / KIBIBYTE + "KiB, 55MiB/s)");
                log.accept("merging backed-up and given configuration..");
                writer.addDefaults(log);
            }
            GuestCreation.complete(call, guest, log);
        });
    }

    /** The configuration at the time of the backup, as far as the cluster still knows it. */
    private static Map<String, Object> saved(Call call, Kind kind, Volume backup) {
        Map<String, Object> saved = new TreeMap<>(call.cluster().archives().find(backup)
                .filter(archive -> archive.kind() == kind).map(Archive::config)
                .orElseGet(() -> standard(call, kind, backup)));
        saved.keySet().removeIf(key -> key.equals("lock") || Disk.isUnused(key) || key.equals("digest"));
        return saved;
    }

    private static Map<String, Object> standard(Call call, Kind kind, Volume backup) {
        Guest source = call.cluster().guests().get(backup.vmid());
        if (source != null && source.kind() == kind && source.config().size() > 1) {
            return source.config();
        }
        return kind == Kind.LXC
                ? Map.of("rootfs", "local:" + backup.vmid() + "/vm-" + backup.vmid() + "-disk-0.raw,size="
                        + Sizes.print(ROOT_DISK))
                : Map.of("memory", "512", "ostype", "l26");
    }

    private static void restoreOption(Call call, GuestOptions writer, Guest guest, String key, Object value,
            Consumer<String> log) {
        Optional<Disk> disk = Disk.isDiskKey(key) ? Disk.parse(value.toString()) : Optional.empty();
        if (disk.isPresent() && !disk.get().isCdrom()) {
            String target = storage(call, guest.kind(), disk.get());
            PropertyString drive = Disk.properties(key, value.toString()).without("size")
                    .with(Disk.defaultKey(key), target + ":" + (double) disk.get().size() / GIBIBYTE);
            writer.set(key, Disk.print(key, drive), log);
        } else if (key.matches("net\\d+") && call.params().flag("unique")) {
            guest.set(key, value.toString().replaceFirst("(?i)([0-9a-f]{2}:){5}[0-9a-f]{2}",
                    new GuestValues(call, guest).freeAddress(key)));
        } else {
            guest.set(key, value);
        }
    }

    /** Where a restored disk goes: where the call says, else where it was, else to the standard storage. */
    private static String storage(Call call, Kind kind, Disk disk) {
        if (call.params().has("storage")) {
            return call.params().get("storage");
        }
        Storage former = call.cluster().storages().get(disk.storage());
        String content = kind == Kind.LXC ? "rootdir" : "images";
        return former != null && former.isOn(call.node()) && former.content().contains(content)
                ? disk.storage()
                : "local";
    }
}
