package io.github.proxmoxtools.simulator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the cluster's settings keep of a guest, and forget when it is purged. */
final class Leavings {
    private final Cluster cluster;

    private Leavings(Cluster cluster) {
        this.cluster = cluster;
    }

    static void watch(Cluster cluster) {
        var leavings = new Leavings(cluster);
        cluster.departures().objectBy(leavings::objection);
        cluster.departures().purgeBy(leavings::purge);
    }

    private List<Section> replications(Guest guest) {
        return cluster.replication().jobs().all().stream().filter(job -> Replication.vmid(job) == guest.vmid())
                .toList();
    }

    private Optional<String> objection(Guest guest) {
        return replications(guest).isEmpty()
                ? Optional.empty()
                : Optional.of("unable to remove " + guest.kind().word() + " " + guest.vmid()
                        + " - used in replication jobs and purge parameter not set.");
    }

    private List<String> purge(Guest guest) {
        List<String> log = new ArrayList<>();
        String sid = HighAvailability.sid(guest.kind(), guest.vmid());
        SectionFile resources = cluster.settings().file("ha/resources.cfg");
        if (resources.find(sid).isPresent()) {
            resources.remove(sid);
            cluster.highAvailability().removeFromRules(sid);
            cluster.highAvailability().awake();
            log.add("removing " + guest.kind().word() + " " + guest.vmid() + " from HA resources");
        }
        replications(guest).forEach(job -> cluster.replication().jobs().remove(job.id()));
        cluster.settings().file("jobs.cfg").all().forEach(job -> leave(job, "vmid", guest));
        cluster.settings().file("jobs.cfg").all().forEach(job -> leave(job, "exclude", guest));
        return log;
    }

    /** A backup job that is left without any guest goes too. */
    private void leave(Section job, String list, Guest guest) {
        String vmid = Integer.toString(guest.vmid());
        if (!job.list(list).contains(vmid)) {
            return;
        }
        String left = String.join(",", job.list(list).stream().filter(other -> !other.equals(vmid)).toList());
        if (!left.isEmpty()) {
            job.options().put(list, left);
        } else if (list.equals("vmid")) {
            cluster.settings().file("jobs.cfg").remove(job.id());
        } else {
            job.options().remove(list);
        }
    }
}
