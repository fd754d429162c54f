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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of each guest, for people and for programs, and the exit code. */
final class Report {
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
        if (member.end() instanceof Fate.Failed failed) {
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
                .forEach(member -> text.append(CellText.clean(member.about().id())).append('\n'));
        return text.toString();
    }

    private static String lines(List<Map<String, @Nullable Object>> objects) {
        StringBuilder text = new StringBuilder();
        objects.forEach(object -> text.append(JsonText.compact(object)).append('\n'));
        return text.toString();
    }

    private static Map<String, @Nullable Object> object(Member member) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("target", member.about().target());
        Fate ending = member.end();
        object.put("ok", isGood(ending));
        switch (ending) {
            case Fate.Answered answered -> {
                object.put("seconds", member.seconds());
                object.put("result", answered.result().toMap());
            }
            case Fate.Planned planned -> object.put("plan", member.plan().orElseThrow().toMap());
            case Fate.Failed failed -> {
                object.put("seconds", member.seconds());
                object.put("failure", failed.failure().toMap());
            }
            case Fate.NotStarted none -> {
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
            text.append(text.isEmpty() ? "" : "\n").append(member.label()).append(member.about().place())
                    .append(":\n").append(section(member, format));
        }
        return text.toString();
    }

    private String section(Member member, OutputFormat format) {
        return switch (member.end()) {
            case Fate.Answered answered when tool.outcome() instanceof Outcome.Program ->
                GuestProgram.of(answered.result()).text();
            case Fate.Answered answered -> format.format().write(answered.result(), scene.look());
            case Fate.Planned planned -> PlanText.of(member.plan().orElseThrow());
            case Fate.Failed failed -> "failed: " + reason(member) + "\n";
            case Fate.NotStarted none -> reason(member) + "\n";
        };
    }

    private String table(OutputFormat format) {
        List<String> headings = new ArrayList<>(members.getFirst().about().headings());
        headings.addAll(List.of("status", "seconds", "result"));
        return Rows.text(format, headings, members.stream().map(Report::row).toList(), scene.look().header(),
                scene.look().paint());
    }

    private static List<String> row(Member member) {
        List<String> row = new ArrayList<>(member.about().cells());
        row.addAll(List.of(status(member), Double.toString(member.seconds()), reason(member)));
        return row;
    }

    /** Says in a word or two how it ended. */
    static String status(Member member) {
        return switch (member.end()) {
            case Fate.Answered answered when answered.result().isPartial() -> "partial";
            case Fate.Answered(var result) when result.content() instanceof ToolResult.Task task
                    && !task.finished() ->
                "running";
            case Fate.Answered answered -> "done";
            case Fate.Planned planned -> "planned";
            case Fate.Failed failed -> "failed";
            case Fate.NotStarted none -> "not started";
        };
    }

    /** Gives the task's UPID, or why it failed and what may go on. */
    static String reason(Member member) {
        return switch (member.end()) {
            case Fate.Answered answered -> upid(answered.result()).map(CellText::clean).orElse("");
            case Fate.Planned planned -> "";
            case Fate.Failed failed -> CellText.clean(failed.failure().error()) + wrongArguments(failed.failure())
                    + task(failed.failure());
            case Fate.NotStarted none -> CellText.clean(none.reason().error());
        };
    }

    private static String wrongArguments(ToolFailure failure) {
        return failure.kind() != FailureKind.BAD_ARGUMENT
                ? ""
                : failure.details().entrySet().stream()
                        .filter(detail -> !failure.error().contains(String.valueOf(detail.getValue())))
                        .map(detail -> " " + CellText.clean(detail.getKey() + ": " + detail.getValue()).strip())
                        .collect(Collectors.joining(";"));
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
        Hints hints = new Hints();
        notes.add(Tally.of(members));
        for (Member member : members) {
            switch (member.end()) {
                case Fate.Answered answered -> answered.result().notes()
                        .forEach(note -> notes.add("note: " + member.label() + ": " + CellText.clean(note)));
                case Fate.Failed failed -> hints.add(member.label(), failed.failure());
                case Fate.Planned planned -> {
                }
                case Fate.NotStarted none -> {
                }
            }
        }
        hints.lines().forEach(hint -> notes.add(scene.names().in(hint, tool)));
        return notes;
    }

    private static boolean isGood(Fate ending) {
        return switch (ending) {
            case Fate.Answered answered -> !answered.result().isPartial();
            case Fate.Planned planned -> true;
            case Fate.Failed failed -> false;
            case Fate.NotStarted none -> false;
        };
    }

    /** That of several, where what was not started counts neither way; and what warned if that was said to count. */
    int exitCode() {
        int code = ExitCodes.ofSeveral(members.stream().flatMap(Report::exitCode).toList());
        boolean strict = scene.globals().has(GlobalOption.WARNINGS_AS_ERRORS);
        return code == 0 && strict && members.stream().anyMatch(Report::isWarned) ? ExitCodes.WARNED : code;
    }

    private static Stream<Integer> exitCode(Member member) {
        return switch (member.end()) {
            case Fate.Answered answered -> Stream.of(answered.result().isPartial()
                    ? FailureKind.PARTIAL.exitCode()
                    : 0);
            case Fate.Planned planned -> Stream.of(0);
            case Fate.Failed failed -> Stream.of(failed.failure().kind().exitCode());
            case Fate.NotStarted none -> Stream.empty();
        };
    }

    private static boolean isWarned(Member member) {
        return member.end() instanceof Fate.Answered(var result) && result.content() instanceof ToolResult.Task task
                && task.facts().get("warnings") instanceof Number warnings && warnings.longValue() > 0;
    }
}
