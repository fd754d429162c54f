package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.GuestVolumes;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the guest that a call is about, and checks what stands in the way of changing it. */
final class Guests {
    private static final String LOCK = "lock";

    private Guests() {}

    static String base(Kind kind) {
        return "/nodes/{node}/" + kind.path();
    }

    static String one(Kind kind) {
        return base(kind) + "/{vmid}";
    }

    static Guest require(Call call, Kind kind) {
        return call.cluster().guest(call.node(), kind, call.vmid())
                .orElseThrow(() -> ApiError.died(kind.missing(call.node(), call.vmid())));
    }

    /** The server looks for a process, not for a guest: one that does not exist does not run either. */
    static Guest requireRunning(Call call, Kind kind) {
        return running(call, kind)
                .orElseThrow(() -> ApiError.died(kind.word() + " " + call.vmid() + " not running"));
    }

    static Optional<Guest> running(Call call, Kind kind) {
        return call.cluster().guest(call.node(), kind, call.vmid()).filter(Guest::runs);
    }

    /** The same within a task, where an error does not reach the caller. */
    static Guest inTask(Call call, Kind kind) throws TaskFailure {
        return call.cluster().guest(call.node(), kind, call.vmid())
                .orElseThrow(() -> new TaskFailure(kind.missing(call.node(), call.vmid())));
    }

    static Guest unlockedInTask(Call call, Kind kind) throws TaskFailure {
        Guest guest = inTask(call, kind);
        if (guest.lock().isPresent() && !call.params().flag("skiplock")) {
            throw new TaskFailure(lockedText(guest));
        }
        return guest;
    }

    /** Waits for the guest's lock, as a call that changes it at once does. */
    static void requireFree(Call call, Kind kind) {
        String lockFile = kind.lockFile(call.vmid());
        if (call.cluster().tasks().isHeld(lockFile)) {
            throw new GuestBusy(lockFile);
        }
    }

    static void requireUnlocked(Call call, Guest guest) {
        requireFree(call, guest.kind());
        requireNoLock(call, guest);
    }

    static void requireNoLock(Call call, Guest guest) {
        if (guest.lock().isPresent() && !call.params().flag("skiplock")) {
            throw ApiError.died(lockedText(guest));
        }
    }

    static void requireRootFor(Call call, String option) {
        if (call.params().flag(option) && !call.caller().isRoot()) {
            throw ApiError.parameter(option, "Only root may use this option.");
        }
    }

    static void requireDigest(Call call, Guest guest) {
        String digest = call.params().text("digest");
        if (!digest.isEmpty() && !digest.equals(guest.digest())) {
            throw ApiError.died(guest.kind() == Kind.QEMU
                    ? "checksum mismatch (file change by other user?)"
                    : "detected modified configuration - file changed by other user? Try again.");
        }
    }

    static boolean isProtected(Guest guest) {
        return "1".equals(String.valueOf(guest.config().get("protection")));
    }

    static GuestVolumes volumes(Call call) {
        return new GuestVolumes(call.cluster(), call.node());
    }

    /** A storage that can be used on a node. */
    static Storage requireStorage(Call call, String id, String node) {
        Storage storage = call.cluster().storages().get(id);
        if (storage == null) {
            throw ApiError.died("storage '" + id + "' does not exist");
        }
        if (!storage.isEnabled()) {
            throw ApiError.died("storage '" + id + "' is disabled");
        }
        if (!storage.isOn(node)) {
            throw ApiError.died("storage '" + id + "' is not available on node '" + node + "'");
        }
        return storage;
    }

    static String task(Call call, Kind kind, String action, TaskWork work) {
        return call.task(kind.task(action), Integer.toString(call.vmid()), kind.lockFile(call.vmid()), work);
    }

    /** Work during which the guest's configuration says what locks it. */
    static TaskWork locking(Call call, Kind kind, String lock, TaskWork work) {
        return new TaskWork(work.lasts(), log -> {
            Guest guest = unlockedInTask(call, kind);
            work.begin().run(log);
            guest.set(LOCK, lock);
        }, work.stages(), log -> {
            inTask(call, kind).unset(LOCK);
            work.end().run(log);
        }, (log, reason) -> {
            call.cluster().guest(call.node(), kind, call.vmid())
                    .filter(guest -> guest.lock().filter(lock::equals).isPresent())
                    .ifPresent(guest -> guest.unset(LOCK));
            return work.broken().run(log, reason);
        });
    }

    /** Does within a task what refuses with an answer elsewhere. */
    static <T> T attempt(Supplier<T> what) throws TaskFailure {
        try {
            return what.get();
        } catch (ApiError e) {
            throw new TaskFailure(e.message().strip());
        }
    }

    static void attemptAll(Runnable what) throws TaskFailure {
        attempt(() -> {
            what.run();
            return true;
        });
    }

    private static String lockedText(Guest guest) {
        return guest.kind().word() + " is locked (" + guest.lock().orElse("") + ")";
    }
}
