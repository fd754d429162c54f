package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.guest.GuestShapes.VMS;
import static io.github.proxmoxtools.tools.spi.Param.flag;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** Snapshots of virtual machines. */
final class SnapshotTools {
    private static final Param<Boolean> VMSTATE = flag("vmstate",
            "Also save the RAM; a rollback then goes on from there.");

    static final Tool TAKE = Tool.changes("proxmox_vm_snapshot")
            .command("vm", "snapshot", "create")
            .title("Snapshot Virtual Machine")
            .description("Takes a snapshot of a VM: its disks and configuration, and its RAM if vmstate is set. "
                    + "A snapshot is no backup: it lives on the same storage.")
            .does(VMS.takeSnapshot(VMSTATE));

    static final Tool LIST = Tool.reads("proxmox_vm_snapshot_list")
            .command("vm", "snapshot", "list")
            .title("List Snapshots of a Virtual Machine")
            .description("Lists a VM's snapshots with time, parent and description. "
                    + "The row 'current' is not a snapshot but the state the VM is in.")
            .does(VMS.snapshots());

    static final Tool DELETE = Tool.destroys("proxmox_vm_snapshot_delete")
            .command("vm", "snapshot", "delete")
            .title("Delete Snapshot of a Virtual Machine")
            .description("Deletes one of a VM's snapshots for good; the VM and its other snapshots stay.")
            .does(VMS.deleteSnapshot());

    static final Tool ROLL_BACK = Tool.destroys("proxmox_vm_snapshot_rollback")
            .command("vm", "snapshot", "rollback")
            .title("Roll Virtual Machine Back to Snapshot")
            .description("Brings a VM's disks and configuration back to a snapshot: all that came after it is lost. "
                    + "A running VM is stopped first; it runs again if the snapshot holds its RAM.")
            .does(VMS.rollBack());

    private SnapshotTools() {}
}
