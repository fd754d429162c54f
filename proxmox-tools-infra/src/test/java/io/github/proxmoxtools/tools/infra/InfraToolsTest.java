package io.github.proxmoxtools.tools.infra;

import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.contract.ToolsetContract;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.TaskInput;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class InfraToolsTest extends ToolsetContract {
    @Override
    protected Toolset toolset() {
        return new InfraToolset();
    }

    @Override
    protected Map<String, Object> examples() {
        return JobExamples.and(InfraExamples.all());
    }

    @Override
    protected Set<String> notWithOthers() {
        return Stream.of(InfraExamples.notWithOthers(), JobExamples.notWithOthers()).flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    @Override
    protected Map<String, Object> prepare(Tool tool, SimulatedEngine simulated) {
        if (tool.action() instanceof Action.RawUpload) {
            return Map.of("filename", "example.iso", "fields", Map.of("content", "iso"));
        }
        if (tool.inputs().contains(TaskInput.TASK)) {
            ToolResult started = run(simulated, "proxmox_api_call",
                    Map.of("method", "POST", "path", "/nodes/pve3/qemu/105/status/start"));
            return Map.of("upid", String.valueOf(started.toMap().get("upid")));
        }
        return switch (tool.name()) {
            case "proxmox_pool_delete" -> {
                run(simulated, "proxmox_pool_create", Map.of("poolid", "made"));
                yield Map.of();
            }
            case "proxmox_storage_create" -> Map.of("path", "/srv/made");
            default -> JobExamples.prepare(tool, simulated);
        };
    }

    private static ToolResult run(SimulatedEngine simulated, String tool, Map<String, Object> arguments) {
        return simulated.engine().run(ToolCall.of(tool, arguments).confirmedBy(Confirmer.ALWAYS));
    }
}
