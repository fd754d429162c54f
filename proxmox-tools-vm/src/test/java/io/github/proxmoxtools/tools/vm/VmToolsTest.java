package io.github.proxmoxtools.tools.vm;

import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.contract.ToolsetContract;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.Map;
import java.util.Set;

final class VmToolsTest extends ToolsetContract {
    private static final int VMID = 105;
    private static final Set<String> NEED_A_RUNNING_GUEST = Set.of("proxmox_vm_stop", "proxmox_vm_shutdown",
            "proxmox_vm_reboot", "proxmox_vm_reset", "proxmox_vm_suspend", "proxmox_vm_resume");
    private static final Set<String> NEED_A_SNAPSHOT = Set.of("proxmox_vm_snapshot_delete",
            "proxmox_vm_snapshot_rollback");

    @Override
    protected Toolset toolset() {
        return new VmToolset();
    }

    @Override
    protected Map<String, Object> examples() {
        return Map.ofEntries(
                Map.entry("vm", VMID),
                Map.entry("node", "pve3"),
                Map.entry("target", "pve1"),
                Map.entry("targetstorage", "ceph-vm"),
                Map.entry("with-local-disks", true),
                Map.entry("snapname", "before-test"),
                Map.entry("timeout", 30),
                Map.entry("todisk", true),
                Map.entry("statestorage", "local-lvm"));
    }

    /** Those that even a token of root may not give. */
    @Override
    protected Set<String> notWithOthers() {
        return Set.of("proxmox_vm_stop.skiplock", "proxmox_vm_delete.skiplock", "proxmox_vm_migrate.force");
    }

    @Override
    protected Map<String, Object> prepare(Tool tool, SimulatedEngine simulated) {
        if (NEED_A_SNAPSHOT.contains(tool.name())) {
            simulated.engine().run(ToolCall.of("proxmox_vm_snapshot",
                    Map.of("vmid", VMID, "snapname", "before-test")));
        }
        simulated.simulator().state().power(VMID, NEED_A_RUNNING_GUEST.contains(tool.name()));
        return Map.of();
    }
}
