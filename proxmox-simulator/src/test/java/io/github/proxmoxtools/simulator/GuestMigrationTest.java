package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Moving guests to other nodes. */
class GuestMigrationTest {
    @AutoClose
    private final GuestApi api = new GuestApi();

    @Test
    void aGuestMovesWhenItsTaskEnds() throws Exception {
        String upid = api.started("POST", "pve1/qemu/100/migrate", "target", "pve2", "online", "1");
        assertEquals("migrate", api.option("pve1/qemu/100", "lock"));
        assertEquals("OK", api.ended(upid));
        assertEquals("500 Configuration file 'nodes/pve1/qemu-server/100.conf' does not exist",
                api.refusal("GET", "pve1/qemu/100/config"));
        assertFalse(api.map("pve2/qemu/100/config").containsKey("lock"));
        assertTrue(api.state().isRunning(100));
    }

    @Test
    void whatCannotBeIsSaidAtOnce() throws Exception {
        assertEquals("400 Parameter verification failed. {target=target is local node.}",
                api.refusal("POST", "pve1/qemu/100/migrate", "target", "pve1"));
        assertEquals("500 no such cluster node 'pve9'",
                api.refusal("POST", "pve1/qemu/100/migrate", "target", "pve9"));
        assertEquals("500 can't migrate running VM without --online",
                api.refusal("POST", "pve1/qemu/100/migrate", "target", "pve2"));
        assertEquals("500 can't migrate running container without --online or --restart",
                api.refusal("POST", "pve1/lxc/200/migrate", "target", "pve2"));
        assertEquals("500 VM is locked (backup)", api.refusal("POST", "pve2/qemu/107/migrate", "target", "pve1"));
        assertEquals("400 Parameter verification failed. {force=Only root may use this option.}",
                api.refusal("POST", "pve1/qemu/100/migrate", "target", "pve2", "online", "1", "force", "1"));
    }

    @Test
    void localDisksOfARunningMachineMustBeAskedFor() throws Exception {
        api.done("PUT", "pve1/qemu/100/config", "scsi1", "local-lvm:4");
        assertEquals("migration aborted",
                api.exit("POST", "pve1/qemu/100/migrate", "target", "pve2", "online", "1"));
        assertFalse(api.map("pve1/qemu/100/config").containsKey("lock"));
        assertEquals("OK", api.exit("POST", "pve1/qemu/100/migrate", "target", "pve2", "online", "1",
                "with-local-disks", "1"));
        assertEquals(List.of("local-lvm:vm-100-disk-0"), api.volumes("pve2", "local-lvm", 100));
        assertEquals(List.of(), api.volumes("pve1", "local-lvm", 100));
    }

    @Test
    void aRunningContainerIsRestartedOnTheOtherNode() throws Exception {
        assertEquals("migration aborted",
                api.exit("POST", "pve1/lxc/200/migrate", "target", "pve2", "online", "1"));
        assertEquals("OK", api.exit("POST", "pve1/lxc/200/migrate", "target", "pve2", "restart", "1"));
        assertEquals("running", api.map("pve2/lxc/200/status/current").get("status"));
    }

    @Test
    void aNodeThatIsOffTakesNothing() throws Exception {
        api.state().setOnline("pve3", false);
        assertEquals("migration aborted", api.exit("POST", "pve2/qemu/103/migrate", "target", "pve3"));
        assertEquals("db-02", api.option("pve2/qemu/103", "name"));
    }

    @Test
    void thePreconditionsNameNodesAndLocalDisks() throws Exception {
        api.done("PUT", "pve2/qemu/103/config", "scsi1", "local-lvm:4");
        var machine = api.map("pve2/qemu/103/migrate");
        assertEquals(List.of("pve1", "pve3"), machine.get("allowed_nodes"));
        assertTrue(String.valueOf(machine.get("local_disks")).contains("volid=local-lvm:vm-103-disk-0"));
        assertFalse(api.map("pve1/qemu/100/migrate").containsKey("allowed_nodes"));
        assertEquals(List.of("pve1", "pve2"), api.map("pve3/lxc/204/migrate").get("allowed-nodes"));
    }
}
