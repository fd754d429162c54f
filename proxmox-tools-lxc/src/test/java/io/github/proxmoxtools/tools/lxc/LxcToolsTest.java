package io.github.proxmoxtools.tools.lxc;

import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.contract.ToolsetContract;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class LxcToolsTest extends ToolsetContract {
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

    @Override
    protected Set<String> notWithOthers() {
        return Set.of("proxmox_lxc_clone.snapname", "proxmox_lxc_update_config.digest");
    }

    @Override
    protected Map<String, Object> prepare(Tool tool, SimulatedEngine simulated) {
        return switch (tool.name()) {
            case "proxmox_lxc_create" -> Map.of("storage", "ceph-vm");
            case "proxmox_lxc_update_config" -> Map.of("memory", 1024);
            default -> Map.of();
        };
    }
}
