package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.GuestVolumes;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists guests, says what there is below them, and destroys them. */
final class GuestHandlers {
    private static final Duration DESTROY = Duration.ofSeconds(1);

    private GuestHandlers() {}

    static void register(Registry registry) {
        for (Kind kind : Kind.values()) {
            registry.get(Guests.base(kind), call -> list(call, kind));
            registry.delete(Guests.one(kind), call -> destroy(call, kind));
            registry.get(Guests.one(kind) + "/status/current",
                    call -> GuestView.current(call, Guests.require(call, kind)));
        }
        registry.get(Guests.one(Kind.QEMU), call -> Directory.of("subdir", "config", "cloudinit", "pending", "status",
                "unlink", "vncproxy", "termproxy", "migrate", "resize", "move", "rrd", "rrddata", "monitor", "agent",
                "snapshot", "spiceproxy", "sendkey", "firewall", "mtunnel", "remote_migrate"));
        registry.get(Guests.one(Kind.QEMU) + "/status", call -> {
            Guests.require(call, Kind.QEMU);
            return Directory.of("subdir", "current", "start", "stop", "reset", "shutdown", "suspend", "reboot");
        });
        registry.get(Guests.one(Kind.LXC), call -> {
            Guests.require(call, Kind.LXC);
            return Directory.of("subdir", "config", "pending", "status", "vncproxy", "termproxy", "vncwebsocket",
                    "spiceproxy", "migrate", "clone", "rrd", "rrddata", "firewall", "snapshot", "resize",
                    "interfaces", "mtunnel", "mtunnelwebsocket", "remote_migrate", "move_volume");
        });
        registry.get(Guests.one(Kind.LXC) + "/status", call -> {
            Guests.require(call, Kind.LXC);
            return Directory.of("subdir", "current", "start", "stop", "shutdown", "reboot", "migrate");
        });
    }

    private static Object list(Call call, Kind kind) {
        boolean full = kind == Kind.QEMU && call.params().flag("full");
        return call.cluster().guests(call.node(), kind).stream()
                .filter(guest -> call.caller().holds("/vms/" + guest.vmid(), "VM.Audit"))
                .map(guest -> GuestView.listed(call, guest, full)).toList();
    }

    private static Object destroy(Call call, Kind kind) {
        Guests.requireRootFor(call, "skiplock");
        Guest guest = Guests.require(call, kind);
        requireDestroyable(call, guest);
        boolean forced = kind == Kind.LXC && call.params().flag("force");
        if (guest.runs() && !forced) {
            throw ApiError.died(runningText(guest));
        }
        return Guests.task(call, kind, "destroy", new TaskWork(DESTROY, log -> {
            Guest doomed = Guests.unlockedInTask(call, kind);
            Guests.attemptAll(() -> requireDestroyable(call, doomed));
            if (doomed.runs() && !forced) {
                throw new TaskFailure(runningText(doomed));
            }
        }, log -> destroy(call, Guests.unlockedInTask(call, kind), log)));
    }

    private static void requireDestroyable(Call call, Guest guest) {
        String kind = guest.kind().word() + " " + guest.vmid();
        if (Guests.isProtected(guest)) {
            throw ApiError.died("can't remove " + kind + " - protection mode enabled");
        }
        if (guest.kind() == Kind.LXC) {
            Guests.requireNoLock(call, guest);
        }
        if (!call.params().flag("purge")) {
            if (call.cluster().haManagement().manages(guest.kind(), guest.vmid())) {
                throw ApiError
                        .died("unable to remove " + kind + " - used in HA resources and purge parameter not set.");
            }
            call.cluster().departures().objection(guest).ifPresent(text -> {
                throw ApiError.died(text);
            });
        }
    }

    private static String runningText(Guest guest) {
        return guest.kind() == Kind.QEMU
                ? "VM " + guest.vmid() + " is running - destroy failed"
                : "unable to destroy CT " + guest.vmid() + " - container is running";
    }

    private static void destroy(Call call, Guest guest, Consumer<String> log) throws TaskFailure {
        if (guest.runs()) {
            log.accept("forced to stop CT " + guest.vmid() + " before destroying!");
            guest.stop();
        }
        removeVolumes(call, guest);
        if (call.params().flag("destroy-unreferenced-disks")) {
            GuestVolumes volumes = Guests.volumes(call);
            volumes.ownedBy(guest.vmid()).forEach(volume -> volumes.free(volume.volid()));
        }
        if (call.params().flag("purge")) {
            log.accept("purging " + guest.kind().word() + " " + guest.vmid() + " from related configurations..");
            call.cluster().departures().purge(guest).forEach(log);
        }
        forget(call, guest);
    }

    /** Frees all that the guest and its snapshots name. */
    static void removeVolumes(Call call, Guest guest) throws TaskFailure {
        GuestVolumes volumes = Guests.volumes(call);
        for (Map.Entry<String, Object> entry : guest.config().entrySet()) {
            Disk disk = ownDisk(guest, entry.getKey(), entry.getValue().toString());
            if (disk != null && volumes.hasLinkedClones(disk)) {
                throw new TaskFailure("base volume '" + disk.volid() + "' is still in use by linked cloned");
            }
        }
        guest.config().forEach((key, value) -> free(volumes, ownDisk(guest, key, value.toString())));
        guest.snapshots().forEach(snapshot -> snapshot.config()
                .forEach((key, value) -> free(volumes, ownDisk(guest, key, value.toString()))));
    }

    private static void free(GuestVolumes volumes, @Nullable Disk disk) {
        if (disk != null) {
            volumes.free(disk.volid());
        }
    }

    private static @Nullable Disk ownDisk(Guest guest, String key, String value) {
        boolean isVolume = Disk.isDiskKey(key) || key.equals("vmstate");
        return isVolume
                ? Disk.parse(value).filter(disk -> disk.volume().contains("-" + guest.vmid() + "-")).orElse(null)
                : null;
    }

    static void forget(Call call, Guest guest) {
        call.cluster().guests().remove(guest.vmid());
        call.cluster().pools().values().forEach(pool -> pool.guests().remove(guest.vmid()));
        List.copyOf(call.access().acl()).stream().filter(entry -> entry.path().equals("/vms/" + guest.vmid()))
                .forEach(call.access()::revoke);
    }
}
