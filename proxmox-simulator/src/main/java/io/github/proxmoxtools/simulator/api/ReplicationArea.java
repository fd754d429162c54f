package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Replication;
import io.github.proxmoxtools.simulator.state.Section;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs that copy guests to other nodes. */
final class ReplicationArea extends SectionArea {
    ReplicationArea() {
        super("/cluster/replication", "id", "replication.cfg");
    }

    @Override
    boolean isVisible(Call call, Section job) {
        return call.caller().holds("/vms/" + Replication.vmid(job), "VM.Audit");
    }

    @Override
    Row row(Call call, Section job) {
        return new Row().with("id", job.id()).with("type", job.type()).with("guest", Replication.vmid(job))
                .with("jobnum", Integer.parseInt(job.id().substring(job.id().indexOf('-') + 1)))
                .withAll(job.options());
    }

    @Override
    Row single(Call call, Section job) {
        call.caller().need("/vms/" + Replication.vmid(job), "VM.Audit");
        return row(call, job).with("digest", file(call).digest());
    }

    @Override
    ApiError missing(Action action, String id) {
        return ApiError.died("no such " + (action == Action.READ ? "replication " : "") + "job '" + id + "'");
    }

    @Override
    ApiError duplicate(String id) {
        return ApiError.died("replication job '" + id + "' already exists");
    }

    @Override
    void verify(Call call, Action action) {
        Schedules.verify(call);
        int vmid = Integer.parseInt(id(call).substring(0, id(call).indexOf('-')));
        if (action != Action.READ && !call.cluster().profile().isBefore(9)) {
            call.caller().need("/vms/" + vmid, "VM.Replicate");
        }
        if (action == Action.CREATE) {
            requireWay(call, vmid);
        }
    }

    private static void requireWay(Call call, int vmid) {
        Guest guest = Optional.ofNullable(call.cluster().guests().get(vmid))
                .orElseThrow(() -> ApiError.died("Guest '" + vmid + "' does not exist."));
        String target = call.params().get("target");
        // A standalone node has no members, not even itself.
        if (call.cluster().nodes().size() == 1 || call.cluster().node(target).isEmpty()) {
            throw ApiError.died("Target '" + target + "' does not exist.");
        }
        if (target.equals(guest.node())) {
            throw ApiError.died("unable to sync to local node");
        }
        if (call.params().find("source").filter(source -> !source.equals(guest.node())).isPresent()) {
            throw ApiError.died("Source '" + call.params().get("source") + "' does not match current node of guest '"
                    + vmid + "' (" + guest.node() + ")");
        }
        if (Replication.volumes(guest).isEmpty()) {
            throw ApiError.died("No replicatable volumes found");
        }
    }

    @Override
    void check(Call call, Section job, Action action) {
        if (action == Action.CREATE) {
            boolean isTaken = file(call).all().stream()
                    .anyMatch(other -> Replication.vmid(other) == Replication.vmid(job)
                            && other.text("target").equals(job.text("target")));
            if (isTaken) {
                throw ApiError.died("replication job for guest '" + Replication.vmid(job) + "' to target '"
                        + job.text("target").orElse("") + "' already exists");
            }
            call.cluster().replication().guest(job).ifPresent(guest -> job.options().put("source", guest.node()));
        }
    }

    @Override
    void kept(Call call, Section job) {
        call.cluster().replication().watch(job.id());
    }

    /** Without force the job is only marked: the next run cleans up, and then it is gone. */
    @Override
    @Nullable
    Object delete(Call call) {
        verify(call, Action.DELETE);
        if (call.params().flag("force")) {
            if (call.params().flag("keep")) {
                throw ApiError.parameter("keep", "conflicts with parameter 'force'");
            }
            file(call).remove(id(call));
            return null;
        }
        Section job = require(call, Action.DELETE);
        job.options().put("remove_job", call.params().flag("keep") ? "local" : "full");
        call.cluster().replication().watch(job.id());
        return null;
    }
}
