package io.github.proxmoxtools.tools.vm;

import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.contract.ToolsetContract;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.Map;
import java.util.Set;

final class VmToolsTest extends ToolsetContract {
    private static final int STOPPED = 105;
    private static final Set<String> NEED_A_RUNNING_GUEST = Set.of("proxmox_vm_stop", "proxmox_vm_shutdown");

    @Override
    protected Toolset toolset() {
        return new VmToolset();
    }

    @Override
    protected Map<String, Object> examples() {
        return Map.of("vm", STOPPED, "node", "pve3", "snapname", "before-test", "timeout", 30);
    }

    @Override
    protected Set<String> notWithOthers() {
        return Set.of("proxmox_vm_stop.skiplock");
    }

    @Override
    protected Map<String, Object> prepare(Tool tool, SimulatedEngine simulated) {
        simulated.simulator().state().power(STOPPED, NEED_A_RUNNING_GUEST.contains(tool.name()));
        return Map.of();
    }
}
