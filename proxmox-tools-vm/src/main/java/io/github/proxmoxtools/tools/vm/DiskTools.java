package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.guest.ConfigChange.DIGEST;
import static io.github.proxmoxtools.tools.spi.GuestInput.VM;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.TextForm;
import io.github.proxmoxtools.tools.spi.Tool;

/** Disks of VMs: enlarging and moving them. */
final class DiskTools {
    private static final TextForm DRIVE = new TextForm("(ide|scsi|virtio|sata)\\d{1,2}|efidisk0|tpmstate0",
            "the name of a disk", "scsi0");
    private static final TextForm DRIVE_OR_UNUSED = new TextForm(DRIVE.pattern() + "|unused\\d{1,3}",
            "the name of a disk or of an unused one", "scsi0");
    private static final Param<String> DISK = text("disk", "Such as scsi0.").pattern(DRIVE);
    private static final Param<String> SIZE = text("size", "New size such as 64G, or growth such as +10G.")
            .pattern("\\+?\\d+(\\.\\d+)?[KMGT]?", "a size, or + and what it grows by, with K, M, G or T", "+10G");

    private static final Param<String> MOVED_DISK = text("disk", "Such as scsi0 or unused0.").pattern(DRIVE_OR_UNUSED);
    private static final Param<String> STORAGE = text("storage", "Storage to move it to.").pattern(Patterns.STORAGE_ID)
            .optional();
    private static final Param<String> FORMAT = choice("format", "", "raw", "qcow2", "vmdk").optional();
    private static final Param<Boolean> DELETE = flag("delete", "Delete the original, which is kept as unused else.");
    private static final Param<Long> TARGET_VMID = whole("target-vmid", "VM that gets the disk, on the same node.")
            .min(100).max(999_999_999).optional();
    private static final Param<String> TARGET_DISK = text("target-disk", "Its name there; the same when absent.")
            .pattern(DRIVE_OR_UNUSED).optional();
    private static final Param<Long> BWLIMIT = whole("bwlimit", "KiB/s").min(0).optional();

    static final Tool RESIZE = Tool.changes("proxmox_vm_resize_disk")
            .command("vm", "disk", "resize")
            .title("Resize Disk of Virtual Machine")
            .description("Enlarges a VM's disk; Proxmox VE refuses to shrink one. "
                    + "Partitions and file systems in the guest keep their size.")
            .put("/nodes/{node}/qemu/{vmid}/resize", VM, DISK, SIZE)
            .startsTask();

    static final Tool MOVE = Tool.changes("proxmox_vm_move_disk")
            .command("vm", "disk", "move")
            .title("Move Disk of Virtual Machine")
            .description("Moves a VM's disk to another storage or format while the VM may run, or hands it to another "
                    + "VM.")
            .post("/nodes/{node}/qemu/{vmid}/move_disk", VM, MOVED_DISK, STORAGE, FORMAT, DELETE, TARGET_VMID,
                    TARGET_DISK, BWLIMIT, DIGEST)
            .needsExactlyOneOf(STORAGE, TARGET_VMID)
            .destroysWhen(DELETE.is(true))
            .destroysWhen(TARGET_VMID)
            .startsTask();

    private DiskTools() {}
}
