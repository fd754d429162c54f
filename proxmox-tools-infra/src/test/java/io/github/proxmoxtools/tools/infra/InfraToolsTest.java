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

final class InfraToolsTest extends ToolsetContract {
    @Override
    protected Toolset toolset() {
        return new InfraToolset();
    }

    @Override
    protected Map<String, Object> examples() {
        return JobExamples.and(Map.ofEntries(
                Map.entry("node", "pve1"),
                Map.entry("vmid", 100),
                Map.entry("upid", "UPID:pve1:00000060:0007E212:6B033033:qmstart:100:admin@pve!ci:"),
                Map.entry("proxmox_task_status.node", "pve3"),
                Map.entry("proxmox_task_log.node", "pve3"),
                Map.entry("statusfilter", "ok,error"),
                Map.entry("path", "/vms/100"),
                Map.entry("userid", "alice@pve"),
                Map.entry("proxmox_api_call.method", "GET"),
                Map.entry("proxmox_api_call.path", "/nodes/pve1/status"),
                Map.entry("proxmox_api_upload_file.path", "/nodes/pve1/storage/local/upload"),
                Map.entry("file_field", "filename"),
                Map.entry("file_path", "pom.xml")));
    }

    @Override
    protected Set<String> notWithOthers() {
        return JobExamples.notWithOthers();
    }

    @Override
    protected Map<String, Object> prepare(Tool tool, SimulatedEngine simulated) {
        if (tool.action() instanceof Action.RawUpload) {
            return Map.of("filename", "example.iso", "fields", Map.of("content", "iso"));
        }
        if (!tool.inputs().contains(TaskInput.TASK)) {
            return JobExamples.prepare(tool, simulated);
        }
        ToolResult started = simulated.engine().run(ToolCall.of("proxmox_api_call",
                Map.of("method", "POST", "path", "/nodes/pve3/qemu/105/status/start")).confirmedBy(Confirmer.ALWAYS));
        return Map.of("upid", String.valueOf(started.toMap().get("upid")));
    }
}
