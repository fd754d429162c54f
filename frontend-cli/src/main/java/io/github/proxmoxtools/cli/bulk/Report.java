package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.cli.guest.GuestProgram;
import io.github.proxmoxtools.cli.options.ExitCodes;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.output.Rows;
import io.github.proxmoxtools.cli.output.YamlText;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.PlanText;
import io.github.proxmoxtools.cli.text.Trace;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of each guest, for people and for programs, and the exit code. */
final class Report {
    private static final List<String> HEADINGS = List.of("guest", "vmid", "node", "status", "seconds", "result");

    /** All is done, but not without warnings; the same as for a single call. */
    private static final int WARNED = 9;

    private static final String TASK = "upid";

    private final Tool tool;
    private final List<Member> members;
    private final Scene scene;

    Report(Tool tool, List<Member> members, Scene scene) {
        this.tool = tool;
        this.members = members;
        this.scene = scene;
    }

    void write() {
        scene.terminal().out(text(scene.format()));
        if (scene.format() == OutputFormat.NAME) {
            members.stream().filter(member -> !isGood(member.end())).forEach(member -> scene.terminal()
                    .err("error: " + member.label() + ": " + status(member) + " " + reason(member) + "\n"));
        }
        if (scene.globals().has(GlobalOption.DEBUG)) {
            members.forEach(this::trace);
        }
        if (!scene.isQuiet()) {
            notes().forEach(note -> scene.terminal().err(note + "\n"));
        }
    }

    private void trace(Member member) {
        if (member.end() instanceof Ending.Failed failed) {
            scene.terminal().err(Trace.of(failed.failure()));
        }
    }

    private String text(OutputFormat format) {
        List<Map<String, @Nullable Object>> objects = members.stream().map(Report::object).toList();
        return switch (format) {
            case JSON -> JsonText.pretty(objects) + "\n";
            case JSONL -> lines(objects);
            case TABLE, WIDE -> isRead() ? sections(format) : table(format);
            case YAML -> YamlText.of(objects);
            case CSV -> table(format);
            case NAME -> names();
        };
    }

    /** Those that are as wanted now, for the next command. */
    private String names() {
        StringBuilder text = new StringBuilder();
        members.stream().filter(member -> isGood(member.end()))
                .forEach(member -> text.append(member.guest().vmid()).append('\n'));
        return text.toString();
    }

    private static String lines(List<Map<String, @Nullable Object>> objects) {
        StringBuilder text = new StringBuilder();
        objects.forEach(object -> text.append(JsonText.compact(object)).append('\n'));
        return text.toString();
    }

    private static Map<String, @Nullable Object> object(Member member) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("target", member.target());
        Ending ending = member.end();
        object.put("ok", isGood(ending));
        switch (ending) {
            case Ending.Answered answered -> {
                object.put("seconds", member.seconds());
                object.put("result", answered.result().toMap());
            }
            case Ending.Planned planned -> object.put("plan", member.plan().orElseThrow().toMap());
            case Ending.Failed failed -> {
                object.put("seconds", member.seconds());
                object.put("failure", failed.failure().toMap());
            }
            case Ending.NotStarted none -> {
                object.put("started", false);
                object.put("failure", none.reason().toMap());
            }
        }
        return object;
    }

    private boolean isRead() {
        return scene.onlyPlans() || !(tool.outcome() instanceof Outcome.Task || tool.outcome() instanceof Outcome.Done);
    }

    /** What each guest answered, below its name. */
    private String sections(OutputFormat format) {
        StringBuilder text = new StringBuilder();
        for (Member member : members) {
            text.append(text.isEmpty() ? "" : "\n").append(member.label()).append(" on ")
                    .append(CellText.clean(member.guest().node())).append(":\n").append(section(member, format));
        }
        return text.toString();
    }

    private String section(Member member, OutputFormat format) {
        return switch (member.end()) {
            case Ending.Answered answered when tool.outcome() instanceof Outcome.Program ->
                GuestProgram.of(answered.result()).text();
            case Ending.Answered answered -> format.format().write(answered.result(), scene.look());
            case Ending.Planned planned -> PlanText.of(member.plan().orElseThrow());
            case Ending.Failed failed -> "failed: " + reason(member) + "\n";
            case Ending.NotStarted none -> reason(member) + "\n";
        };
    }

    private String table(OutputFormat format) {
        return Rows.text(format, HEADINGS, members.stream().map(Report::row).toList(), scene.look().header());
    }

    private static List<String> row(Member member) {
        return List.of(member.guest().name(), Long.toString(member.guest().vmid()), member.guest().node(),
                status(member), Double.toString(member.seconds()), reason(member));
    }

    /** Says in a word or two how it ended. */
    static String status(Member member) {
        return switch (member.end()) {
            case Ending.Answered answered when answered.result().isPartial() -> "partial";
            case Ending.Answered(var result) when result.content() instanceof ToolResult.Task task
                    && !task.finished() ->
                "running";
            case Ending.Answered answered -> "done";
            case Ending.Planned planned -> "planned";
            case Ending.Failed failed -> "failed";
            case Ending.NotStarted none -> "not started";
        };
    }

    /** Gives the task's UPID, or why it failed and what may go on. */
    static String reason(Member member) {
        return switch (member.end()) {
            case Ending.Answered answered -> upid(answered.result()).map(CellText::clean).orElse("");
            case Ending.Planned planned -> "";
            case Ending.Failed failed -> CellText.clean(failed.failure().error()) + task(failed.failure());
            case Ending.NotStarted none -> CellText.clean(none.reason().error());
        };
    }

    /** A task that goes on, or has failed, is looked at by its UPID. */
    private static String task(ToolFailure failure) {
        return failure.details().get(TASK) instanceof String upid && !failure.error().contains(upid)
                ? " (" + CellText.clean(upid) + ")"
                : "";
    }

    private static Optional<String> upid(ToolResult result) {
        return result.content() instanceof ToolResult.Task task && task.facts().get(TASK) instanceof String upid
                ? Optional.of(upid)
                : Optional.empty();
    }

    /** Gives the sum, and what is the same for several guests only once. */
    private Set<String> notes() {
        Set<String> notes = new LinkedHashSet<>();
        notes.add(Tally.of(members));
        for (Member member : members) {
            switch (member.end()) {
                case Ending.Answered answered -> answered.result().notes()
                        .forEach(note -> notes.add("note: " + member.label() + ": " + CellText.clean(note)));
                case Ending.Failed failed -> guidance(failed.failure()).ifPresent(notes::add);
                case Ending.Planned planned -> {
                }
                case Ending.NotStarted none -> {
                }
            }
        }
        return notes;
    }

    private static Optional<String> guidance(ToolFailure failure) {
        return Optional.of(failure.guidance()).filter(words -> !words.isBlank())
                .map(words -> failure.kind().code() + ": " + CellText.clean(words.strip()));
    }

    private static boolean isGood(Ending ending) {
        return switch (ending) {
            case Ending.Answered answered -> !answered.result().isPartial();
            case Ending.Planned planned -> true;
            case Ending.Failed failed -> false;
            case Ending.NotStarted none -> false;
        };
    }

    /** That of several, where what was not started counts neither way; and what warned if that was said to count. */
    int exitCode() {
        int code = ExitCodes.ofSeveral(members.stream().flatMap(Report::exitCode).toList());
        boolean strict = scene.globals().has(GlobalOption.WARNINGS_AS_ERRORS);
        return code == 0 && strict && members.stream().anyMatch(Report::isWarned) ? WARNED : code;
    }

    private static Stream<Integer> exitCode(Member member) {
        return switch (member.end()) {
            case Ending.Answered answered -> Stream.of(answered.result().isPartial()
                    ? FailureKind.PARTIAL.exitCode()
                    : 0);
            case Ending.Planned planned -> Stream.of(0);
            case Ending.Failed failed -> Stream.of(failed.failure().kind().exitCode());
            case Ending.NotStarted none -> Stream.empty();
        };
    }

    private static boolean isWarned(Member member) {
        return member.end() instanceof Ending.Answered(var result) && result.content() instanceof ToolResult.Task task
                && task.facts().get("warnings") instanceof Number warnings && warnings.longValue() > 0;
    }
}
