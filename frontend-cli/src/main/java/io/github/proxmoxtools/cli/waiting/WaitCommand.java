package io.github.proxmoxtools.cli.waiting;

import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.options.ExitCodes;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.output.JsonLines;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.output.YamlText;
import io.github.proxmoxtools.cli.terminal.PlainProgress;
import io.github.proxmoxtools.cli.terminal.StatusLine;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.cli.watch.Seconds;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Waits for guests and tasks. */
public final class WaitCommand extends ProgramCommand {
    private static final String TASK = "UPID:";
    private static final int MOST_SECONDS = 7 * 24 * 3600;

    /** Declares it. */
    public WaitCommand() {
        super("wait", "Wait for Guests and Tasks",
                "Waits until every guest is as wanted, or every task has ended, and tells what was found. Changes nothing. "
                        + "Ends with 0 when all is reached, 7 when the time is over, 5 when there is no such guest or task, "
                        + "8 when a task failed, 9 when one ended with warnings and --warnings-as-errors is given.");
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.many("what", "GUEST|UPID", "Guests by vmid or name, or tasks by UPID."));
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.values("--for", "CONDITION", "What a guest is waited for: " + Goal.words()
                        + ". May be repeated: all must hold."),
                Option.value("--timeout", "SECONDS", "Wait no longer than this; without it to the end."),
                Option.value("--node", "NODE", "The node on which the guests are."));
    }

    @Override
    public List<String> examples() {
        return List.of("proxmox wait web-01 --for status=running --for ip --timeout 120",
                "proxmox wait UPID:pve1:...");
    }

    @Override
    public int run(Here here, Given given) {
        Optional<Duration> longest = given.text("timeout")
                .map(text -> Seconds.of("--timeout", text, 0, MOST_SECONDS));
        Set<Goal> goals = Goal.named(given.all("for"));
        List<String> names = List.copyOf(new LinkedHashSet<>(given.all("what")));
        checkMeaning(names, goals, given);
        try (Session session = here.open()) {
            List<Awaited> all = names.stream().map(name -> awaited(session.facts(), name, given.text("node"), goals))
                    .toList();
            List<Map<String, @Nullable Object>> found = reached(all, longest, here).stream().map(Awaited.Look::facts)
                    .toList();
            show(found, here);
            found.stream().filter(AwaitedTask::failed).findFirst().ifPresent(WaitCommand::fail);
            boolean warned = found.stream().anyMatch(AwaitedTask::warned);
            return warned && here.globals().has(GlobalOption.WARNINGS_AS_ERRORS) ? ExitCodes.WARNED : 0;
        }
    }

    private static void checkMeaning(List<String> names, Set<Goal> goals, Given given) {
        boolean guests = names.stream().anyMatch(name -> !isTask(name));
        if (guests && goals.isEmpty()) {
            throw Usage.error("Missing: --for CONDITION", "Say what the guest is waited for: " + Goal.words() + ".");
        }
        if (!guests && (!goals.isEmpty() || given.has("node"))) {
            throw Usage.error("--for and --node are about guests; a task is waited for to its end",
                    "Leave them out where only tasks are named.");
        }
    }

    private static boolean isTask(String name) {
        return name.startsWith(TASK);
    }

    private static Awaited awaited(Facts facts, String name, Optional<String> node, Set<Goal> goals) {
        return isTask(name) ? new AwaitedTask(facts, name) : new AwaitedGuest(facts, name, node, goals);
    }

    private static List<Awaited.Look> reached(List<Awaited> all, Optional<Duration> longest, Here here) {
        if (here.globals().has(GlobalOption.QUIET)) {
            return new Waiting(all, longest, here.terminal().pace(), ProgressSink.NONE).toTheEnd();
        }
        if (!here.terminal().isWatched()) {
            return new Waiting(all, longest, here.terminal().pace(), new PlainProgress(here.terminal())).toTheEnd();
        }
        StatusLine line = new StatusLine(here.terminal());
        try {
            return new Waiting(all, longest, here.terminal().pace(), line).toTheEnd();
        } finally {
            line.clear();
        }
    }

    private static void show(List<Map<String, @Nullable Object>> found, Here here) {
        OutputFormat format = here.globals().format();
        switch (format) {
            case JSON -> here.terminal().out(JsonText.pretty(found) + "\n");
            case JSONL -> here.terminal().out(JsonLines.of(found));
            case YAML -> here.terminal().out(YamlText.of(found));
            case TABLE, WIDE, CSV, NAME -> {
                Set<String> names = new LinkedHashSet<>();
                found.forEach(facts -> names.addAll(facts.keySet()));
                here.show(List.copyOf(names), found.stream()
                        .map(facts -> names.stream().map(name -> text(facts.get(name))).toList()).toList());
            }
        }
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    private static void fail(Map<String, @Nullable Object> task) {
        Map<String, Object> details = new LinkedHashMap<>();
        task.forEach((name, value) -> {
            if (value != null) {
                details.put(name, value);
            }
        });
        throw new TaskFailure(FailureKind.TASK_FAILED, "The task failed: " + task.get("exitstatus"),
                "'proxmox task log' shows what it did, where the tools of tasks are loaded.", false, Optional.empty(),
                details);
    }
}
