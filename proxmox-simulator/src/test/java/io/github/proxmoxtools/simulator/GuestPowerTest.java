package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Turning guests on and off. */
class GuestPowerTest {
    @AutoClose
    private final GuestApi api = new GuestApi();

    @Test
    void whatRunsAlreadyIsSaidByTheTaskOrAtOnce() throws Exception {
        assertEquals("VM 100 already running", api.exit("POST", "pve1/qemu/100/status/start"));
        assertEquals("500 CT 200 already running", api.refusal("POST", "pve1/lxc/200/status/start"));
        assertEquals("OK", api.exit("POST", "pve2/qemu/103/status/stop"));
        assertEquals("500 CT 204 not running", api.refusal("POST", "pve3/lxc/204/status/stop"));
        assertEquals("500 CT 204 not running", api.refusal("POST", "pve3/lxc/204/status/shutdown"));
        assertEquals("500 VM 204 not running", api.refusal("POST", "pve3/lxc/204/status/reboot"));
        assertEquals("500 VM 103 not running", api.refusal("POST", "pve2/qemu/103/status/reset"));
        assertEquals("500 VM 103 not running", api.refusal("POST", "pve2/qemu/103/status/suspend"));
        assertEquals("501 Method 'POST /nodes/pve3/lxc/204/status/reset' not implemented",
                api.refusal("POST", "pve3/lxc/204/status/reset"));
    }

    @Test
    void withoutASystemNobodyHearsThePowerButton() throws Exception {
        api.state().system(100, false);
        assertEquals("VM quit/powerdown failed - got timeout",
                api.exit("POST", "pve1/qemu/100/status/shutdown", "timeout", "3"));
        assertTrue(api.state().isRunning(100));
        assertEquals("VM quit/powerdown failed - got timeout",
                api.exit("POST", "pve1/qemu/100/status/reboot", "timeout", "3"));
        assertEquals(List.of("VM still running - terminating now with SIGTERM", "TASK OK"),
                api.log("POST", "pve1/qemu/100/status/shutdown", "timeout", "3", "forceStop", "1"));
        assertFalse(api.state().isRunning(100));
    }

    @Test
    void aPausedMachineIsNotShutDown() throws Exception {
        assertEquals("OK", api.exit("POST", "pve1/qemu/100/status/suspend"));
        assertEquals("paused", api.map("pve1/qemu/100/status/current").get("qmpstatus"));
        assertEquals("running", api.map("pve1/qemu/100/status/current").get("status"));
        assertEquals("500 VM is paused - cannot shutdown", api.refusal("POST", "pve1/qemu/100/status/shutdown"));
        assertEquals("OK", api.exit("POST", "pve1/qemu/100/status/resume"));
        assertEquals("OK", api.exit("POST", "pve1/qemu/100/status/shutdown"));
        assertFalse(api.state().isRunning(100));
    }

    @Test
    void aMachineSleepsOnDisk() throws Exception {
        assertEquals("OK", api.exit("POST", "pve1/qemu/100/status/suspend", "todisk", "1"));
        assertFalse(api.state().isRunning(100));
        assertEquals("suspended", api.option("pve1/qemu/100", "lock"));
        assertEquals(2, api.volumes("pve1", "ceph-vm", 100).size());
        assertEquals("500 VM is locked (suspended)", api.refusal("PUT", "pve1/qemu/100/config", "cores", "1"));

        assertEquals("OK", api.exit("POST", "pve1/qemu/100/status/resume"));
        assertTrue(api.state().isRunning(100));
        assertNull(api.map("pve1/qemu/100/config").get("lock"));
        assertEquals(1, api.volumes("pve1", "ceph-vm", 100).size());
    }

    @Test
    void aContainerGoesOnOnlyFromACheckpoint() throws Exception {
        assertEquals("command 'lxc-checkpoint -n 204 -r --foreground -D /var/lib/vz/dump' failed: exit code 1",
                api.exit("POST", "pve3/lxc/204/status/resume"));
        assertEquals("OK", api.exit("POST", "pve1/lxc/200/status/suspend"));
        assertFalse(api.state().isRunning(200));
        assertEquals("OK", api.exit("POST", "pve1/lxc/200/status/resume"));
        assertTrue(api.state().isRunning(200));
    }

    @Test
    void aStopThatOverrulesEndsTheShutdownThatHangs() throws Exception {
        api.state().system(100, false);
        String shutdown = api.started("POST", "pve1/qemu/100/status/shutdown", "timeout", "600");
        assertEquals("OK", api.exit("POST", "pve1/qemu/100/status/stop", "overrule-shutdown", "1"));
        assertEquals("received interrupt", api.ended(shutdown));
        assertFalse(api.state().isRunning(100));
    }

    @Test
    void skippingLocksIsForRoot() throws Exception {
        assertEquals("400 Parameter verification failed. {skiplock=Only root may use this option.}",
                api.refusal("POST", "pve2/qemu/107/status/start", "skiplock", "1"));
    }

    @Test
    void theStatusTellsWhatTheKindKnows() throws Exception {
        var machine = api.map("pve1/qemu/100/status/current");
        assertEquals(BigInteger.ONE, machine.get("agent"));
        assertTrue(String.valueOf(machine.get("nics")).contains("tap100i0"));
        assertEquals("{managed=0}", String.valueOf(machine.get("ha")));
        assertFalse(api.map("pve2/qemu/103/status/current").containsKey("nics"));
        assertEquals(BigInteger.ONE, api.map("pve1/qemu/900/status/current").get("template"));
        var container = api.map("pve1/lxc/200/status/current");
        assertEquals("lxc", container.get("type"));
        assertFalse(container.containsKey("qmpstatus"));
        assertEquals("running", api.list("pve1/qemu", "full", "1").getFirst().get("qmpstatus"));
        assertFalse(api.list("pve1/qemu").getFirst().containsKey("qmpstatus"));
    }
}
