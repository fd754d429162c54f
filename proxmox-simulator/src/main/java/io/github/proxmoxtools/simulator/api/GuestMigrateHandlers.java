package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.PropertyString;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Moves guests to other nodes. */
final class GuestMigrateHandlers {
    private static final Duration REQUEST = Duration.ofMillis(500);
    private static final Set<String> ROOT_ONLY = Set.of("force", "migration_type", "migration_network");

    private GuestMigrateHandlers() {}

    static void register(Registry registry) {
        for (Kind kind : Kind.values()) {
            registry.post(Guests.one(kind) + "/migrate", call -> migrate(call, kind));
            registry.post(Guests.one(kind) + "/remote_migrate", call -> refuseRemote(call, kind));
        }
        registry.get(Guests.one(Kind.QEMU) + "/migrate", GuestMigrateHandlers::machinePreconditions);
        registry.get(Guests.one(Kind.LXC) + "/migrate", GuestMigrateHandlers::containerPreconditions);
    }

    private static Object migrate(Call call, Kind kind) {
        String target = call.params().get("target");
        if (target.equals(call.node())) {
            throw ApiError.parameter("target", "target is local node.");
        }
        if (call.cluster().node(target).isEmpty()) {
            throw ApiError.died("no such cluster node '" + target + "'");
        }
        ROOT_ONLY.stream().sorted().filter(call.params()::has).forEach(option -> {
            if (!call.caller().isRoot()) {
                throw ApiError.parameter(option, "Only root may use this option.");
            }
        });
        Guest guest = Guests.require(call, kind);
        if (kind == Kind.QEMU) {
            Guests.requireNoLock(call, guest);
        }
        requireWayOfRunning(call, guest);
        requireStorages(call, guest, target);
        if (call.cluster().haManagement().manages(kind, guest.vmid())) {
            return requestHa(call, guest, target);
        }
        return start(call, guest);
    }

    private static void requireWayOfRunning(Call call, Guest guest) {
        boolean online = call.params().flag("online");
        if (guest.kind() == Kind.QEMU) {
            if (guest.runs() && !online) {
                throw ApiError.died("can't migrate running VM without --online");
            }
        } else if (guest.runs() && !online && !call.params().flag("restart")) {
            throw ApiError.died("can't migrate running container without --online or --restart");
        }
    }

    private static void requireStorages(Call call, Guest guest, String target) {
        String parameter = guest.kind() == Kind.QEMU ? "targetstorage" : "target-storage";
        if (call.params().has(parameter)) {
            call.params().list(parameter).stream().map(pair -> pair.substring(pair.indexOf(':') + 1))
                    .filter(id -> !id.equals("1")).forEach(id -> Guests.requireStorage(call, id, target));
        } else if (guest.kind() == Kind.QEMU) {
            GuestMigration.storages(guest).forEach(id -> Guests.requireStorage(call, id, target));
        }
    }

    private static String start(Call call, Guest guest) {
        var migration = new GuestMigration(call, guest, call.params().get("target"));
        TaskWork work = new TaskWork(migration.lasts(), migration::begin, migration::end);
        return Guests.task(call, guest.kind(), "migrate", Guests.locking(call, guest.kind(), "migrate", work));
    }

    /** HA's own manager migrates the guest some time after the task is over. */
    private static String requestHa(Call call, Guest guest, String target) {
        String what = (guest.kind() == Kind.LXC ? "Executing" : "Requesting") + " HA migrate for "
                + guest.kind().word() + " " + guest.vmid() + " to node " + target;
        return call.task("hamigrate", Integer.toString(guest.vmid()), null, new TaskWork(REQUEST,
                log -> log.accept(what),
                log -> call.cluster().haManagement().migrate(guest.kind(), guest.vmid(), target)));
    }

    private static Object refuseRemote(Call call, Kind kind) {
        Guests.requireNoLock(call, Guests.require(call, kind));
        PropertyString endpoint = PropertyString.parse(call.params().get("target-endpoint"), "host");
        throw ApiError.died("500 Can't connect to " + endpoint.find("host").orElse("") + ":"
                + endpoint.find("port").orElse("8006") + " (No route to host)");
    }

    private static Object machinePreconditions(Call call) {
        Guest guest = Guests.require(call, Kind.QEMU);
        Row row = new Row().with("running", guest.runs() ? 1 : 0)
                .with("local_disks", GuestMigration.localDisks(call, guest))
                .with("local_resources", GuestMigration.localResources(guest));
        if (call.cluster().profile() != Profile.PVE_7_4) {
            row.with("mapped-resources", List.of());
        }
        if (call.cluster().profile() == Profile.PVE_9_2) {
            row.with("mapped-resource-info", Map.of()).with("has-dbus-vmstate", 1);
        }
        List<String> allowed = new ArrayList<>();
        Map<String, Object> refused = new LinkedHashMap<>();
        sort(call, guest, "unavailable_storages", allowed, refused);
        if (!guest.runs()) {
            row.with("allowed_nodes", allowed).with("not_allowed_nodes", refused);
        }
        return row.fields();
    }

    private static Object containerPreconditions(Call call) {
        Guest guest = Guests.require(call, Kind.LXC);
        List<String> allowed = new ArrayList<>();
        Map<String, Object> refused = new LinkedHashMap<>();
        sort(call, guest, "unavailable-storages", allowed, refused);
        return new Row().with("running", guest.runs() ? 1 : 0).with("allowed-nodes", allowed)
                .with("not-allowed-nodes", refused).fields();
    }

    private static void sort(Call call, Guest guest, String reason, List<String> allowed,
            Map<String, Object> refused) {
        call.cluster().nodes().stream().filter(node -> !node.name().equals(call.node())).forEach(node -> {
            List<String> missing = GuestMigration.storages(guest).stream().filter(id -> {
                var storage = call.cluster().storages().get(id);
                return storage == null || !storage.isOn(node.name()) || !storage.isEnabled();
            }).toList();
            if (missing.isEmpty()) {
                allowed.add(node.name());
            } else {
                refused.put(node.name(), Map.of(reason, missing));
            }
        });
    }
}
