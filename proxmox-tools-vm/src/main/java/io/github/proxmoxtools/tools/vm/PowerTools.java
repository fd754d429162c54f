package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.spi.GuestInput.VM;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** Starting and stopping virtual machines. */
final class PowerTools {
    private static final Param<Long> TIMEOUT = whole("timeout", "Seconds Proxmox VE itself gives the VM to stop.")
            .min(0).optional();
    private static final Param<Boolean> SKIP_LOCK = flag("skiplock", "Ignore locks; only root@pam may.");
    private static final Param<Boolean> OVERRULE_SHUTDOWN = flag("overrule-shutdown",
            "Abort a shutdown that still waits.").since("8.0");
    private static final Param<Boolean> FORCE_STOP = flag("forceStop",
            "Stop it hard when it has not shut down in time.");

    static final Tool START = Tool.changes("proxmox_vm_start")
            .command("vm", "start")
            .title("Start Virtual Machine")
            .description("Starts a stopped VM. A paused or suspended one is resumed instead.")
            .post("/nodes/{node}/qemu/{vmid}/status/start", VM)
            .startsTask();

    static final Tool STOP = Tool.destroys("proxmox_vm_stop")
            .command("vm", "stop")
            .title("Stop Virtual Machine")
            .description("Cuts a VM's power at once: what it has not written is lost. "
                    + "To let the guest shut down in order, use the shutdown tool.")
            .post("/nodes/{node}/qemu/{vmid}/status/stop", VM, TIMEOUT, SKIP_LOCK, OVERRULE_SHUTDOWN)
            .startsTask();

    static final Tool SHUTDOWN = Tool.destroys("proxmox_vm_shutdown")
            .command("vm", "shutdown")
            .title("Shut Down Virtual Machine")
            .description("Asks the guest to shut down, by ACPI or the guest agent, and waits for it. "
                    + "It fails when the guest does not react in time, unless forceStop is set.")
            .post("/nodes/{node}/qemu/{vmid}/status/shutdown", VM, TIMEOUT, FORCE_STOP)
            .startsTask();

    private PowerTools() {}
}
