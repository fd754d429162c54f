package io.github.proxmoxtools.tools.lxc;

import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.contract.ToolsetContract;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;
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
        return Map.ofEntries(
                Map.entry("lxc", "wiki-01"),
                Map.entry("node", "pve3"),
                Map.entry("vmid", 777),
                Map.entry("newid", 778),
                Map.entry("target", "pve1"),
                Map.entry("full", true),
                Map.entry("pool", "production"),
                Map.entry("ostemplate", "nfs-backup:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst"),
                Map.entry("storage", "ceph-vm"),
                Map.entry("proxmox_lxc_template_list.storage", "nfs-backup"),
                Map.entry("target-storage", "ceph-vm"),
                Map.entry("snapname", "before-test"),
                Map.entry("timeout", 30),
                Map.entry("rootfs", "ceph-vm:4"),
                Map.entry("net0", "name=eth0,bridge=vmbr0,ip=dhcp"),
                Map.entry("features", "nesting=1"),
                Map.entry("password", "long enough"),
                Map.entry("unprivileged", true),
                Map.entry("nameserver", "10.0.0.1"),
                Map.entry("searchdomain", "example.test"),
                Map.entry("delete", List.of("timezone")),
                Map.entry("disk", "rootfs"),
                Map.entry("size", "+1G"));
    }

    /** Some that even a token of root may not give, and some that need a state of their own. */
    @Override
    protected Set<String> notWithOthers() {
        return Set.of("proxmox_lxc_stop.skiplock", "proxmox_lxc_clone.snapname", "proxmox_lxc_update_config.digest");
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
        return switch (tool.name()) {
            case "proxmox_lxc_create" -> Map.of("storage", "ceph-vm");
            case "proxmox_lxc_update_config" -> Map.of("memory", 1024);
            default -> Map.of();
        };
    }
}
