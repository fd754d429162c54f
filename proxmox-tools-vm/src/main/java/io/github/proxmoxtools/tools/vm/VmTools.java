package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.guest.GuestParams.DESTROY_UNREFERENCED_DISKS;
import static io.github.proxmoxtools.tools.guest.GuestParams.PURGE;
import static io.github.proxmoxtools.tools.guest.GuestParams.SKIPLOCK;
import static io.github.proxmoxtools.tools.guest.GuestShapes.VMS;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** Virtual machines as a whole: which there are, how they are, moving and deleting them. */
final class VmTools {
    private static final Param<Boolean> ONLINE = flag("online", "Move it while it runs.");
    private static final Param<Boolean> FORCE = flag("force",
            "Although it uses local devices; root@pam only, no token.");
    private static final Param<Boolean> WITH_LOCAL_DISKS = flag("with-local-disks",
            "Copy disks on local storage, too.");
    private static final Param<String> TARGETSTORAGE = text("targetstorage",
            "One for all disks, or pairs from:to; 1 keeps each.").optional();

    static final Tool LIST = Tool.reads("proxmox_vm_list")
            .command("vm", "list")
            .title("List Virtual Machines")
            .description("Lists the VMs of the cluster, or of one node, with status, load and size. "
                    + "The figures may be some seconds old; ask for one VM's status before deciding about it.")
            .does(VMS.list());

    static final Tool STATUS = Tool.reads("proxmox_vm_status")
            .command("vm", "status")
            .title("Virtual Machine Status")
            .description("Tells how a VM is right now (status, load, memory, uptime, lock, HA) together with its "
                    + "configuration.")
            .does(VMS.status());

    static final Tool CONFIG = Tool.reads("proxmox_vm_config")
            .command("vm", "config")
            .title("Virtual Machine Configuration")
            .description("Shows a VM's configuration as it will be after the next start: "
                    + "hardware, disks, network, options. Its digest guards later changes against others'.")
            .does(VMS.config());

    static final Tool PENDING_CHANGES = Tool.reads("proxmox_vm_pending_changes")
            .command("vm", "pending")
            .title("Pending Changes of a Virtual Machine")
            .description("Lists a VM's options with the value in force and, where a change waits for the next start, "
                    + "the pending value; delete marks an option that will go.")
            .does(VMS.pendingChanges());

    static final Tool DELETE = Tool.destroys("proxmox_vm_delete")
            .command("vm", "delete")
            .title("Delete Virtual Machine")
            .description("Deletes a stopped VM with its disks, snapshots, permissions and firewall rules, for good. "
                    + "Its backups stay.")
            .does(VMS.delete(PURGE, DESTROY_UNREFERENCED_DISKS, SKIPLOCK));

    static final Tool MIGRATE = Tool.changes("proxmox_vm_migrate")
            .command("vm", "migrate")
            .title("Migrate Virtual Machine")
            .description("Moves a VM to another node of the cluster. A running one needs online, which moves it live; "
                    + "disks on local storage need with-local-disks.")
            .chooses(VMS.migrateCall(ONLINE, WITH_LOCAL_DISKS, TARGETSTORAGE, FORCE))
            .startsTask();

    static final Tool TEMPLATE = Tool.destroys("proxmox_vm_template")
            .command("vm", "template", "create")
            .title("Convert Virtual Machine to Template")
            .description("Turns a stopped VM without snapshots into a template, for good: it can be cloned, but never "
                    + "started again.")
            .chooses(VMS.templateCall())
            .startsTask();

    private VmTools() {}
}
