package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.TaskInput;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;

/** One tool of each kind. */
public final class TestTools implements Toolset {
    public static final Tool LIST = Tool.reads("proxmox_vm_list").command("vm", "list").title("List Virtual Machines")
            .description("Lists VMs.").get("/nodes/{node}/qemu", Param.text("node", "Which node."))
            .returnsList(Column.plain("vmid"), Column.plain("name"));
    public static final Tool START = Tool.changes("proxmox_vm_start").command("vm", "start").title("Start VM")
            .description("Starts a VM.").post("/nodes/{node}/qemu/{vmid}/status/start", GuestInput.VM).startsTask();
    public static final Tool DELETE = Tool.destroys("proxmox_vm_delete").command("vm", "delete").title("Delete VM")
            .description("Deletes a VM.").delete("/nodes/{node}/qemu/{vmid}", GuestInput.VM).startsTask();
    public static final Tool TASK = Tool.reads("proxmox_task_status").command("task", "status").title("Show Task")
            .description("Shows a task.").get("/nodes/{node}/tasks/{upid}/status", TaskInput.TASK).returnsData();
    public static final Tool LOG = Tool.reads("proxmox_agent_exec_status").command("agent", "status")
            .title("Show Output").description("Shows what a command wrote.")
            .get("/nodes/{node}/qemu/{vmid}/agent/exec-status", GuestInput.VM).showsForeignText().returnsData();
    public static final Tool RAW = Tool.reads("proxmox_api_call").command("api", "call").title("Call API")
            .description("Makes any call.")
            .callsAnything(Param.choice("method", "Method.", "GET", "POST", "PUT", "DELETE"),
                    Param.text("path", "Path."), Param.mapping("parameters", "Parameters.").optional(),
                    Param.flag("force", "Send although unknown."))
            .returnsData();

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String description() {
        return "One tool of each kind.";
    }

    @Override
    public List<Area> areas() {
        return List.of(Area.of("vm", "Machines", LIST, START, DELETE, LOG), Area.of("rest", "Rest", TASK, RAW));
    }

    /** A catalogue of these tools only. */
    public static Catalog catalog() {
        return Catalog.of(List.of(new TestTools()));
    }
}
