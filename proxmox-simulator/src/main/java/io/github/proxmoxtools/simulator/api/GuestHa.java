package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;

/** Asks HA to do what it alone may do: these tasks end long before the guest has changed. */
final class GuestHa {
    private static final Duration REQUEST = Duration.ofMillis(500);

    private GuestHa() {}

    static String request(Call call, Kind kind, boolean started, String task) {
        String what = "Requesting HA " + (started ? "start" : "stop") + " for " + kind.word() + " " + call.vmid();
        return call.task(task, Integer.toString(call.vmid()), null, new TaskWork(REQUEST, log -> log.accept(what),
                log -> call.cluster().haManagement().request(kind, call.vmid(), started)));
    }
}
