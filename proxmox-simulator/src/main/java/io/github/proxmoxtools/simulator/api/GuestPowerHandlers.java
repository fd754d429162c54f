package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.function.Consumer;

/** Turns guests on and off. */
final class GuestPowerHandlers {
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN = Duration.ofSeconds(4);
    private static final Duration REBOOT = Duration.ofSeconds(6);
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Duration SAVE_MEMORY = Duration.ofSeconds(5);

    private GuestPowerHandlers() {}

    static void register(Registry registry) {
        for (Kind kind : Kind.values()) {
            String status = Guests.one(kind) + "/status/";
            registry.post(status + "start", call -> start(call, kind));
            registry.post(status + "stop", call -> stop(call, kind));
            registry.post(status + "shutdown", call -> shutdown(call, kind));
            registry.post(status + "reboot", call -> reboot(call, kind));
            registry.post(status + "suspend", call -> suspend(call, kind));
            registry.post(status + "resume", call -> resume(call, kind));
        }
        registry.post(Guests.one(Kind.QEMU) + "/status/reset", GuestPowerHandlers::reset);
    }

    private static Object start(Call call, Kind kind) {
        Guests.requireRootFor(call, "skiplock");
        call.cluster().guest(call.node(), kind, call.vmid()).filter(guest -> kind == Kind.LXC && guest.runs())
                .ifPresent(guest -> {
                    throw ApiError.died("CT " + guest.vmid() + " already running");
                });
        return task(call, kind, "start", new TaskWork(kind.startLasts(), log -> startable(call, kind),
                log -> startable(call, kind).start(call.now())));
    }

    private static Guest startable(Call call, Kind kind) throws TaskFailure {
        Guest guest = Guests.unlockedInTask(call, kind);
        if (guest.isTemplate()) {
            throw new TaskFailure("you can't start a " + (kind == Kind.QEMU ? "vm" : "CT") + " if it's a template");
        }
        if (guest.runs()) {
            throw new TaskFailure(kind.word() + " " + guest.vmid() + " already running");
        }
        return guest;
    }

    private static Object stop(Call call, Kind kind) {
        Guests.requireRootFor(call, "skiplock");
        if (kind == Kind.LXC) {
            Guests.requireRunning(call, kind);
        }
        return task(call, kind, "stop", new TaskWork(STOP, log -> Guests.unlockedInTask(call, kind),
                log -> Guests.unlockedInTask(call, kind).stop()));
    }

    private static Object shutdown(Call call, Kind kind) {
        Guests.requireRootFor(call, "skiplock");
        if (kind == Kind.LXC) {
            Guests.requireRunning(call, kind);
        }
        return task(call, kind, "shutdown", new TaskWork(SHUTDOWN, log -> shutDownable(call, kind, log),
                log -> Guests.unlockedInTask(call, kind).stop()));
    }

    private static void shutDownable(Call call, Kind kind, Consumer<String> log) throws TaskFailure {
        Guest guest = Guests.unlockedInTask(call, kind);
        boolean hangs = guest.isPaused();
        if (hangs && !call.params().flag("forceStop")) {
            throw new TaskFailure("VM quit/powerdown failed - got timeout");
        }
        if (hangs) {
            log.accept("VM still running - terminating now with SIGTERM");
        }
    }

    private static Object reboot(Call call, Kind kind) {
        Guests.requireRunning(call, kind);
        return task(call, kind, "reboot", new TaskWork(REBOOT, log -> shutDownable(call, kind, log), log -> {
            Guest guest = Guests.unlockedInTask(call, kind);
            guest.stop();
            guest.start(call.now());
        }));
    }

    private static Object reset(Call call) {
        Guests.requireRootFor(call, "skiplock");
        Guests.requireRunning(call, Kind.QEMU);
        return task(call, Kind.QEMU, "reset", TaskWork.lasting(MOMENT, log -> {
            Guest guest = Guests.unlockedInTask(call, Kind.QEMU);
            guest.stop();
            guest.start(call.now());
        }));
    }

    private static Object suspend(Call call, Kind kind) {
        Guests.requireRunning(call, kind);
        if (!call.params().flag("todisk")) {
            return task(call, kind, kind == Kind.QEMU ? "pause" : "suspend",
                    TaskWork.lasting(MOMENT, log -> Guests.unlockedInTask(call, kind).pause(true)));
        }
        return task(call, kind, "suspend", TaskWork.lasting(SAVE_MEMORY, log -> {
            Guest guest = Guests.unlockedInTask(call, kind);
            guest.stop();
            guest.set("lock", "suspended");
        }));
    }

    private static Object resume(Call call, Kind kind) {
        Guest guest = Guests.require(call, kind);
        boolean isOnDisk = guest.lock().filter("suspended"::equals).isPresent();
        if (!guest.runs() && !isOnDisk) {
            throw ApiError.died(kind.word() + " " + guest.vmid() + " not running");
        }
        return task(call, kind, isOnDisk ? "start" : "resume",
                TaskWork.lasting(isOnDisk ? kind.startLasts() : MOMENT, log -> {
                    Guest sleeper = Guests.inTask(call, kind);
                    if (isOnDisk) {
                        sleeper.unset("lock");
                        sleeper.start(call.now());
                    }
                    sleeper.pause(false);
                }));
    }

    private static String task(Call call, Kind kind, String action, TaskWork work) {
        return call.task(kind.task(action), Integer.toString(call.vmid()), kind.lockFile(call.vmid()), work);
    }
}
