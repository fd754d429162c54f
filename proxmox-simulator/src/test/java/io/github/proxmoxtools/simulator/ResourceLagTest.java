package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tasks take their real times here, so that nothing but the turned clock lets ten seconds pass. */
@ProxmoxSimulator(taskSpeed = 1)
class ResourceLagTest {
    @Test
    void aStoppedGuestStillRunsInListsOfTheCluster(Simulator simulator) throws Exception {
        RawClient.once(simulator, "POST", "/nodes/pve1/qemu/100/status/stop", "");
        simulator.clock().advance(Duration.ofSeconds(5));
        assertFalse(simulator.tasks().running() > 0);
        assertTrue(current(simulator, 100).contains("\"status\":\"stopped\""));
        assertEquals("running", status(simulator, 100));
        simulator.clock().advance(Duration.ofSeconds(11));
        assertEquals("stopped", status(simulator, 100));
    }

    @Test
    void newGuestsAreListedAtOnceButNobodyKnowsHowTheyAre(Simulator simulator) throws Exception {
        RawClient.once(simulator, "POST", "/nodes/pve1/qemu", "vmid=300&name=new");
        simulator.clock().advance(Duration.ofSeconds(4));
        assertEquals("unknown", status(simulator, 300));
        simulator.clock().advance(Duration.ofSeconds(11));
        assertEquals("stopped", status(simulator, 300));
        RawClient.once(simulator, "DELETE", "/nodes/pve1/qemu/300", "");
        simulator.clock().advance(Duration.ofSeconds(4));
        assertEquals("none", status(simulator, 300));
    }

    @Test
    void whatATestPreparesIsSeenAtOnce(Simulator simulator) throws Exception {
        simulator.state().power(100, false);
        assertEquals("stopped", status(simulator, 100));
    }

    private static String current(Simulator simulator, int vmid) throws Exception {
        return RawClient.once(simulator, "GET", "/nodes/pve1/qemu/" + vmid + "/status/current", "").body();
    }

    private static String status(Simulator simulator, int vmid) throws Exception {
        String rows = RawClient.once(simulator, "GET", "/cluster/resources?type=vm", "").body();
        int row = rows.indexOf("\"id\":\"qemu/" + vmid + "\"");
        if (row < 0) {
            return "none";
        }
        String own = rows.substring(rows.lastIndexOf('{', row), rows.indexOf('}', row));
        return own.replaceFirst(".*\"status\":\"(\\w+)\".*", "$1");
    }
}
