package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.epoch;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Endpoint.delete;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;
import static io.github.proxmoxtools.tools.spi.TaskInput.TASK;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.Optional;

/** What the cluster is doing and has done. */
final class TaskTools {
    static final Param<String> NODE = text("node", "Only this node; all nodes when absent.").pattern(Patterns.NODE)
            .optional();
    static final Param<Long> START = whole("start", "Tasks to skip, on each node.").min(0).optional();
    static final Param<Long> LIMIT = whole("limit", "Per node; 50 when absent.").min(0).optional();
    static final Param<Boolean> ERRORS = flag("errors", "Only tasks that ended with an error.");
    static final Param<String> STATUS_FILTER = text("statusfilter",
            "ok, error, warning, unknown or status texts, joined by commas; running and stopped choose the source.")
            .optional();
    static final Param<Long> VMID = whole("vmid", "Only tasks of this guest.").min(100).max(999_999_999).optional();
    static final Param<Long> SINCE = whole("since", "Epoch seconds.").optional();
    static final Param<Long> UNTIL = whole("until", "Epoch seconds.").optional();
    static final Param<String> TYPE_FILTER = text("typefilter", "Only this type, such as vzdump.").optional();
    static final Param<String> USER_FILTER = text("userfilter", "Only of users whose id holds this.").optional();
    static final Param<String> SOURCE = choice("source", "active ones run; archive ones ended.", "archive", "active",
            "all").optional();
    private static final String NO_LOG = "unable to open file";
    private static final Param<Long> FIRST_LINE = whole("start", "Lines to skip.").min(0).optional();
    private static final Param<Long> LINES = whole("limit", "Most lines; 50 when absent, 0 for all.").min(0).optional();

    static final Endpoint CLUSTER_TASKS = get("/cluster/tasks");
    static final Endpoint NODES = get("/nodes");
    static final Endpoint NODE_TASKS = get("/nodes/{node}/tasks", START, LIMIT, ERRORS, VMID, SINCE, UNTIL,
            TYPE_FILTER, USER_FILTER);

    private static final Endpoint TASK_STATUS = get("/nodes/{node}/tasks/{upid}/status", TASK);
    private static final Endpoint TASK_LOG = get("/nodes/{node}/tasks/{upid}/log", TASK, FIRST_LINE, LINES);
    private static final Endpoint TASK_END = delete("/nodes/{node}/tasks/{upid}", TASK);

    static final Tool LIST = Tool.reads("proxmox_task_list")
            .command("task", "list")
            .title("List Tasks")
            .description("Lists recent tasks with start, end, type, user and outcome. Without node and filters the "
                    + "cluster's own short list is taken; with filters every online node is asked.")
            .calls(CLUSTER_TASKS, NODES, NODE_TASKS)
            .takes(NODE, START, LIMIT, ERRORS, STATUS_FILTER, VMID, SINCE, UNTIL, TYPE_FILTER, USER_FILTER, SOURCE)
            .runs(TaskList::prepare)
            .showsForeignText()
            .returnsList(epoch("starttime"), epoch("endtime"), plain("node"), plain("type"), plain("id"),
                    plain("user"), plain("status"), plain("upid"));

    static final Tool STATUS = Tool.reads("proxmox_task_status")
            .command("task", "status")
            .title("Task Status")
            .description("Tells whether a task still runs, and how it ended: exitstatus OK is success, 'WARNINGS: n' "
                    + "is success with warnings, any other text is the error.")
            .get("/nodes/{node}/tasks/{upid}/status", TASK)
            .showsForeignText()
            .returnsData(epoch("starttime"));

    static final Tool LOG = Tool.reads("proxmox_task_log")
            .command("task", "log")
            .title("Task Log")
            .description("Shows what a task wrote, line by line.")
            .calls(TASK_LOG, TASK_STATUS)
            .takes(TASK, FIRST_LINE, LINES)
            .runs(TaskTools::log)
            .showsForeignText()
            .returnsList(plain("n"), plain("t"));

    static final Tool STOP = Tool.destroys("proxmox_task_stop")
            .command("task", "stop")
            .title("Stop Task")
            .description("Breaks off a running task, and tells how it ended. What it had done until then stays: a lock "
                    + "on the guest, half an archive.")
            .calls(TASK_STATUS, TASK_END)
            .takes(TASK)
            .runs(TaskTools::stop)
            .waits()
            .returnsData(epoch("starttime"));

    private TaskTools() {}

    /** Of a task that is not there the server has a line all the same; its status is an error then. */
    private static Work log(Reading reading) {
        Data lines = reading.read(Query.of(TASK_LOG));
        if (mayBeOfNoTask(lines)) {
            reading.read(Query.of(TASK_STATUS));
        }
        return Work.done(lines.raw());
    }

    private static boolean mayBeOfNoTask(Data lines) {
        return lines.items().size() == 1
                && lines.items().getFirst().at("t").text().filter(text -> text.startsWith(NO_LOG)).isPresent();
    }

    private static Work stop(Reading reading) {
        Data now = reading.read(Query.of(TASK_STATUS));
        if (hasEnded(now)) {
            reading.note("The task had ended before; nothing was sent.");
            return Work.done(now.raw());
        }
        return Work.of(Step.of("Break the task off", Query.of(TASK_END))).answering(answers -> {
            Optional<Data> ended = reading.waits()
                    ? reading.readUntil(Query.of(TASK_STATUS), TaskTools::hasEnded)
                    : Optional.empty();
            if (ended.isEmpty()) {
                reading.note("The task was asked to end; whether it has is not known yet.");
            }
            return ended.orElseGet(() -> reading.read(Query.of(TASK_STATUS))).raw();
        });
    }

    private static boolean hasEnded(Data status) {
        return status.at("status").text().filter("stopped"::equals).isPresent();
    }
}
