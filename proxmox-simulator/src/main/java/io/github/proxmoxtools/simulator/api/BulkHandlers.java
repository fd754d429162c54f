package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Starts, stops, suspends or moves all guests of a node: a task for all of them, and one for each. */
final class BulkHandlers {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN = Duration.ofSeconds(4);

    private BulkHandlers() {}

    private record Action(String task, String verb, Duration lasts, Consumer<Guest> change) {}

    static void register(Registry registry) {
        registry.post("/nodes/{node}/startall", BulkHandlers::start);
        registry.post("/nodes/{node}/stopall", BulkHandlers::stop);
        registry.post("/nodes/{node}/suspendall", BulkHandlers::suspend);
        registry.post("/nodes/{node}/migrateall", BulkHandlers::migrate);
    }

    private static Object start(Call call) {
        boolean isForced = call.params().flag("force");
        return all(call, "startall", "VM.PowerMgmt",
                guest -> !guest.runs() && !guest.isTemplate() && (isForced || startsWithNode(guest)),
                new Action("start", "Starting", STEP, guest -> guest.start(call.now())), null);
    }

    private static boolean startsWithNode(Guest guest) {
        return "1".equals(String.valueOf(guest.config().get("onboot")));
    }

    private static Object stop(Call call) {
        return all(call, "stopall", "VM.PowerMgmt", Guest::runs,
                new Action("shutdown", "Stopping", SHUTDOWN, Guest::stop), null);
    }

    private static Object suspend(Call call) {
        return all(call, "suspendall", "VM.PowerMgmt", guest -> guest.runs() && guest.kind() == Kind.QEMU,
                new Action("suspend", "Suspending", SHUTDOWN, guest -> {
                    guest.stop();
                    guest.set("lock", "suspended");
                }), null);
    }

    private static Object migrate(Call call) {
        String target = call.params().get("target");
        if (target.equals(call.node())) {
            throw ApiError.parameter("target", "target is local node.");
        }
        if (call.cluster().node(target).isEmpty()) {
            throw ApiError.parameter("target", "no such cluster node '" + target + "'");
        }
        return all(call, "migrateall", "VM.Migrate", guest -> true,
                new Action("migrate", "Migrating", SHUTDOWN, guest -> guest.moveTo(target)), target);
    }

    private static Object all(Call call, String type, String privilege, Predicate<Guest> isMeant, Action action,
            @Nullable String target) {
        List<String> chosen = call.params().list("vms");
        if (chosen.isEmpty()) {
            call.caller().need("/", privilege);
        }
        chosen.forEach(vmid -> call.caller().need("/vms/" + vmid, privilege));
        return call.task(type, "", null, new TaskWork(STEP, log -> {
            List<Guest> guests = call.cluster().guests().values().stream()
                    .filter(guest -> guest.node().equals(call.node()))
                    .filter(guest -> chosen.isEmpty() || chosen.contains(Integer.toString(guest.vmid())))
                    .filter(isMeant).sorted(Comparator.comparingInt(Guest::vmid)).toList();
            guests.forEach(guest -> one(call, guest, action, target, log));
        }, log -> {}));
    }

    private static void one(Call call, Guest guest, Action action, @Nullable String target, Consumer<String> log) {
        log.accept(action.verb() + " " + guest.kind().word() + " " + guest.vmid()
                + (target == null ? "" : " to node '" + target + "'"));
        call.task(guest.kind().task(action.task()), Integer.toString(guest.vmid()),
                guest.kind().lockFile(guest.vmid()), new TaskWork(action.lasts(), line -> requireUnlocked(guest),
                        line -> {
                            requireUnlocked(guest);
                            action.change().accept(guest);
                        }));
    }

    private static void requireUnlocked(Guest guest) throws TaskFailure {
        if (guest.lock().isPresent()) {
            throw new TaskFailure(guest.kind().word() + " is locked (" + guest.lock().get() + ")");
        }
    }
}
