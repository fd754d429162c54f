package io.github.proxmoxtools.tools.lxc;

import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.contract.ToolsetContract;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.Map;
import java.util.Set;

final class LxcToolsTest extends ToolsetContract {
    private static final int VMID = 204;
    private static final Set<String> NEED_A_RUNNING_GUEST = Set.of("proxmox_lxc_stop", "proxmox_lxc_shutdown",
            "proxmox_lxc_reboot", "proxmox_lxc_reset", "proxmox_lxc_suspend", "proxmox_lxc_resume");
    private static final Set<String> NEED_A_SNAPSHOT = Set.of("proxmox_lxc_snapshot_delete",
            "proxmox_lxc_snapshot_rollback");

    @Override
    protected Toolset toolset() {
        return new LxcToolset();
    }

    @Override
    protected Map<String, Object> examples() {
        return Map.of("lxc", "wiki-01", "node", "pve3", "storage", "nfs-backup", "target", "pve1", "target-storage",
                "ceph-vm", "snapname", "before-test", "timeout", 30);
    }

    /** Those that even a token of root may not give. */
    @Override
    protected Set<String> notWithOthers() {
        return Set.of("proxmox_lxc_stop.skiplock");
    }

    @Override
    protected Map<String, Object> prepare(Tool tool, SimulatedEngine simulated) {
        if (NEED_A_SNAPSHOT.contains(tool.name())) {
            simulated.engine().run(ToolCall.of("proxmox_lxc_snapshot",
                    Map.of("vmid", VMID, "snapname", "before-test")));
        }
        simulated.simulator().state().power(VMID, NEED_A_RUNNING_GUEST.contains(tool.name()));
        if (tool.name().equals("proxmox_lxc_resume")) {
            simulated.engine().run(ToolCall.of("proxmox_lxc_suspend", Map.of("vmid", VMID))
                    .confirmedBy(Confirmer.ALWAYS));
        }
        return Map.of();
    }
}
