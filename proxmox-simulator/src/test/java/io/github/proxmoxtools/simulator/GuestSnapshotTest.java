package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Snapshots of both kinds of guests. */
class GuestSnapshotTest {
    @AutoClose
    private final GuestApi api = new GuestApi();

    @Test
    void aSnapshotWithMemoryLetsTheMachineGoOnWhereItWas() throws Exception {
        assertEquals("OK", api.exit("POST", "pve1/qemu/100/snapshot", "snapname", "warm", "vmstate", "1"));
        assertEquals(BigInteger.ONE, api.list("pve1/qemu/100/snapshot").getFirst().get("vmstate"));
        assertEquals(2, api.volumes("pve1", "ceph-vm", 100).size());
        assertEquals("OK", api.exit("POST", "pve1/qemu/100/status/stop"));
        assertEquals("OK", api.exit("POST", "pve1/qemu/100/snapshot/warm/rollback"));
        assertTrue(api.state().isRunning(100));
        assertEquals("OK", api.exit("DELETE", "pve1/qemu/100/snapshot/warm"));
        assertEquals(1, api.volumes("pve1", "ceph-vm", 100).size());
    }

    @Test
    void aRollbackWithoutMemoryEndsStoppedUnlessStarted() throws Exception {
        assertEquals("OK", api.exit("POST", "pve1/lxc/200/snapshot", "snapname", "s1", "description", "cold"));
        api.done("PUT", "pve1/lxc/200/config", "memory", "2048");
        assertEquals("OK", api.exit("POST", "pve1/lxc/200/snapshot/s1/rollback"));
        assertFalse(api.state().isRunning(200));
        assertEquals("512", api.option("pve1/lxc/200", "memory"));
        assertEquals("OK", api.exit("POST", "pve1/lxc/200/snapshot/s1/rollback", "start", "1"));
        api.pass(Duration.ofMinutes(1));
        assertTrue(api.state().isRunning(200));
        assertEquals("s1", api.list("pve1/lxc/200/snapshot").getLast().get("parent"));
    }

    @Test
    void theGuestIsLockedMeanwhile() throws Exception {
        String upid = api.started("POST", "pve1/qemu/100/snapshot", "snapname", "s1");
        assertEquals("snapshot", api.option("pve1/qemu/100", "lock"));
        assertEquals("OK", api.ended(upid));
        assertEquals("null", api.option("pve1/qemu/100", "lock"));
        api.tasks().nextFails("qmdelsnapshot", "rbd error");
        assertEquals("rbd error", api.exit("DELETE", "pve1/qemu/100/snapshot/s1"));
        assertEquals("null", api.option("pve1/qemu/100", "lock"));
        assertEquals(2, api.list("pve1/qemu/100/snapshot").size());
    }

    @Test
    void whatIsWrongIsSaidByTheTask() throws Exception {
        assertEquals("500 unable to use snapshot name 'current' (reserved name)",
                api.refusal("POST", "pve1/qemu/100/snapshot", "snapname", "current"));
        assertEquals("snapshot 'nope' does not exist", api.exit("DELETE", "pve1/qemu/100/snapshot/nope"));
        assertEquals("snapshot 'nope' does not exist", api.exit("POST", "pve1/lxc/200/snapshot/nope/rollback"));
        assertEquals("snapshot name 'before-upgrade' already used",
                api.exit("POST", "pve1/qemu/102/snapshot", "snapname", "before-upgrade"));
        assertEquals("VM is locked (backup)", api.exit("POST", "pve2/qemu/107/snapshot", "snapname", "s1"));
        assertEquals("500 snapshot 'nope' does not exist",
                api.refusal("GET", "pve1/qemu/100/config", "snapshot", "nope"));
    }

    @Test
    void aSnapshotsTextCanBeReadAndChanged() throws Exception {
        assertEquals("Before the upgrade to 17",
                api.map("pve1/qemu/102/snapshot/before-upgrade/config").get("description"));
        api.done("PUT", "pve1/qemu/102/snapshot/before-upgrade/config", "description", "old");
        assertEquals("old", api.map("pve1/qemu/102/config", "snapshot", "before-upgrade").get("description"));
        assertEquals(List.of("before-upgrade", "after-upgrade", "current"),
                api.list("pve1/qemu/102/snapshot").stream().map(row -> row.get("name")).toList());
    }
}
