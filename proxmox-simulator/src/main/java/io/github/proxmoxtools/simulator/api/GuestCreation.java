package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Pool;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Creates guests; what comes from a backup is restored. */
final class GuestCreation {
    private static final Duration CREATE = Duration.ofSeconds(2);
    /** Parameters of the creation that never become options of the guest. */
    private static final Set<String> NO_OPTIONS = Set.of("node", "vmid", "start", "pool", "storage", "force", "unique",
            "archive", "live-restore", "bwlimit", "ostemplate", "restore", "ignore-unpack-errors", "password",
            "ssh-public-keys", "import-working-storage", "ha-managed");

    private GuestCreation() {}

    static void register(Registry registry) {
        registry.post(Guests.base(Kind.QEMU), call -> call.params().has("archive")
                ? GuestRestore.restore(call, Kind.QEMU, call.params().get("archive"))
                : create(call, Kind.QEMU));
        registry.post(Guests.base(Kind.LXC), call -> call.params().flag("restore")
                ? GuestRestore.restore(call, Kind.LXC, call.params().get("ostemplate"))
                : create(call, Kind.LXC));
    }

    /** The parameters that become options. */
    static Map<String, String> options(Call call) {
        Map<String, String> options = new TreeMap<>(call.params().firsts());
        options.keySet().removeAll(NO_OPTIONS);
        options.keySet().removeIf(key -> key.matches("unused\\d+"));
        if (options.getOrDefault("unprivileged", "1").equals("0")) {
            options.remove("unprivileged");
        }
        return options;
    }

    private static Object create(Call call, Kind kind) {
        Map<String, String> options = options(call);
        if (kind == Kind.LXC) {
            requireUnused(call, kind, "create");
        }
        checkPermissions(call, kind, false);
        new GuestRights(call, kind, call.vmid()).check(options, List.of(), options.containsKey("unprivileged"));
        checkStorages(call, kind, options);
        requireUnused(call, kind, "create");
        Guest guest = reserve(call, kind);
        return Guests.task(call, kind, "create", new TaskWork(CREATE, log -> {},
                log -> Guests.attemptAll(() -> fill(call, guest, options, log)))
                .undoing(() -> discard(call, guest)));
    }

    static void checkPermissions(Call call, Kind kind, boolean overwrites) {
        String pool = call.params().text("pool");
        if (!pool.isEmpty() && !call.cluster().pools().containsKey(pool)) {
            throw ApiError.denied("pool '" + pool + "' does not exist");
        }
        boolean inPool = !pool.isEmpty() && call.caller().holds("/pool/" + pool, "VM.Allocate");
        boolean restores = overwrites && call.caller().holds("/vms/" + call.vmid(), "VM.Backup");
        if (!inPool && !restores) {
            call.caller().need("/vms/" + call.vmid(), "VM.Allocate");
        }
    }

    static void checkStorages(Call call, Kind kind, Map<String, String> options) {
        if (kind == Kind.LXC) {
            requireTemplate(call);
            if (!options.containsKey("rootfs")) {
                if (options.keySet().stream().anyMatch(key -> key.matches("mp\\d+"))) {
                    throw ApiError.died("mount points configured, but 'rootfs' not set - aborting");
                }
                requireRootDirectory(call, call.params().find("storage").orElse("local"));
            }
        } else if (call.params().has("storage")) {
            Guests.requireStorage(call, call.params().get("storage"), call.node());
        }
        GuestDrives.check(call, options);
    }

    private static void requireRootDirectory(Call call, String id) {
        Storage storage = Guests.requireStorage(call, id, call.node());
        if (!storage.content().contains("rootdir")) {
            throw ApiError.parameter("storage", "storage '" + id + "' does not support container directories");
        }
        call.caller().need("/storage/" + id, "Datastore.AllocateSpace");
    }

    private static void requireTemplate(Call call) {
        String template = call.params().get("ostemplate");
        int colon = template.indexOf(':');
        if (template.startsWith("/") && !call.caller().isRoot()) {
            throw ApiError.died("Only root can pass arbitrary filesystem paths.");
        }
        if (colon < 0) {
            throw ApiError.died("unable to parse volume ID '" + template + "'");
        }
        if (!call.cluster().storages().containsKey(template.substring(0, colon))) {
            throw ApiError.died("storage '" + template.substring(0, colon) + "' does not exist");
        }
    }

    static void requireUnused(Call call, Kind kind, String action) {
        Guest other = call.cluster().guests().get(call.vmid());
        if (other != null) {
            String exists = other.kind().word() + " " + call.vmid() + " already exists on node '" + other.node() + "'";
            throw ApiError.died(kind == Kind.QEMU
                    ? "unable to " + action + " VM " + call.vmid() + " - " + exists
                    : exists);
        }
    }

    /** From now on the number is taken, though the guest has nothing but its lock. */
    static Guest reserve(Call call, Kind kind) {
        var guest = new Guest(call.vmid(), kind, call.node());
        guest.set("lock", "create");
        call.cluster().guests().put(call.vmid(), guest);
        return guest;
    }

    private static void fill(Call call, Guest guest, Map<String, String> options, Consumer<String> log) {
        boolean hasMedium = options.values().stream()
                .anyMatch(value -> value.contains("media=cdrom") && value.contains(":iso/"));
        guest.setSystem(guest.kind() == Kind.LXC || hasMedium);
        if (guest.kind() == Kind.LXC) {
            requireTemplateFile(call);
        }
        var writer = new GuestOptions(call, guest);
        try {
            writer.setAll(options, log);
            writer.addDefaults(log);
        } catch (ApiError e) {
            throw guest.kind() == Kind.QEMU
                    ? ApiError.died("unable to create VM " + guest.vmid() + " - " + e.message().strip())
                    : e;
        }
        complete(call, guest, log);
    }

    private static void requireTemplateFile(Call call) {
        String template = call.params().get("ostemplate");
        if (!template.startsWith("/") && Guests.volumes(call).find(template).isEmpty()) {
            throw ApiError.died("unable to create CT " + call.vmid() + " - volume '" + template + "' does not exist");
        }
    }

    static void complete(Call call, Guest guest, Consumer<String> log) {
        guest.unset("lock");
        Pool pool = call.cluster().pools().get(call.params().text("pool"));
        if (pool != null) {
            pool.guests().add(guest.vmid());
        }
        if (call.params().flag("start")) {
            if (guest.kind() == Kind.QEMU) {
                log.accept("Execute autostart");
            }
            GuestPowerHandlers.startAfterwards(call, guest);
        }
    }

    /** What a creation that failed leaves: nothing. */
    static void discard(Call call, Guest guest) {
        if (call.cluster().guests().get(guest.vmid()) == guest) {
            try {
                GuestHandlers.removeVolumes(call, guest);
            } catch (TaskFailure e) {
                throw new IllegalStateException("A new guest has no linked clones.", e);
            }
            GuestHandlers.forget(call, guest);
        }
    }
}
