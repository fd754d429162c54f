package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiException;
import io.github.proxmoxtools.client.ProxmoxException;
import io.github.proxmoxtools.client.RequestInterruptedException;
import io.github.proxmoxtools.client.TaskOutcome;
import io.github.proxmoxtools.client.TaskWait;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import io.github.proxmoxtools.tools.spi.ToolFailure.CallSite;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows a task to its end: reports what it writes, and turns a failed one into a failure. */
final class TaskFollower {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?) ?%");
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final Calls calls;
    private final ProgressSink progress;
    private final BooleanSupplier stopsOnCancel;
    private final Consumer<Upid> announcement;

    /**
     * Follows tasks of one call.
     *
     * @param calls reads how they go
     * @param progress is told
     * @param stopsOnCancel whether a task is stopped when nobody waits for it any more
     * @param announcement told before a task is stopped; what it throws prevents that
     */
    TaskFollower(Calls calls, ProgressSink progress, BooleanSupplier stopsOnCancel, Consumer<Upid> announcement) {
        this.calls = calls;
        this.progress = progress;
        this.stopsOnCancel = stopsOnCancel;
        this.announcement = announcement;
    }

    /** Names a task that is left to itself. */
    static ToolResult.Task started(Upid upid) {
        Map<String, @Nullable Object> facts = facts(upid);
        facts.put("status", "running");
        return new ToolResult.Task(facts, false);
    }

    ToolResult.Task follow(Upid upid, Optional<Duration> longest, CallSite site) {
        progress.report(new ProgressSink.TaskStarted(upid.toString(), upid.type()));
        TaskWait wait = longest.map(TaskWait::atMost).orElseGet(TaskWait::toTheEnd);
        TaskOutcome outcome = await(upid, wait);
        Map<String, @Nullable Object> facts = facts(outcome);
        if (outcome.finished() && !outcome.ok()) {
            throw failure(outcome, facts, site, () -> calls.whereabouts(site.endpoint())
                    .orElse(FailureTranslation.WHAT_EXISTS_CAN_BE_LISTED));
        }
        return new ToolResult.Task(facts, outcome.finished());
    }

    private TaskOutcome await(Upid upid, TaskWait wait) {
        long start = System.nanoTime();
        long[] lastReport = {start};
        try {
            return calls.client().tasks().await(upid, wait.listener((status, lines) -> {
                report(lines, start, lastReport);
            }));
        } catch (RequestInterruptedException e) {
            throw stopsOnCancel.getAsBoolean()
                    ? cancelledWith(upid, stop(upid))
                    : cancelledWith(upid, "the task goes on");
        } catch (ProxmoxException e) {
            throw new TaskFailure(FailureKind.OUTCOME_UNKNOWN,
                    "The task was started, but can no longer be followed: " + calls.translate(e).error(),
                    "Do not send it again: look at the task by its UPID.", false, Optional.empty(),
                    Map.of("upid", upid.toString(), "node", upid.node()));
        }
    }

    private static Cancellation cancelledWith(Upid upid, String task) {
        return new Cancellation("Cancelled; " + task, "It can be followed or stopped by its UPID.",
                Map.of("upid", upid.toString(), "node", upid.node()));
    }

    /** A thread that is interrupted cannot send anything. */
    private String stop(Upid upid) {
        boolean interrupted = Thread.interrupted();
        try {
            announcement.accept(upid);
            calls.client().tasks().stop(upid);
            return "the server was asked to stop the task";
        } catch (Refusal refusal) {
            return "the task was not stopped and goes on: " + refusal.error();
        } catch (ProxmoxException e) {
            return "the task could not be stopped: " + calls.translate(e).error();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void report(List<String> lines, long start, long[] lastReport) {
        long now = System.nanoTime();
        for (String line : lines) {
            progress.report(new ProgressSink.LogLine(line, fraction(line)));
            lastReport[0] = now;
        }
        if (now - lastReport[0] >= HEARTBEAT.toNanos()) {
            progress.report(new ProgressSink.StillRunning(Duration.ofNanos(now - start).toSeconds()));
            lastReport[0] = now;
        }
    }

    private static OptionalDouble fraction(String line) {
        Matcher percent = PERCENT.matcher(line);
        double last = -1;
        while (percent.find()) {
            last = Double.parseDouble(percent.group(1)) / 100;
        }
        return last >= 0 && last <= 1 ? OptionalDouble.of(last) : OptionalDouble.empty();
    }

    private static Map<String, @Nullable Object> facts(Upid upid) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("upid", upid.toString());
        facts.put("node", upid.node());
        facts.put("type", upid.type());
        return facts;
    }

    private static Map<String, @Nullable Object> facts(TaskOutcome outcome) {
        Map<String, @Nullable Object> facts = facts(outcome.upid());
        facts.put("status", outcome.finished() ? "stopped" : "running");
        outcome.exitStatus().ifPresent(exit -> facts.put("exitstatus", exit));
        facts.put("seconds", outcome.duration().toMillis() / 1000.0);
        if (outcome.warnings() > 0) {
            facts.put("warnings", outcome.warnings());
        }
        if (!outcome.logTail().isEmpty()) {
            facts.put("log", outcome.logTail());
        }
        return facts;
    }

    private static TaskFailure failure(TaskOutcome outcome, Map<String, @Nullable Object> facts, CallSite site,
            Supplier<String> whatIsThere) {
        String text = outcome.exitStatus().orElse("no exit status");
        Map<String, Object> details = new LinkedHashMap<>();
        facts.forEach((name, value) -> {
            if (value != null) {
                details.put(name, value);
            }
        });
        return switch (ApiException.Meaning.ofText(text)) {
            case LOCKED -> new TaskFailure(FailureKind.LOCKED, text, outcome.didNothing()
                    ? "Another operation holds it; nothing was changed. Try again when it has ended."
                    : "Another operation holds a lock that the task needed on its way: look at what it did before "
                            + "trying again.",
                    outcome.didNothing(), Optional.of(site), details);
            case NOT_FOUND -> new TaskFailure(FailureKind.NOT_FOUND, text, whatIsThere.get(), false,
                    Optional.of(site), details);
            case ALREADY_EXISTS ->
                new TaskFailure(FailureKind.ALREADY_EXISTS, text, "Choose another name or id.", false,
                        Optional.of(site), details);
            case PERMISSION_DENIED -> new TaskFailure(FailureKind.PERMISSION_DENIED, text,
                    "This login may not do all that the task needs.", false, Optional.of(site), details);
            default -> new TaskFailure(FailureKind.TASK_FAILED, text,
                    saysMore(outcome.logTail(), text) ? "The end of its log says more." : "", false,
                    Optional.of(site), details);
        };
    }

    private static boolean saysMore(List<String> log, String error) {
        return log.stream().anyMatch(line -> !line.isBlank() && !line.contains(error));
    }
}
