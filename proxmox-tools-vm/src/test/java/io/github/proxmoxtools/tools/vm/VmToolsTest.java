package io.github.proxmoxtools.tools.vm;

import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.contract.ToolsetContract;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                Map.entry("snapname", "before-test"),
                Map.entry("timeout", 30),
                Map.entry("vmid", 777),
                Map.entry("newid", 778),
                Map.entry("target", "pve1"),
                Map.entry("full", true),
                Map.entry("pool", "production"),
                Map.entry("storage", "ceph-vm"),
                Map.entry("scsi0", "ceph-vm:4"),
                Map.entry("ide2", "none,media=cdrom"),
                Map.entry("net0", "virtio,bridge=vmbr0"),
                Map.entry("ipconfig0", "ip=dhcp"),
                Map.entry("boot", "order=scsi0;ide2"),
                Map.entry("agent", "1"),
                Map.entry("sshkeys", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKxg me@example.test"),
                Map.entry("cipassword", "long enough"),
                Map.entry("delete", List.of("vga")),
                Map.entry("revert", List.of("kvm")),
                Map.entry("disk", "scsi0"),
                Map.entry("size", "+1G"),
                Map.entry("proxmox_vm_move_disk.delete", false),
                Map.entry("proxmox_vm_move_disk.storage", "local-lvm"),
                Map.entry("command", List.of("cat")),
                Map.entry("file", "/etc/passwd"),
                Map.entry("content", "aGVsbG8K"),
                Map.entry("proxmox_vm_agent_file_write.file", "/tmp/made"),
                Map.entry("username", "root"),
                Map.entry("password", "long enough"),
                Map.entry("targetstorage", "ceph-vm"),
                Map.entry("with-local-disks", true),
                Map.entry("todisk", true),
                Map.entry("statestorage", "local-lvm"));
    }

    /** Some that even a token of root may not give, and some that need a state of their own. */
    @Override
    protected Set<String> notWithOthers() {
        return Set.of("proxmox_vm_stop.skiplock", "proxmox_vm_delete.skiplock", "proxmox_vm_migrate.force",
                "proxmox_vm_create.archive", "proxmox_vm_clone.snapname", "proxmox_vm_update_config.digest",
                "proxmox_vm_move_disk.target-disk", "proxmox_vm_move_disk.digest");
    }

    @Override
    protected Map<String, Object> prepare(Tool tool, SimulatedEngine simulated) {
        if (NEED_A_SNAPSHOT.contains(tool.name())) {
            simulated.engine().run(ToolCall.of("proxmox_vm_snapshot",
                    Map.of("vmid", VMID, "snapname", "before-test")));
        }
        boolean isAgent = tool.name().startsWith("proxmox_vm_agent_");
        simulated.simulator().state().power(VMID, isAgent || NEED_A_RUNNING_GUEST.contains(tool.name()));
        return switch (tool.name()) {
            case "proxmox_vm_agent_exec_status" -> Map.of("pid", started(simulated));
            case "proxmox_vm_create" -> Map.of("name", "made", "memory", 512);
            case "proxmox_vm_update_config" -> Map.of("memory", 512);
            default -> Map.of();
        };
    }

    private static Object started(SimulatedEngine simulated) {
        var result = simulated.engine().run(ToolCall.of("proxmox_vm_agent_exec",
                Map.of("vmid", VMID, "command", List.of("uname"), "wait", false)).confirmedBy(Confirmer.ALWAYS));
        return ((Map<?, ?>) Objects.requireNonNull(result.toMap().get("data"))).get("pid");
    }
}
