package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Pool;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Lists, creates and destroys guests. */
final class GuestHandlers {
    private static final Duration CREATE = Duration.ofSeconds(2);
    private static final Duration DESTROY = Duration.ofSeconds(1);
    /** Parameters of the creation that never become options of the guest. */
    private static final Set<String> NO_OPTIONS = Set.of("node", "vmid", "start", "pool", "storage", "force", "unique",
            "archive", "live-restore", "bwlimit", "ostemplate", "restore", "ignore-unpack-errors", "password",
            "ssh-public-keys", "import-working-storage", "ha-managed");

    private GuestHandlers() {}

    static void register(Registry registry) {
        for (Kind kind : Kind.values()) {
            registry.get(Guests.base(kind), call -> list(call, kind));
            registry.post(Guests.base(kind), call -> create(call, kind));
            registry.get(Guests.one(kind), call -> Directory.of("subdir", "config", "pending", "status", "migrate",
                    "resize", "rrd", "rrddata", "snapshot", "firewall", "feature"));
            registry.delete(Guests.one(kind), call -> destroy(call, kind));
            registry.get(Guests.one(kind) + "/status", call -> Directory.of("subdir", "current", "start", "stop",
                    "shutdown", "suspend", "resume", "reboot"));
            registry.get(Guests.one(kind) + "/status/current",
                    call -> GuestView.current(call, Guests.require(call, kind)));
        }
    }

    private static Object list(Call call, Kind kind) {
        boolean full = kind == Kind.QEMU && call.params().flag("full");
        return call.cluster().guests(call.node(), kind).stream()
                .filter(guest -> call.caller().holds("/vms/" + guest.vmid(), "VM.Audit"))
                .map(guest -> GuestView.listed(call, guest, full)).toList();
    }

    private static Object create(Call call, Kind kind) {
        int vmid = call.vmid();
        String pool = call.params().text("pool");
        if (pool.isEmpty() || !call.caller().holds("/pool/" + pool, "VM.Allocate")) {
            call.caller().need("/vms/" + vmid, "VM.Allocate");
        }
        requireFree(call, kind);
        GuestConfigHandlers.requireRootOptions(call);
        var guest = new Guest(vmid, kind, call.node());
        var writer = new GuestOptions(call, guest);
        call.params().firsts().entrySet().stream().filter(entry -> !NO_OPTIONS.contains(entry.getKey()))
                .forEach(entry -> writer.set(entry.getKey(), entry.getValue()));
        writer.addDefaults();
        call.cluster().guests().put(vmid, guest);
        Pool target = call.cluster().pools().get(pool);
        if (target != null) {
            target.guests().add(vmid);
        }
        boolean starts = call.params().flag("start");
        return call.task(kind.task("create"), Integer.toString(vmid), kind.lockFile(vmid),
                TaskWork.lasting(CREATE, log -> {
                    writer.createdVolumes().forEach(log);
                    if (starts) {
                        log.accept("Execute autostart");
                        guest.start(call.now());
                    }
                }));
    }

    private static void requireFree(Call call, Kind kind) {
        Guest other = call.cluster().guests().get(call.vmid());
        if (other != null) {
            String exists = other.kind().word() + " " + call.vmid() + " already exists on node '" + other.node() + "'";
            throw ApiError.died(
                    kind == Kind.QEMU ? "unable to create VM " + call.vmid() + " - " + exists : exists);
        }
    }

    private static Object destroy(Call call, Kind kind) {
        Guest guest = Guests.require(call, kind);
        Guests.requireRootFor(call, "skiplock");
        if ("1".equals(String.valueOf(guest.config().get("protection")))) {
            throw ApiError.died(
                    "can't remove " + kind.word() + " " + guest.vmid() + " - protection mode enabled");
        }
        boolean forced = kind == Kind.LXC && call.params().flag("force");
        if (guest.runs() && !forced) {
            throw ApiError.died(kind == Kind.QEMU
                    ? "VM " + guest.vmid() + " is running - destroy failed"
                    : "unable to destroy CT " + guest.vmid() + " - container is running");
        }
        return call.task(kind.task("destroy"), Integer.toString(guest.vmid()), kind.lockFile(guest.vmid()),
                new TaskWork(DESTROY, log -> Guests.unlockedInTask(call, kind), log -> {
                    Guest doomed = Guests.unlockedInTask(call, kind);
                    if (call.params().flag("purge")) {
                        log.accept("purging " + kind.word() + " " + doomed.vmid() + " from related configurations..");
                    }
                    remove(call, doomed);
                }));
    }

    private static void remove(Call call, Guest guest) {
        call.cluster().guests().remove(guest.vmid());
        call.cluster().pools().values().forEach(pool -> pool.guests().remove(guest.vmid()));
        guest.config().forEach((key, value) -> {
            if (Disk.isDiskKey(key)) {
                Disk.parse(value.toString()).ifPresent(disk -> removeVolume(call, guest, disk));
            }
        });
    }

    private static void removeVolume(Call call, Guest guest, Disk disk) {
        Optional.ofNullable(call.cluster().storages().get(disk.storage()))
                .ifPresent(storage -> storage.volumes(guest.node()).stream()
                        .filter(volume -> volume.volid().equals(disk.volid()) && volume.vmid() == guest.vmid())
                        .forEach(storage::remove));
    }
}
