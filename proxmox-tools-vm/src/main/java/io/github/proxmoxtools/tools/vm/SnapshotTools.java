package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.spi.Column.epoch;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.GuestInput.VM;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Tool;

/** Snapshots of virtual machines. */
final class SnapshotTools {
    private static final Param<String> SNAPNAME = text("snapname", "Name of the snapshot.").pattern(Patterns.CONFIG_ID)
            .max(40);
    private static final Param<String> DESCRIPTION = text("description", "Free text shown beside the snapshot.")
            .optional();
    private static final Param<Boolean> VMSTATE = Param.flag("vmstate",
            "Also save the RAM, so that a rollback resumes the guest where it was.");

    static final Tool TAKE = Tool.changes("proxmox_vm_snapshot")
            .command("vm", "snapshot", "create")
            .title("Snapshot Virtual Machine")
            .description("Takes a snapshot of a VM: its disks and configuration, and its RAM if vmstate is set. "
                    + "A snapshot is no backup: it lives on the same storage.")
            .post("/nodes/{node}/qemu/{vmid}/snapshot", VM, SNAPNAME, DESCRIPTION, VMSTATE)
            .startsTask();

    static final Tool LIST = Tool.reads("proxmox_vm_snapshot_list")
            .command("vm", "snapshot", "list")
            .title("List Snapshots of a Virtual Machine")
            .description("Lists a VM's snapshots with time, parent and description. "
                    + "The row 'current' is not a snapshot but the state the VM is in.")
            .get("/nodes/{node}/qemu/{vmid}/snapshot", VM)
            .showsForeignText()
            .returnsList(plain("name"), plain("parent"), epoch("snaptime"), flag("vmstate"), plain("description"));

    private SnapshotTools() {}
}
