package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.guest.GuestParams.FORCE_STOP;
import static io.github.proxmoxtools.tools.guest.GuestParams.OVERRULE_SHUTDOWN;
import static io.github.proxmoxtools.tools.guest.GuestParams.SKIPLOCK;
import static io.github.proxmoxtools.tools.guest.GuestParams.TIMEOUT;
import static io.github.proxmoxtools.tools.guest.GuestShapes.VMS;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Tool;

/** Starting, stopping and pausing virtual machines. */
final class PowerTools {
    private static final Param<Boolean> TODISK = flag("todisk", "Save the RAM to disk and stop the VM.");
    private static final Param<String> STATESTORAGE = text("statestorage", "Where to save it; with todisk only.")
            .pattern(Patterns.STORAGE_ID).optional();

    static final Tool START = Tool.changes("proxmox_vm_start")
            .command("vm", "start")
            .title("Start Virtual Machine")
            .description("Starts a stopped VM; one that was suspended to disk wakes where it was. "
                    + "A paused one is resumed instead.")
            .does(VMS.power("start"));

    static final Tool STOP = Tool.destroys("proxmox_vm_stop")
            .command("vm", "stop")
            .title("Stop Virtual Machine")
            .description("Cuts a VM's power at once: what it has not written is lost. "
                    + "To let the guest shut down in order, use the shutdown tool.")
            .does(VMS.power("stop", TIMEOUT, SKIPLOCK, OVERRULE_SHUTDOWN));

    static final Tool SHUTDOWN = Tool.destroys("proxmox_vm_shutdown")
            .command("vm", "shutdown")
            .title("Shut Down Virtual Machine")
            .description("Asks the guest to shut down, by ACPI or the guest agent, and waits for it. "
                    + "It fails when the guest does not react in time, unless forceStop is set.")
            .does(VMS.power("shutdown", TIMEOUT, FORCE_STOP));

    static final Tool REBOOT = Tool.destroys("proxmox_vm_reboot")
            .command("vm", "reboot")
            .title("Reboot Virtual Machine")
            .description("Reboots a VM in order: lets the guest shut down and starts it again, which also applies "
                    + "pending changes. It fails when the guest does not shut down in time.")
            .does(VMS.power("reboot", TIMEOUT));

    static final Tool RESET = Tool.destroys("proxmox_vm_reset")
            .command("vm", "reset")
            .title("Reset Virtual Machine")
            .description("Resets a running VM at once, like its reset button: what the guest has not written is lost, "
                    + "and pending changes stay pending.")
            .does(VMS.power("reset"));

    static final Tool SUSPEND = Tool.destroys("proxmox_vm_suspend")
            .command("vm", "suspend")
            .title("Suspend Virtual Machine")
            .description(
                    "Pauses a running VM: it stands still in RAM until it is resumed. With todisk its RAM is saved "
                            + "to a storage and the VM stops; a start or resume goes on from there.")
            .does(VMS.power("suspend", TODISK, STATESTORAGE));

    static final Tool RESUME = Tool.changes("proxmox_vm_resume")
            .command("vm", "resume")
            .title("Resume Virtual Machine")
            .description("Lets a paused VM run on, or wakes one that was suspended to disk.")
            .does(VMS.power("resume"));

    private PowerTools() {}
}
