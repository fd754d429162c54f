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
    private static final int STOPPED = 105;
    private static final Set<String> NEED_A_RUNNING_GUEST = Set.of("proxmox_vm_stop", "proxmox_vm_shutdown");

    @Override
    protected Toolset toolset() {
        return new VmToolset();
    }

    @Override
    protected Map<String, Object> examples() {
        return Map.ofEntries(
                Map.entry("vm", STOPPED),
                Map.entry("node", "pve3"),
                Map.entry("snapname", "before-test"),
                Map.entry("timeout", 30),
                Map.entry("command", List.of("cat")),
                Map.entry("file", "/etc/passwd"),
                Map.entry("content", "aGVsbG8K"),
                Map.entry("proxmox_vm_agent_file_write.file", "/tmp/made"),
                Map.entry("username", "root"),
                Map.entry("password", "long enough"));
    }

    @Override
    protected Set<String> notWithOthers() {
        return Set.of("proxmox_vm_stop.skiplock");
    }

    @Override
    protected Map<String, Object> prepare(Tool tool, SimulatedEngine simulated) {
        boolean isAgent = tool.name().startsWith("proxmox_vm_agent_");
        simulated.simulator().state().power(STOPPED, isAgent || NEED_A_RUNNING_GUEST.contains(tool.name()));
        if (tool.name().equals("proxmox_vm_agent_exec_status")) {
            return Map.of("pid", started(simulated));
        }
        return Map.of();
    }

    private static Object started(SimulatedEngine simulated) {
        var result = simulated.engine().run(ToolCall.of("proxmox_vm_agent_exec",
                Map.of("vmid", STOPPED, "command", List.of("uname"), "wait", false)).confirmedBy(Confirmer.ALWAYS));
        return ((Map<?, ?>) Objects.requireNonNull(result.toMap().get("data"))).get("pid");
    }
}
