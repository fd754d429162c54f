package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.PartialFailure;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import io.github.proxmoxtools.tools.spi.ToolFailure.CallSite;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Sends what was prepared, step by step, and follows the tasks that it starts. */
final class StepSender {
    private static final int MOST_TRIES = 5;
    private static final Duration LAST_LOOK = Duration.ofMillis(500);
    private static final Pattern ID_IS_TAKEN = Pattern
            .compile("(?is)unable to create (VM|CT) \\d+(:| -) (config file|(VM|CT) \\d+) already exists.*");

    private final CallParts parts;
    private final Supplier<Planner> planner;
    private final BooleanSupplier stopsTasks;
    private final List<Answered> answered = new ArrayList<>();
    private long started = System.nanoTime();

    /**
     * Prepares to send.
     *
     * @param parts what belongs to the call
     * @param planner describes a step for the audit log
     * @param stopsTasks whether a task is stopped when nobody waits for it any more
     */
    StepSender(CallParts parts, Supplier<Planner> planner, BooleanSupplier stopsTasks) {
        this.parts = parts;
        this.planner = planner;
        this.stopsTasks = stopsTasks;
    }

    /** What came last; nothing where a script only read. */
    Optional<Answered> last() {
        return answered.isEmpty() ? Optional.empty() : Optional.of(answered.getLast());
    }

    /** Sends the steps in their order, each when the one before is done. */
    List<Data> send(Job job) {
        started = System.nanoTime();
        List<Data> answers = new ArrayList<>();
        for (int i = 0; i < job.steps().size(); i++) {
            try {
                answers.add(perform(job, i));
            } catch (ToolFailure failure) {
                throw leavesNoDoubt(job, i, failure) ? failure : partial(job, i, failure);
            }
            refuseToGoOn(job, i, answers.getLast());
        }
        return answers;
    }

    /** The first step's plain failure says itself that nothing was done; what may have been done needs telling what was not. */
    private static boolean leavesNoDoubt(Job job, int failed, ToolFailure failure) {
        boolean doubtful = failure.kind() == FailureKind.OUTCOME_UNKNOWN || failure instanceof Cancellation;
        return failed == 0 && (job.steps().size() == 1 || !doubtful);
    }

    /** What needs the end of an earlier task is not sent while that one still runs. */
    private void refuseToGoOn(Job job, int i, Data answer) {
        Job.Call step = job.steps().get(i);
        if (i < job.steps().size() - 1 && step.followed()
                && answer.at("status").text().filter("running"::equals).isPresent()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            answer.fields().forEach((name, value) -> facts.put(name, String.valueOf(value)));
            throw partial(job, i, new TaskFailure(FailureKind.TIMEOUT, "its task " + facts.get("upid")
                    + " still runs, and the time to wait is over; what follows was not sent",
                    "Look at the task by its UPID; when it has ended, what is left can be done.", false,
                    Optional.of(site(step.request())), facts));
        }
    }

    private Data perform(Job job, int i) {
        boolean last = i == job.steps().size() - 1;
        Job.Call step = job.steps().get(i);
        if (job.steps().size() > 1) {
            parts.secrets().progress().report(new ProgressSink.StepStarted(step.title(), i + 1, job.steps().size()));
        }
        for (int tries = 1;; tries++) {
            try {
                return perform(step, last);
            } catch (ToolFailure failure) {
                step = instead(step, failure, tries);
            }
        }
    }

    /** A refusal after which nothing was changed may have another way; any other failure stands. */
    private static Job.Call instead(Job.Call step, ToolFailure failure, int tries) {
        boolean another = tries < MOST_TRIES && didNothing(failure)
                && step.instead().filter(instead -> instead.refusal() == failure.kind()).isPresent();
        if (!another) {
            throw failure;
        }
        return step.instead().orElseThrow().other().get();
    }

    /** A task that fails has begun its work, unless the first thing it saw is that somebody took the id meanwhile. */
    private static boolean didNothing(ToolFailure failure) {
        return failure instanceof ServerFailure
                || (failure instanceof TaskFailure && ID_IS_TAKEN.matcher(failure.error()).matches());
    }

    private Data perform(Job.Call planned, boolean last) {
        Job.Call step = planned.completed().isPresent() ? planned.with(planned.completed().get().get()) : planned;
        if (step.writes()) {
            parts.call().beforeWrites().run();
        }
        parts.audit().sending(step, planner.get(), parts.secrets().redactor());
        ApiAnswer answer = step.file().isPresent()
                ? step.file().get().send(step.request(), parts.engine(), parts.calls(),
                        (bytes, total) -> parts.secrets().progress().report(new ProgressSink.Transferred(bytes, total)))
                : parts.calls().send(step.request());
        parts.audit().answered(step, answer);
        answered.add(Answered.of(step.request(), answer));
        if (answer.recovered()) {
            parts.notes().add("The answer to " + step.title() + " was lost; its task was found in the list of tasks.");
        }
        if (step.followed() && (!last || parts.bound().waits()) && answer.data() instanceof String text
                && Upid.looksLikeUpid(text)) {
            return Data.of(follower().follow(Upid.parse(text), timeLeft(), site(step.request())).facts());
        }
        return Data.of(answer.data());
    }

    /** Who took the call back is told so, and what was done by then. */
    private static ToolFailure partial(Job job, int failed, ToolFailure failure) {
        List<String> titles = job.steps().stream().map(Job.Call::title).toList();
        if (failure instanceof Cancellation cancellation) {
            return cancellation.after(titles.subList(0, failed), titles.subList(failed, titles.size()));
        }
        return new PartialFailure(titles.subList(0, failed), titles.get(failed),
                titles.subList(failed + 1, titles.size()), failure);
    }

    /** Waits for the task that the last step started, as far as the call waits. */
    ToolResult.Task followed(Upid upid, Job job) {
        if (!parts.bound().waits()) {
            return TaskFollower.started(upid);
        }
        int last = job.steps().size() - 1;
        try {
            return follower().follow(upid, timeLeft(), site(job.steps().get(last).request()));
        } catch (ToolFailure failure) {
            throw last == 0 ? failure : partial(job, last, failure);
        }
    }

    /** What earlier steps took is gone; a moment is left to see how the last one does. */
    private Optional<Duration> timeLeft() {
        return parts.waitLimit().map(limit -> limit.minusNanos(System.nanoTime() - started))
                .map(left -> left.compareTo(LAST_LOOK) < 0 ? LAST_LOOK : left);
    }

    private TaskFollower follower() {
        return new TaskFollower(parts.calls(), parts.secrets().progress(), stopsTasks,
                task -> parts.audit().stopping(task, parts.secrets().redactor()));
    }

    private static CallSite site(ApiRequest request) {
        return new CallSite(request.method().name(), request.path().encoded(), Optional.empty());
    }
}
