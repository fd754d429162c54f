package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Replication;
import io.github.proxmoxtools.simulator.state.Section;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replication as the nodes see it: states, logs, runs. */
final class ReplicationHandlers {
    private static final ReplicationArea JOBS = new ReplicationArea();

    private ReplicationHandlers() {}

    static void register(Registry registry) {
        JOBS.register(registry);
        String path = "/nodes/{node}/replication";
        registry.get(path, ReplicationHandlers::list);
        registry.get(path + "/{id}", call -> Directory.of("name", "schedule_now", "log", "status"));
        registry.get(path + "/{id}/status", ReplicationHandlers::status);
        registry.get(path + "/{id}/log", ReplicationHandlers::log);
        registry.post(path + "/{id}/schedule_now", ReplicationHandlers::schedule);
    }

    private static Object list(Call call) {
        return call.cluster().replication().jobs().all().stream().filter(job -> isHere(call, job))
                .filter(job -> JOBS.isVisible(call, job))
                .filter(job -> !call.params().has("guest")
                        || call.params().number("guest", 0) == Replication.vmid(job))
                .map(job -> row(call, job)).toList();
    }

    private static boolean isHere(Call call, Section job) {
        return call.cluster().replication().guest(job).map(Guest::node).filter(call.node()::equals).isPresent();
    }

    private static Object row(Call call, Section job) {
        Replication replication = call.cluster().replication();
        Replication.State state = replication.state(job);
        return JOBS.row(call, job).withAny("vmtype", replication.guest(job).map(guest -> guest.kind().path()))
                .with("last_sync", state.lastSync()).with("last_try", state.lastTry())
                .with("fail_count", state.failures()).with("next_sync", replication.next(job))
                .withAny("duration", state.duration()).withAny("error", state.error()).withAny("pid", state.pid())
                .fields();
    }

    private static Object status(Call call) {
        Section job = require(call);
        if (!isHere(call, job)) {
            throw missing(call);
        }
        call.caller().need("/vms/" + Replication.vmid(job), "VM.Audit");
        return row(call, job);
    }

    private static Object log(Call call) {
        Section job = require(call);
        if (!call.caller().holds("/nodes/" + call.node(), "Sys.Audit")) {
            call.caller().need("/vms/" + Replication.vmid(job), "VM.Audit");
        }
        List<String> lines = call.cluster().replication().state(job).log();
        return Pages.of(lines.isEmpty() || !isHere(call, job)
                ? List.of("unable to open file - No such file or directory")
                : lines, call.params());
    }

    private static @Nullable Object schedule(Call call) {
        Section job = require(call);
        if (!call.cluster().profile().isBefore(9)) {
            call.caller().need("/vms/" + Replication.vmid(job), "VM.Replicate");
        }
        call.cluster().replication().runSoon(job);
        return null;
    }

    private static Section require(Call call) {
        return Optional.of(call.params().get("id")).flatMap(call.cluster().replication().jobs()::find)
                .orElseThrow(() -> missing(call));
    }

    private static ApiError missing(Call call) {
        return ApiError.died("no such replication job '" + call.params().get("id") + "'");
    }
}
