package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Enlarging and moving the disks of guests. */
class GuestDiskTest {
    @AutoClose
    private final GuestApi api = new GuestApi();

    @Test
    void aDiskGrowsAndNeverShrinks() throws Exception {
        assertEquals(List.of("Resizing image: 100% complete...done.", "TASK OK"),
                api.log("PUT", "pve1/qemu/100/resize", "disk", "scsi0", "size", "+10G"));
        assertEquals("ceph-vm:vm-100-disk-0,discard=on,iothread=1,size=42G", api.option("pve1/qemu/100", "scsi0"));
        assertEquals("shrinking disks is not supported",
                api.exit("PUT", "pve1/qemu/100/resize", "disk", "scsi0", "size", "1G"));
        assertEquals("disk 'scsi9' does not exist",
                api.exit("PUT", "pve1/qemu/100/resize", "disk", "scsi9", "size", "+1G"));
        assertEquals("VM is locked (backup)",
                api.exit("PUT", "pve2/qemu/107/resize", "disk", "scsi0", "size", "+1G"));
    }

    @Test
    void theSeventhSeriesGrowsDisksAtOnce() throws Exception {
        try (var old = new GuestApi("7.4")) {
            assertNull(old.done("PUT", "pve1/qemu/100/resize", "disk", "scsi0", "size", "+10G"));
            assertTrue(old.option("pve1/qemu/100", "scsi0").endsWith("size=42G"));
            assertEquals("500 shrinking disks is not supported",
                    old.refusal("PUT", "pve1/qemu/100/resize", "disk", "scsi0", "size", "1G"));
        }
    }

    @Test
    void aContainersDiskGrowsInATaskButIsRefusedAtOnce() throws Exception {
        assertEquals("OK", api.exit("PUT", "pve1/lxc/200/resize", "disk", "rootfs", "size", "+4G"));
        assertEquals("ceph-vm:vm-200-disk-0,size=8G", api.option("pve1/lxc/200", "rootfs"));
        assertEquals("500 unable to shrink disk size",
                api.refusal("PUT", "pve1/lxc/200/resize", "disk", "rootfs", "size", "1G"));
    }

    @Test
    void aMovedDiskLeavesItsSourceUnusedOrNothing() throws Exception {
        assertEquals("OK", api.exit("POST", "pve2/qemu/103/move_disk", "disk", "scsi0", "storage", "local-lvm"));
        assertTrue(api.option("pve2/qemu/103", "scsi0").startsWith("local-lvm:vm-103-disk-0,"));
        assertEquals("ceph-vm:vm-103-disk-0", api.option("pve2/qemu/103", "unused0"));
        assertEquals("OK", api.exit("POST", "pve2/qemu/103/move_disk", "disk", "scsi0", "storage", "ceph-vm", "delete",
                "1"));
        assertEquals(List.of(), api.volumes("pve2", "local-lvm", 103));
        assertEquals("500 you can't move to the same storage with same format",
                api.refusal("POST", "pve2/qemu/103/move_disk", "disk", "scsi0", "storage", "ceph-vm"));
        assertEquals("500 disk 'scsi9' does not exist",
                api.refusal("POST", "pve2/qemu/103/move_disk", "disk", "scsi9", "storage", "local-lvm"));
        assertEquals("500 you can't move a disk with snapshots and delete the source", api.refusal("POST",
                "pve1/qemu/102/move_disk", "disk", "scsi0", "storage", "local-lvm", "delete", "1"));
    }

    @Test
    void aVolumeOfARunningContainerStays() throws Exception {
        assertEquals("500 cannot move volumes of a running container",
                api.refusal("POST", "pve1/lxc/200/move_volume", "volume", "rootfs", "storage", "local-lvm"));
        assertEquals("OK", api.exit("POST", "pve3/lxc/204/move_volume", "volume", "rootfs", "storage", "local-lvm",
                "delete", "1"));
        assertEquals("local-lvm:vm-204-disk-0,size=16G", api.option("pve3/lxc/204", "rootfs"));
        assertNull(api.map("pve3/lxc/204/config").get("lock"));
    }

    @Test
    void aDiskIsHandedToAnotherGuestOfTheNode() throws Exception {
        api.done("PUT", "pve2/qemu/103/config", "scsi1", "local-lvm:4");
        assertEquals("500 Both VMs need to be on the same node (pve2) but target VM is on pve1.", api.refusal("POST",
                "pve2/qemu/103/move_disk", "disk", "scsi1", "target-vmid", "102", "target-disk", "scsi1"));
        api.state().unlock(107);
        String upid = api.started("POST", "pve2/qemu/103/move_disk", "disk", "scsi1", "target-vmid", "107",
                "target-disk", "scsi3");
        assertTrue(upid.contains(":qmmove:103-scsi1>107-scsi3:"), upid);
        assertEquals("OK", api.ended(upid));
        assertNull(api.map("pve2/qemu/103/config").get("scsi1"));
        assertEquals("local-lvm:vm-107-disk-0,size=4G", api.option("pve2/qemu/107", "scsi3"));
        assertEquals("500 Target disk key 'scsi3' is already in use for VMID '107'", api.refusal("POST",
                "pve2/qemu/103/move_disk", "disk", "scsi0", "target-vmid", "107", "target-disk", "scsi3"));
    }

    @Test
    void featuresDependOnWhereTheDisksAre() throws Exception {
        assertEquals("{hasFeature=1, nodes=[pve1, pve2, pve3]}",
                String.valueOf(api.map("pve1/qemu/100/feature", "feature", "snapshot")));
        assertEquals("0", String.valueOf(api.map("pve1/qemu/100/feature", "feature", "clone").get("hasFeature")));
        assertEquals("1", String.valueOf(api.map("pve1/qemu/900/feature", "feature", "clone").get("hasFeature")));
    }
}
