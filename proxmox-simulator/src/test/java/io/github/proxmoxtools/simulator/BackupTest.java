package io.github.proxmoxtools.simulator;

import static io.github.proxmoxtools.simulator.Api.encoded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ProxmoxSimulator(taskSpeed = 1)
class BackupTest {
    private static final String VZDUMP = "/nodes/pve1/vzdump";
    private static final String CONTENT = "/nodes/pve1/storage/nfs-backup/content?content=backup";

    @Test
    void aGuestIsLockedWhileItIsBackedUp(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        String upid = String.valueOf(api.data("POST", VZDUMP, "vmid=100&storage=nfs-backup&compress=zstd"));
        assertTrue(upid.contains(":vzdump:100:"), upid);
        assertEquals("backup", api.map("/nodes/pve1/qemu/100/config").get("lock"));
        assertTrue(api.list(CONTENT).isEmpty());
        simulator.clock().advance(Duration.ofMinutes(10));
        assertEquals("OK", api.exitStatus(upid));
        assertFalse(api.map("/nodes/pve1/qemu/100/config").containsKey("lock"));
        Map<String, Object> backup = api.list(CONTENT).getFirst();
        assertTrue(String.valueOf(backup.get("volid"))
                .matches("nfs-backup:backup/vzdump-qemu-100-\\d{4}(_\\d\\d){2}-\\d\\d(_\\d\\d){2}\\.vma\\.zst"));
        assertEquals("vma.zst", backup.get("format"));
        assertEquals(BigInteger.valueOf(100), backup.get("vmid"));
        List<String> log = api.log(upid);
        assertEquals("INFO: starting new backup job: vzdump 100 --storage nfs-backup --compress zstd --node pve1",
                log.getFirst());
        assertTrue(log.containsAll(List.of("INFO: Starting Backup of VM 100 (qemu)", "INFO: status = running",
                "INFO: VM Name: web-01", "INFO: include disk 'scsi0' 'ceph-vm:vm-100-disk-0' 32G",
                "INFO: backup mode: snapshot", "INFO: prune older backups with retention: keep-last=3, keep-weekly=2",
                "INFO: pruned 0 backup(s)", "INFO: Backup job finished successfully")), log.toString());
    }

    @Test
    void aBackupHoldsTheConfiguration(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        api.finish("POST", VZDUMP, "vmid=100&storage=nfs-backup");
        api.data("PUT", "/nodes/pve1/qemu/100/config", "name=renamed");
        String volid = String.valueOf(api.list(CONTENT).getFirst().get("volid"));
        String config = String.valueOf(api.data("GET", VZDUMP + "/extractconfig?volume=" + encoded(volid), ""));
        assertTrue(config.contains("\nname: web-01\n"), config);
        assertTrue(config.contains("#qmdump#map:scsi0:drive-scsi0:ceph-vm:raw:\n"), config);
        assertFalse(config.contains("lock"), config);
        assertEquals("500 volume 'nfs-backup:backup/vzdump-qemu-100-2020_01_01-00_00_00.vma' does not exist",
                api.refusal("GET", VZDUMP + "/extractconfig?volume="
                        + encoded("nfs-backup:backup/vzdump-qemu-100-2020_01_01-00_00_00.vma"), ""));
    }

    @Test
    void severalGuestsFollowEachOtherAndOneFailureFailsTheJob(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        String upid = String.valueOf(api.data("POST", VZDUMP, "vmid=100%2C102%2C999&storage=nfs-backup"));
        assertTrue(upid.contains(":vzdump::"), upid);
        assertFalse(api.map("/nodes/pve1/qemu/102/config").containsKey("lock"));
        simulator.clock().advance(Duration.ofSeconds(40));
        assertEquals("backup", api.map("/nodes/pve1/qemu/102/config").get("lock"));
        assertEquals(1, api.list(CONTENT).size());
        simulator.clock().advance(Duration.ofMinutes(10));
        assertEquals("job errors", api.exitStatus(upid));
        assertEquals(2, api.list(CONTENT).size());
        assertTrue(api.log(upid).contains("ERROR: Backup of VM 999 failed - unable to find VM '999'"));
        assertEquals("TASK ERROR: job errors", api.log(upid).getLast());
    }

    @Test
    void whatCannotWorkFailsInTheTask(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        simulator.state().lock(100, "snapshot");
        String locked = String.valueOf(api.data("POST", VZDUMP, "vmid=100&storage=nfs-backup"));
        simulator.clock().advance(Duration.ofMinutes(10));
        assertTrue(api.log(locked).contains("ERROR: Backup of VM 100 failed - VM is locked (snapshot)"));
        assertEquals("snapshot", api.map("/nodes/pve1/qemu/100/config").get("lock"));
        assertEquals(
                "could not get storage information for 'ceph-vm': "
                        + "can't use storage 'ceph-vm' for backups - wrong content type",
                api.finish("POST", VZDUMP, "vmid=102&storage=ceph-vm"));
        assertTrue(api.finish("POST", VZDUMP, "vmid=102&storage=nowhere")
                .startsWith("could not activate storage 'nowhere': storage 'nowhere' does not exist"));
        assertEquals("property is missing", api.errors("POST", VZDUMP, "").get("vmid"));
        assertEquals("option conflicts with option 'vmid'", api.errors("POST", VZDUMP, "vmid=100&all=1").get("all"));
        assertEquals("OK", api.data("POST", VZDUMP, "vmid=101&storage=nfs-backup"));
    }

    @Test
    void anInterruptedBackupLeavesNoLockBehind(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        String upid = String.valueOf(api.data("POST", VZDUMP, "vmid=100&storage=nfs-backup&mode=stop"));
        assertFalse(simulator.state().isRunning(100));
        api.data("DELETE", "/nodes/pve1/tasks/" + encoded(upid), "");
        assertEquals("interrupted by signal", api.exitStatus(upid));
        assertFalse(api.map("/nodes/pve1/qemu/100/config").containsKey("lock"));
        assertTrue(simulator.state().isRunning(100));
        simulator.clock().advance(Duration.ofMinutes(10));
        assertTrue(api.list(CONTENT).isEmpty());
    }

    @Test
    void oneBackupOfANodeWaitsForTheOther(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        String first = String.valueOf(api.data("POST", VZDUMP, "vmid=100&storage=nfs-backup"));
        String second = String.valueOf(api.data("POST", VZDUMP, "vmid=102&storage=nfs-backup"));
        assertEquals(List.of("INFO: trying to get global lock - waiting..."), api.log(second));
        api.data("DELETE", "/nodes/pve1/tasks/" + encoded(first), "");
        assertEquals("INFO: got global lock", api.log(second).get(1));
        simulator.clock().advance(Duration.ofMinutes(10));
        assertEquals("OK", api.exitStatus(second));
    }

    @Test
    void notesAreFilledInAndBackupsProtected(Simulator simulator) throws Exception {
        var api = new Api(simulator);
        api.finish("POST", VZDUMP, "vmid=100&storage=nfs-backup&protected=1&notes-template="
                + encoded("{{guestname}} of {{node}}, {{vmid}}\\nby hand"));
        Map<String, Object> backup = api.list(CONTENT).getFirst();
        assertEquals("web-01 of pve1, 100", backup.get("notes"));
        assertEquals(BigInteger.ONE, backup.get("protected"));
    }

    @Test
    void onlyThoseWhoMayBackUp(Simulator simulator) throws Exception {
        var api = new Api(simulator).as("eve@pve", Map.of("/vms/100", "PVEVMUser"));
        assertEquals("403 Permission check failed (/storage/nfs-backup, Datastore.AllocateSpace)",
                api.refusal("POST", VZDUMP, "vmid=100&storage=nfs-backup"));
        simulator.state().grant("/storage", "eve@pve", "PVEDatastoreUser");
        assertEquals("403 Permission check failed (/vms/102, VM.Backup)",
                new Api(simulator).exitStatus(String.valueOf(
                        api.data("POST", VZDUMP, "vmid=102&storage=nfs-backup"))));
        assertEquals("Only root may set this option.",
                api.errors("POST", VZDUMP, "vmid=100&script=%2Fx").get("script"));
    }

    @Test
    void theDefaultsDependOnTheVersion() throws Exception {
        try (Simulator old = Simulator.builder().profile("7.4").start();
                Simulator recent = Simulator.builder().profile("9.2").start()) {
            assertFalse(new Api(old).map(VZDUMP + "/defaults").containsKey("fleecing"));
            Map<?, ?> defaults = new Api(recent).map(VZDUMP + "/defaults?storage=nfs-backup");
            assertEquals(Map.of("enabled", BigInteger.ZERO), defaults.get("fleecing"));
            assertEquals("/mnt/pve/nfs-backup/dump", defaults.get("dumpdir"));
            assertEquals("keep-last=3,keep-weekly=2", defaults.get("prune-backups"));
        }
    }
}
