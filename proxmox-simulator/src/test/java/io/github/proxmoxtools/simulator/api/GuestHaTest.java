package io.github.proxmoxtools.simulator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.simulator.state.Access;
import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.DemoSeed;
import io.github.proxmoxtools.simulator.state.HaManagement;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.Task;
import io.github.proxmoxtools.simulator.state.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Guests that HA manages are only asked for. */
class GuestHaTest {
    private final TimeSource clock = new TimeSource();
    private final Cluster cluster = new Cluster("demo", Profile.PVE_9_2, clock, 1,
            Map.of("pve1", "AA", "pve2", "BB", "pve3", "CC"));
    private final List<String> requests = new ArrayList<>();

    GuestHaTest() {
        DemoSeed.fill(cluster, -1);
        cluster.setHaManagement(new HaManagement() {
            @Override
            public boolean manages(Kind kind, int vmid) {
                return true;
            }

            @Override
            public void request(Kind kind, int vmid, boolean started) {
                requests.add(kind + " " + vmid + " " + started);
            }

            @Override
            public void migrate(Kind kind, int vmid, String target) {
                requests.add(kind + " " + vmid + " to " + target);
            }
        });
    }

    @Test
    void startAndStopOnlyAskHa() {
        int stopped = vmid(Kind.QEMU, false);
        int running = vmid(Kind.QEMU, true);
        int container = vmid(Kind.LXC, true);
        assertEquals("hastart: Requesting HA start for VM " + stopped, asked(stopped, Kind.QEMU, "status/start", ""));
        assertEquals("hastop: Requesting HA stop for VM " + running, asked(running, Kind.QEMU, "status/stop", ""));
        assertEquals("hashutdown: Requesting HA stop for VM " + running,
                asked(running, Kind.QEMU, "status/shutdown", ""));
        assertEquals("hastop: Requesting HA stop for CT " + container,
                asked(container, Kind.LXC, "status/shutdown", ""));

        assertEquals(List.of("QEMU " + stopped + " true", "QEMU " + running + " false", "QEMU " + running + " false",
                "LXC " + container + " false"), requests);
        assertTrue(cluster.look(() -> cluster.guests().get(running).runs()));
    }

    @Test
    void aMigrationOnlyAsksHaToo() {
        int stopped = vmid(Kind.QEMU, false);
        String from = cluster.look(() -> cluster.guests().get(stopped).node());
        String to = from.equals("pve1") ? "pve2" : "pve1";
        assertEquals("hamigrate: Requesting HA migrate for VM " + stopped + " to node " + to,
                asked(stopped, Kind.QEMU, "migrate", "target=" + to));
        assertEquals(List.of("QEMU " + stopped + " to " + to), requests);
        assertEquals(from, cluster.look(() -> cluster.guests().get(stopped).node()));
    }

    private int vmid(Kind kind, boolean runs) {
        return cluster.look(() -> cluster.guests().values().stream()
                .filter(guest -> guest.kind() == kind && guest.runs() == runs && !guest.isTemplate()).findFirst()
                .orElseThrow().vmid());
    }

    private String asked(int vmid, Kind kind, String action, String form) {
        String node = cluster.look(() -> cluster.guests().get(vmid).node());
        var router = new Router(cluster, ApiIndex.of("9.2"), Registry.complete(), new Tickets());
        String path = "nodes/" + node + "/" + kind.path() + "/" + vmid + "/" + action;
        Object upid = router.route("POST", Arrays.asList(path.split("/")), Params.ofForm(form),
                new Caller(cluster.access(), Access.ROOT), node).data();
        clock.advance(Duration.ofMinutes(5));
        Task task = cluster.look(() -> cluster.tasks().find(String.valueOf(upid)).orElseThrow());
        return task.upid().type() + ": " + task.log().getFirst();
    }
}
