package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.TaskFailure;

/** Finds the guest that a call is about, and checks what stands in the way of changing it. */
final class Guests {
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

    static Guest requireRunning(Call call, Kind kind) {
        Guest guest = require(call, kind);
        if (!guest.runs()) {
            throw ApiError.died(kind.word() + " " + guest.vmid() + " not running");
        }
        return guest;
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

    static void requireUnlocked(Call call, Guest guest) {
        String lockFile = guest.kind().lockFile(guest.vmid());
        if (call.cluster().tasks().isHeld(lockFile)) {
            throw new GuestBusy(lockFile);
        }
        if (guest.lock().isPresent() && !call.params().flag("skiplock")) {
            throw ApiError.died(lockedText(guest));
        }
    }

    static void requireRootFor(Call call, String option) {
        if (call.params().flag(option) && !call.caller().isRoot()) {
            throw ApiError.parameter(option, "Only root may use this option.");
        }
    }

    private static String lockedText(Guest guest) {
        return guest.kind().word() + " is locked (" + guest.lock().orElse("") + ")";
    }
}
