package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Creating, cloning, restoring and destroying guests. */
class GuestLifeTest {
    private static final String TEMPLATE = "nfs-backup:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst";

    @AutoClose
    private final GuestApi api = new GuestApi();

    @Test
    void aNewMachineIsOnlyALockUntilItsTaskIsOver() throws Exception {
        String upid = api.started("POST", "pve1/qemu", "vmid", "300", "scsi0", "ceph-vm:8", "ide2", "none,media=cdrom",
                "net0", "virtio,bridge=vmbr0");
        assertEquals("create", api.option("pve1/qemu/300", "lock"));
        assertNull(api.map("pve1/qemu/300/config").get("scsi0"));

        assertEquals("OK", api.ended(upid));
        assertNull(api.map("pve1/qemu/300/config").get("lock"));
        assertEquals("order=scsi0;ide2;net0", api.option("pve1/qemu/300", "boot"));
        assertEquals(List.of("ceph-vm:vm-300-disk-0"), api.volumes("pve1", "ceph-vm", 300));
    }

    @Test
    void aCreationThatFailsLeavesNothing() throws Exception {
        api.tasks().nextFails("qmcreate", "out of space");
        assertEquals("out of space", api.exit("POST", "pve1/qemu", "vmid", "300", "scsi0", "ceph-vm:8"));
        assertEquals("500 Configuration file 'nodes/pve1/qemu-server/300.conf' does not exist",
                api.refusal("GET", "pve1/qemu/300/config"));
        assertEquals("unable to create VM 300 - volume ceph-vm:vm-1-disk-7 does not exist",
                api.exit("POST", "pve1/qemu", "vmid", "300", "scsi0", "ceph-vm:8", "scsi1", "ceph-vm:vm-1-disk-7"));
        assertEquals(List.of(), api.volumes("pve1", "ceph-vm", 300));
    }

    @Test
    void aTakenNumberIsSaidInTheWordsOfEachKind() throws Exception {
        assertEquals("500 unable to create VM 200 - CT 200 already exists on node 'pve1'",
                api.refusal("POST", "pve2/qemu", "vmid", "200"));
        assertEquals("500 VM 100 already exists on node 'pve1'",
                api.refusal("POST", "pve2/lxc", "vmid", "100", "ostemplate", TEMPLATE));
        assertEquals("500 unable to restore VM 100 - VM 100 already exists on node 'pve1'",
                api.refusal("POST", "pve1/qemu", "vmid", "100", "archive", "nfs-backup:backup/x.vma.zst"));
    }

    @Test
    void aContainerGetsItsDefaultsAndStartsInATaskOfItsOwn() throws Exception {
        assertEquals("OK", api.exit("POST", "pve1/lxc", "vmid", "300", "ostemplate", TEMPLATE, "storage", "ceph-vm",
                "start", "1", "pool", "development"));
        api.pass(Duration.ofMinutes(1));
        Map<String, Object> config = api.map("pve1/lxc/300/config");
        assertEquals("CT300", config.get("hostname"));
        assertEquals("ceph-vm:vm-300-disk-0,size=4G", config.get("rootfs"));
        assertEquals(BigInteger.valueOf(512), config.get("swap"));
        assertTrue(api.state().isRunning(300));
        assertEquals("vzstart", api.list("pve1/tasks").getFirst().get("type"));
        assertEquals("400 Parameter verification failed. "
                + "{storage=storage 'local' does not support container directories}",
                api.refusal("POST", "pve1/lxc", "vmid", "301", "ostemplate", TEMPLATE));
    }

    @Test
    void aWholeCloneHasDisksAndAddressesOfItsOwn() throws Exception {
        String upid = api.started("POST", "pve2/qemu/103/clone", "newid", "300", "storage", "local-lvm");
        assertEquals("clone", api.option("pve2/qemu/300", "lock"));
        assertEquals("OK", api.ended(upid));

        assertEquals("Copy-of-VM-db-02", api.option("pve2/qemu/300", "name"));
        assertEquals(List.of("local-lvm:vm-300-disk-0"), api.volumes("pve2", "local-lvm", 300));
        assertNotEquals(api.option("pve2/qemu/103", "net0"), api.option("pve2/qemu/300", "net0"));
        assertNotEquals(api.option("pve2/qemu/103", "smbios1"), api.option("pve2/qemu/300", "smbios1"));
        assertNull(api.map("pve2/qemu/103/config").get("lock"));
    }

    @Test
    void onlyTemplatesHaveLinkedClones() throws Exception {
        assertEquals("500 Linked clone feature is not supported for 'ceph-vm:vm-103-disk-0' (scsi0)",
                api.refusal("POST", "pve2/qemu/103/clone", "newid", "300", "full", "0"));
        try (var old = new GuestApi("8.4")) {
            assertEquals("500 Linked clone feature is not supported for drive 'scsi0'",
                    old.refusal("POST", "pve2/qemu/103/clone", "newid", "300", "full", "0"));
        }
        assertEquals("500 Linked clone feature for 'ceph-vm:vm-204-disk-0' is not available",
                api.refusal("POST", "pve3/lxc/204/clone", "newid", "300", "full", "0"));
        assertEquals("500 Cannot do full clones on a running container without snapshots",
                api.refusal("POST", "pve1/lxc/200/clone", "newid", "300"));

        assertEquals("OK", api.exit("POST", "pve1/qemu/900/clone", "newid", "300", "name", "linked"));
        assertEquals("ceph-vm:base-900-disk-0/vm-300-disk-0,discard=on,iothread=1,size=8G",
                api.option("pve1/qemu/300", "scsi0"));
        assertEquals("base volume 'ceph-vm:base-900-disk-0' is still in use by linked cloned",
                api.exit("DELETE", "pve1/qemu/900"));
        assertEquals("OK", api.exit("DELETE", "pve1/qemu/300"));
        assertEquals("OK", api.exit("DELETE", "pve1/qemu/900"));
    }

    @Test
    void aCloneGoesToAnotherNodeOnlyOnSharedStorage() throws Exception {
        assertEquals("500 can't clone to non-shared storage 'local-lvm'", api.refusal("POST", "pve2/qemu/103/clone",
                "newid", "300", "storage", "local-lvm", "target", "pve1"));
        assertEquals("OK", api.exit("POST", "pve2/qemu/103/clone", "newid", "300", "target", "pve1"));
        assertEquals("Copy-of-VM-db-02", api.option("pve1/qemu/300", "name"));
        assertEquals("500 unable to create VM 300: config file already exists",
                api.refusal("POST", "pve2/qemu/103/clone", "newid", "300"));
        assertEquals("500 no such cluster node 'pve9'",
                api.refusal("POST", "pve2/qemu/103/clone", "newid", "301", "target", "pve9"));
    }

    @Test
    void aCloneOfASnapshotHasItsConfiguration() throws Exception {
        api.done("PUT", "pve1/qemu/102/config", "name", "renamed-since", "onboot", "0");
        assertEquals("OK", api.exit("POST", "pve1/qemu/102/clone", "newid", "300", "snapname", "before-upgrade"));
        assertEquals("1", api.option("pve1/qemu/300", "onboot"));
        assertEquals("500 snapshot 'nope' does not exist",
                api.refusal("POST", "pve1/qemu/102/clone", "newid", "301", "snapname", "nope"));
    }

    @Test
    void aTemplatesDisksAreRenamedAndItDoesNotStart() throws Exception {
        assertEquals("500 unable to create template, because VM contains snapshots",
                api.refusal("POST", "pve1/qemu/102/template"));
        assertEquals("500 you can't convert a VM to template if VM is running",
                api.refusal("POST", "pve1/qemu/100/template"));
        assertEquals("OK", api.exit("POST", "pve2/qemu/103/template"));
        assertTrue(api.option("pve2/qemu/103", "scsi0").startsWith("ceph-vm:base-103-disk-0,"));
        assertEquals("you can't start a vm if it's a template", api.exit("POST", "pve2/qemu/103/status/start"));
        assertEquals("500 you can't convert a template to a template", api.refusal("POST", "pve2/qemu/103/template"));
    }

    @Test
    void aContainersConversionIsATaskThatNobodyIsTold() throws Exception {
        assertNull(api.done("POST", "pve3/lxc/204/template"));
        assertFalse(api.map("pve3/lxc/204/config").containsKey("template"), "it still goes on");
        api.pass(Duration.ofMinutes(1));
        assertEquals("1", api.option("pve3/lxc/204", "template"));
        assertTrue(api.option("pve3/lxc/204", "rootfs").startsWith("ceph-vm:base-204-disk-0"));
        assertEquals("vztemplate", api.list("pve3/tasks").getFirst().get("type"));
    }

    @Test
    void aGuestIsNotDestroyedWhileItRunsIsProtectedOrIsLocked() throws Exception {
        assertEquals("500 VM 100 is running - destroy failed", api.refusal("DELETE", "pve1/qemu/100"));
        assertEquals("500 unable to destroy CT 200 - container is running", api.refusal("DELETE", "pve1/lxc/200"));
        assertEquals("VM is locked (backup)", api.exit("DELETE", "pve2/qemu/107"));
        api.state().lock(204, "backup");
        assertEquals("500 CT is locked (backup)", api.refusal("DELETE", "pve3/lxc/204"));
        api.done("PUT", "pve2/qemu/103/config", "protection", "1");
        assertEquals("500 can't remove VM 103 - protection mode enabled", api.refusal("DELETE", "pve2/qemu/103"));
    }

    @Test
    void destroyingTakesDisksSnapshotsAndPoolMembershipAlong() throws Exception {
        assertEquals("OK", api.exit("DELETE", "pve1/lxc/200", "force", "1"));
        api.done("PUT", "pve2/qemu/103/config", "delete", "scsi0");
        assertEquals(List.of("purging VM 103 from related configurations..", "TASK OK"),
                api.log("DELETE", "pve2/qemu/103", "purge", "1"));
        assertEquals(List.of(), api.volumes("pve1", "ceph-vm", 200));
        assertEquals(List.of(), api.volumes("pve1", "ceph-vm", 103));
    }

    @Test
    void aBackupIsRestoredOverAStoppedGuestOnlyWhenForced() throws Exception {
        assertEquals("OK", api.exit("POST", "pve2/vzdump", "vmid", "103", "storage", "nfs-backup", "mode", "stop"));
        String archive = api.list("pve2/storage/nfs-backup/content", "content", "backup").stream()
                .map(row -> String.valueOf(row.get("volid"))).filter(volid -> volid.contains("-103-")).findFirst()
                .orElseThrow();
        api.done("PUT", "pve2/qemu/103/config", "name", "changed");

        assertEquals("OK", api.exit("POST", "pve2/qemu", "vmid", "300", "archive", archive, "unique", "1"));
        assertEquals("db-02", api.option("pve2/qemu/300", "name"));
        assertNotEquals(api.option("pve2/qemu/103", "net0"), api.option("pve2/qemu/300", "net0"));

        assertEquals("OK", api.exit("POST", "pve2/qemu", "vmid", "103", "archive", archive, "force", "1"));
        assertEquals("db-02", api.option("pve2/qemu/103", "name"));
        api.state().power(103, true);
        assertEquals("unable to restore VM 103 - vm is running",
                api.exit("POST", "pve2/qemu", "vmid", "103", "archive", archive, "force", "1"));
        assertFalse(api.map("pve2/qemu/103/config").containsKey("lock"));
    }

    @Test
    void nothingIsRestoredFromWhatIsNotThere() throws Exception {
        assertEquals("volume 'nfs-backup:backup/vzdump-lxc-9-2026_01_01-00_00_00.tar.zst' does not exist",
                api.exit("POST", "pve1/lxc", "vmid", "300", "restore", "1", "storage", "ceph-vm", "ostemplate",
                        "nfs-backup:backup/vzdump-lxc-9-2026_01_01-00_00_00.tar.zst"));
        assertEquals("500 Configuration file 'nodes/pve1/lxc/300.conf' does not exist",
                api.refusal("GET", "pve1/lxc/300/config"));
    }
}
