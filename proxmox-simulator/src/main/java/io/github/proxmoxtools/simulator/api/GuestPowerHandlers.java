package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Turns guests on and off. */
final class GuestPowerHandlers {
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN = Duration.ofSeconds(4);
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Duration SAVE_MEMORY = Duration.ofSeconds(5);
    private static final long STANDARD_PATIENCE = 60;
    private static final String SUSPENDED = "suspended";

    private GuestPowerHandlers() {}

    static void register(Registry registry) {
        for (Kind kind : Kind.values()) {
            String status = Guests.one(kind) + "/status/";
            registry.post(status + "start", call -> start(call, kind));
            registry.post(status + "stop", call -> stop(call, kind));
            registry.post(status + "shutdown", call -> shutdown(call, kind));
            registry.post(status + "reboot", call -> reboot(call, kind));
        }
        String machine = Guests.one(Kind.QEMU) + "/status/";
        registry.post(machine + "reset", GuestPowerHandlers::reset);
        registry.post(machine + "suspend", GuestPowerHandlers::suspend);
        registry.post(machine + "resume", GuestPowerHandlers::resume);
        registry.post(Guests.one(Kind.LXC) + "/status/suspend", GuestPowerHandlers::checkpoint);
        registry.post(Guests.one(Kind.LXC) + "/status/resume", GuestPowerHandlers::restoreCheckpoint);
    }

    private static Object start(Call call, Kind kind) {
        Guests.requireRootFor(call, "skiplock");
        if (kind == Kind.LXC && Guests.running(call, kind).isPresent()) {
            throw ApiError.died("CT " + call.vmid() + " already running");
        }
        if (isManaged(call, kind)) {
            return GuestHa.request(call, kind, true, "hastart");
        }
        return Guests.task(call, kind, "start", new TaskWork(kind.startLasts(), log -> {
            Guest guest = startable(call, kind);
            if (isSuspended(guest)) {
                log.accept("Resuming suspended VM");
            }
        }, log -> {
            Guest guest = startable(call, kind);
            if (isSuspended(guest)) {
                log.accept("Resumed VM, removing state");
            }
            wake(call, guest);
            guest.start(call.now());
        }));
    }

    /** Starts a guest that another task has just made, in a task of its own. */
    static void startAfterwards(Call call, Guest guest) {
        Kind kind = guest.kind();
        call.task(kind.task("start"), Integer.toString(guest.vmid()), kind.lockFile(guest.vmid()),
                TaskWork.lasting(kind.startLasts(), log -> guest.start(call.now())));
    }

    private static Guest startable(Call call, Kind kind) throws TaskFailure {
        Guest guest = Guests.inTask(call, kind);
        if (kind == Kind.LXC && guest.isTemplate()) {
            throw new TaskFailure("you can't start a CT if it's a template");
        }
        if (!isSuspended(guest)) {
            Guests.unlockedInTask(call, kind);
        }
        if (guest.isTemplate()) {
            throw new TaskFailure("you can't start a vm if it's a template");
        }
        if (guest.runs()) {
            throw new TaskFailure(kind.word() + " " + guest.vmid() + " already running");
        }
        requireDisks(call, guest);
        return guest;
    }

    private static void requireDisks(Call call, Guest guest) throws TaskFailure {
        for (Map.Entry<String, Object> entry : guest.config().entrySet()) {
            boolean isUsed = Disk.isDrive(entry.getKey()) || Disk.isMountPoint(entry.getKey());
            Optional<Disk> disk = isUsed ? Disk.parse(entry.getValue().toString()) : Optional.empty();
            if (disk.isPresent()) {
                Guests.attempt(() -> Guests.requireStorage(call, disk.get().storage(), guest.node()));
            }
        }
    }

    private static Object stop(Call call, Kind kind) {
        Guests.requireRootFor(call, "skiplock");
        if (kind == Kind.LXC) {
            Guests.requireRunning(call, kind);
        }
        if (isManaged(call, kind)) {
            return GuestHa.request(call, kind, false, "hastop");
        }
        if (call.params().flag("overrule-shutdown")) {
            endShutdowns(call, kind);
        }
        return Guests.task(call, kind, "stop", new TaskWork(STOP, log -> stoppable(call, kind),
                log -> stoppable(call, kind).stop()));
    }

    private static void endShutdowns(Call call, Kind kind) {
        call.cluster().tasks().newestFirst().stream()
                .filter(task -> task.runs() && task.upid().type().equals(kind.task("shutdown"))
                        && task.upid().id().equals(Integer.toString(call.vmid())))
                .forEach(call.cluster().tasks()::interrupt);
    }

    /** What is saved to disk does not run, and may be stopped for good. */
    private static Guest stoppable(Call call, Kind kind) throws TaskFailure {
        Guest guest = Guests.inTask(call, kind);
        return isSuspended(guest) ? guest : Guests.unlockedInTask(call, kind);
    }

    private static Object shutdown(Call call, Kind kind) {
        Guests.requireRootFor(call, "skiplock");
        boolean forced = call.params().flag("forceStop");
        if (kind == Kind.LXC) {
            Guests.requireRunning(call, kind);
        }
        boolean isPaused = Guests.running(call, kind).filter(Guest::isPaused).isPresent();
        if (isPaused && !forced) {
            throw ApiError.died("VM is paused - cannot shutdown");
        }
        if (isManaged(call, kind)) {
            return GuestHa.request(call, kind, false, kind == Kind.QEMU ? "hashutdown" : "hastop");
        }
        return Guests.task(call, kind, "shutdown", new TaskWork(shutdownLasts(call, kind),
                log -> stoppable(call, kind), log -> {
                    Guest guest = stoppable(call, kind);
                    if (guest.runs() && !guest.hasSystem()) {
                        if (!forced) {
                            throw new TaskFailure(kind.word() + " quit/powerdown failed - got timeout");
                        }
                        log.accept("VM still running - terminating now with SIGTERM");
                    }
                    guest.stop();
                }));
    }

    private static Duration shutdownLasts(Call call, Kind kind) {
        Optional<Guest> guest = Guests.running(call, kind);
        if (guest.isEmpty()) {
            return MOMENT;
        }
        return guest.get().hasSystem()
                ? SHUTDOWN
                : Duration.ofSeconds(call.params().number("timeout", STANDARD_PATIENCE));
    }

    /** Containers are told that a VM does not run: the server's own slip. */
    private static Object reboot(Call call, Kind kind) {
        if (Guests.running(call, kind).isEmpty()) {
            throw ApiError.died("VM " + call.vmid() + " not running");
        }
        Duration lasts = shutdownLasts(call, kind).plus(kind.startLasts());
        return Guests.task(call, kind, "reboot", new TaskWork(lasts, log -> Guests.unlockedInTask(call, kind), log -> {
            Guest guest = Guests.unlockedInTask(call, kind);
            if (!guest.hasSystem() || guest.isPaused()) {
                throw new TaskFailure("VM quit/powerdown failed - got timeout");
            }
            guest.stop();
            guest.start(call.now());
        }));
    }

    private static Object reset(Call call) {
        Guests.requireRootFor(call, "skiplock");
        Guests.requireRunning(call, Kind.QEMU);
        return Guests.task(call, Kind.QEMU, "reset", TaskWork.lasting(MOMENT, log -> {
            Guest guest = Guests.unlockedInTask(call, Kind.QEMU);
            if (!guest.runs()) {
                throw new TaskFailure("VM " + guest.vmid() + " not running");
            }
            guest.agent().freeze(false);
        }));
    }

    private static Object suspend(Call call) {
        Guests.requireRootFor(call, "skiplock");
        Guest guest = Guests.requireRunning(call, Kind.QEMU);
        if (!call.params().flag("todisk")) {
            return Guests.task(call, Kind.QEMU, "pause", TaskWork.lasting(MOMENT,
                    log -> Guests.unlockedInTask(call, Kind.QEMU).pause(true)));
        }
        Storage storage = stateStorage(call, guest);
        return Guests.task(call, Kind.QEMU, "suspend", Guests.locking(call, Kind.QEMU, "suspending",
                new TaskWork(SAVE_MEMORY, log -> {}, log -> {
                    Guest sleeper = Guests.inTask(call, Kind.QEMU);
                    sleeper.set("vmstate", GuestMemory.save(call, sleeper, storage, "suspend-"
                            + call.now().toString().substring(0, 10), log).volid());
                    sleeper.stop();
                    sleeper.set("lock", SUSPENDED);
                })));
    }

    private static Storage stateStorage(Call call, Guest guest) {
        return call.params().find("statestorage").map(id -> Guests.requireStorage(call, id, call.node()))
                .orElseGet(() -> GuestMemory.storage(call, guest));
    }

    private static Object resume(Call call) {
        Guests.requireRootFor(call, "skiplock");
        Guest guest = Guests.require(call, Kind.QEMU);
        boolean isOnDisk = isSuspended(guest);
        if (!guest.runs() && !isOnDisk) {
            throw ApiError.died("VM " + guest.vmid() + " not running");
        }
        return Guests.task(call, Kind.QEMU, "resume",
                TaskWork.lasting(isOnDisk ? Kind.QEMU.startLasts() : MOMENT, log -> {
                    Guest sleeper = Guests.inTask(call, Kind.QEMU);
                    if (isSuspended(sleeper)) {
                        wake(call, sleeper);
                        sleeper.start(call.now());
                    }
                    Guests.unlockedInTask(call, Kind.QEMU).pause(false);
                }));
    }

    private static void wake(Call call, Guest guest) {
        if (isSuspended(guest)) {
            GuestMemory.free(call, guest);
            guest.unset("lock");
        }
    }

    private static boolean isSuspended(Guest guest) {
        return guest.lock().filter(SUSPENDED::equals).isPresent();
    }

    private static Object checkpoint(Call call) {
        Guests.requireRunning(call, Kind.LXC);
        return Guests.task(call, Kind.LXC, "suspend", TaskWork.lasting(MOMENT, log -> {
            Guest guest = Guests.unlockedInTask(call, Kind.LXC);
            guest.stop();
            guest.setCheckpointed(true);
        }));
    }

    private static Object restoreCheckpoint(Call call) {
        if (Guests.running(call, Kind.LXC).isPresent()) {
            throw ApiError.died("CT " + call.vmid() + " already running");
        }
        return call.task("vzresume", Integer.toString(call.vmid()), null, TaskWork.lasting(MOMENT, log -> {
            Optional<Guest> guest = call.cluster().guest(call.node(), Kind.LXC, call.vmid());
            if (guest.filter(Guest::isCheckpointed).isEmpty()) {
                throw new TaskFailure("command 'lxc-checkpoint -n " + call.vmid()
                        + " -r --foreground -D /var/lib/vz/dump' failed: exit code 1");
            }
            guest.get().start(call.now());
        }));
    }

    private static boolean isManaged(Call call, Kind kind) {
        return call.cluster().haManagement().manages(kind, call.vmid());
    }
}
