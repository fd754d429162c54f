package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Task;
import io.github.proxmoxtools.simulator.state.Upid;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tasks: lists, status, log, and ending them. */
final class TaskHandlers {
    private static final int RECENT = 25;
    private static final int PAGE = 50;
    private static final Set<String> STATUSES = Set.of("ok", "error", "warning", "unknown");

    private TaskHandlers() {}

    static void register(Registry registry) {
        registry.get("/cluster/tasks", TaskHandlers::recent);
        registry.get("/nodes/{node}/tasks", TaskHandlers::list);
        registry.get("/nodes/{node}/tasks/{upid}", call -> Directory.of("name", "log", "status"));
        registry.get("/nodes/{node}/tasks/{upid}/status", TaskHandlers::status);
        registry.get("/nodes/{node}/tasks/{upid}/log", TaskHandlers::log);
        registry.delete("/nodes/{node}/tasks/{upid}", TaskHandlers::interrupt);
    }

    private static Object recent(Call call) {
        boolean seesAll = call.caller().holds("/", "Sys.Audit");
        return call.cluster().tasks().newestFirst().stream()
                .filter(task -> seesAll || isOwn(call, task.upid())).limit(RECENT).map(TaskHandlers::recentRow)
                .toList();
    }

    private static Object recentRow(Task task) {
        Row row = common(task.upid()).with("saved", task.runs() ? 0 : 1);
        row.fields().keySet().removeAll(Set.of("pid", "pstart"));
        owner(row, task.upid());
        task.exitStatus().ifPresent(status -> row.with("status", status));
        return row.withAny("endtime", task.ended().map(Instant::getEpochSecond)).fields();
    }

    private static Object list(Call call) {
        Params params = call.params();
        requireKnownStatuses(params);
        boolean seesAll = call.caller().holds("/nodes/" + call.node(), "Sys.Audit");
        List<Task> tasks = call.cluster().tasks().newestFirst().stream()
                .filter(task -> task.upid().node().equals(call.node()))
                .filter(task -> seesAll || isOwn(call, task.upid())).filter(wanted(params)).toList();
        int start = (int) Math.min(params.number("start", 0), tasks.size());
        int end = (int) Math.min(start + params.number("limit", PAGE), tasks.size());
        return new Listing(tasks.subList(start, end).stream().map(TaskHandlers::listed).toList(), tasks.size());
    }

    private static Predicate<Task> wanted(Params params) {
        String source = params.find("source").orElse("archive");
        List<String> statuses = params.list("statusfilter");
        return task -> matchesSource(source, task)
                && (!params.has("vmid") || task.upid().id().equals(params.text("vmid")))
                && (!params.has("typefilter") || task.upid().type().equals(params.text("typefilter")))
                && containsIgnoringCase(task.upid().user(), params.text("userfilter"))
                && task.upid().starttime() >= params.number("since", 0)
                && task.upid().starttime() <= params.number("until", Long.MAX_VALUE)
                && (!params.flag("errors") || !kind(task).equals("ok"))
                && (statuses.isEmpty() || statuses.contains(kind(task)));
    }

    private static boolean matchesSource(String source, Task task) {
        return source.equals("all") || source.equals("active") == task.runs();
    }

    private static boolean containsIgnoringCase(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static String kind(Task task) {
        String status = task.exitStatus().orElse("");
        if (status.equals("OK")) {
            return "ok";
        }
        if (status.startsWith("WARNINGS: ")) {
            return "warning";
        }
        return status.isEmpty() || status.equals("unexpected status") ? "unknown" : "error";
    }

    private static void requireKnownStatuses(Params params) {
        params.list("statusfilter").stream().filter(status -> !STATUSES.contains(status)).findFirst()
                .ifPresent(status -> {
                    throw ApiError.parameter("statusfilter", "invalid format - invalid status '" + status + "'\n");
                });
    }

    /** Running and finished tasks come from different files, and so do their rows' shapes. */
    private static Object listed(Task task) {
        Row row = common(task.upid());
        if (task.runs()) {
            return row.with("user", task.upid().user()).with("saved", "0").with("status", "RUNNING").fields();
        }
        owner(row, task.upid());
        return row.with("status", task.exitStatus().orElse(""))
                .withAny("endtime", task.ended().map(Instant::getEpochSecond)).fields();
    }

    private static Object status(Call call) {
        Task task = require(call);
        requireAudit(call, task.upid());
        Row row = common(task.upid()).with("status", task.runs() ? "running" : "stopped");
        owner(row, task.upid());
        return row.withAny("exitstatus", task.exitStatus()).fields();
    }

    private static Object log(Call call) {
        Upid upid = parse(call);
        requireAudit(call, upid);
        List<String> lines = call.cluster().tasks().find(upid.toString())
                .filter(task -> upid.node().equals(call.node())).map(Task::log)
                .orElse(List.of("unable to open file - No such file or directory"));
        if (call.params().flag("download")) {
            return new Download("task-" + upid.node() + "-" + upid.type() + "-"
                    + Instant.ofEpochSecond(upid.starttime()) + ".log", String.join("\n", lines) + "\n");
        }
        return Pages.of(lines.isEmpty() ? List.of("no content") : lines, call.params());
    }

    private static @Nullable Object interrupt(Call call) {
        Upid upid = parse(call);
        if (!isOwn(call, upid)) {
            call.caller().need("/nodes/" + call.node(), "Sys.Modify");
        }
        call.cluster().tasks().find(upid.toString()).ifPresent(call.cluster().tasks()::interrupt);
        return null;
    }

    private static Task require(Call call) {
        Upid upid = parse(call);
        return call.cluster().tasks().find(upid.toString()).filter(task -> upid.node().equals(call.node()))
                .orElseThrow(() -> ApiError.parameter("upid", "no such task"));
    }

    private static Upid parse(Call call) {
        return Upid.parse(call.params().get("upid"))
                .orElseThrow(() -> ApiError.parameter("upid", "unable to parse worker upid"));
    }

    private static void requireAudit(Call call, Upid upid) {
        if (!isOwn(call, upid)) {
            call.caller().need("/nodes/" + call.node(), "Sys.Audit");
        }
    }

    /** A user also owns what its tokens started, but a token only what it started itself. */
    private static boolean isOwn(Call call, Upid upid) {
        return upid.user().equals(call.caller().who()) || upid.owner().equals(call.caller().who());
    }

    private static Row common(Upid upid) {
        return new Row().withAll(Map.of("upid", upid.toString(), "node", upid.node(), "pid", upid.pid(), "pstart",
                upid.pstart(), "starttime", upid.starttime(), "type", upid.type(), "id", upid.id()));
    }

    private static void owner(Row row, Upid upid) {
        row.with("user", upid.owner()).withAny("tokenid", upid.tokenId());
    }
}
