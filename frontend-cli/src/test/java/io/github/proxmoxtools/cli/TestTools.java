package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.TaskInput;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;

/** Tools of every shape that a command can have. */
final class TestTools implements Toolset {
    private static final Param<String> NODE = Param.text("node", "The node.");

    static final Tool LIST = Tool.reads("proxmox_test_list").command("vm", "list").title("List Machines")
            .description("Lists machines.").get("/cluster/resources", NODE.optional())
            .returnsList(Column.plain("vmid"), Column.plain("name"), Column.fraction("cpu"), Column.bytes("mem"),
                    Column.seconds("uptime"), Column.flag("template"));
    static final Tool START = Tool.changes("proxmox_test_start").command("vm", "start").title("Start Machine")
            .description("Starts it.").post("/nodes/{node}/qemu/{vmid}/status/start", GuestInput.VM,
                    Param.flag("skiplock", "Ignore a lock."),
                    Param.whole("timeout", "Seconds to wait for the guest.").min(0).optional())
            .startsTask();
    static final Tool DELETE = Tool.destroys("proxmox_test_delete").command("vm", "delete").title("Delete Machine")
            .description("Deletes it.").delete("/nodes/{node}/qemu/{vmid}", GuestInput.VM).startsTask();
    static final Tool CREATE = Tool.changes("proxmox_test_create").command("vm", "create").title("Create Machine")
            .description("Creates one.").post("/nodes/{node}/qemu", NODE, Param.whole("vmid", "Its id.").min(100),
                    Param.text("net[n]", "A network device.").optional(), Param.list("tags", "Its tags.").optional(),
                    Param.text("cipassword", "Its password.").secret().optional())
            .acceptsOfficialParameters().startsTask();
    static final Tool STATUS = Tool.reads("proxmox_test_status").command("node", "status").title("Node Status")
            .description("Shows a node.").get("/nodes/{node}/status", NODE)
            .returnsData(Column.bytes("total"), Column.seconds("uptime"));
    static final Tool USER = Tool.reads("proxmox_test_user").command("user", "detail").title("User")
            .description("Shows a user.").get("/access/users/{userid}", Param.text("userid", "The user."))
            .returnsData();
    static final Tool PASSWORD = Tool.changes("proxmox_test_password").command("user", "password")
            .title("Change Password").description("Changes it.")
            .put("/access/password", Param.text("userid", "The user."),
                    Param.text("password", "The new one.").newSecret())
            .returnsNothing();
    static final Tool TASKS = Tool.reads("proxmox_test_tasks").command("task", "list").title("List Tasks")
            .description("Lists tasks.").get("/cluster/tasks", Param.whole("limit", "Most tasks.").optional(),
                    Param.whole("port", "Of the same name as a global option.").optional())
            .returnsList();
    static final Tool LOG = Tool.reads("proxmox_test_log").command("task", "log").title("Task Log")
            .description("Shows its log.").get("/nodes/{node}/tasks/{upid}/log", TaskInput.TASK).returnsData();
    static final Tool RAW = Tool.reads("proxmox_test_raw").command("api", "call").title("Call the API")
            .description("Calls anything.")
            .callsAnything(Param.choice("method", "", "GET", "POST"), Param.text("path", "The path."),
                    Param.mapping("params", "What to send.").optional(), Param.flag("force", "Send all the same."))
            .returnsData();

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String description() {
        return "Tools for tests.";
    }

    @Override
    public List<Area> areas() {
        return List.of(
                Area.of("machines", "Machines", LIST, START, DELETE, CREATE),
                Area.of("rest", "The rest", STATUS, USER, PASSWORD, TASKS, LOG, RAW));
    }
}
