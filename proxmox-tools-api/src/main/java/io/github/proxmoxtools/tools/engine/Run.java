package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.PartialFailure;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.ToolFailure.CallSite;
import io.github.proxmoxtools.tools.spi.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: bind, guard, find the target, prepare, confirm, send, follow, shape, redact.
 *
 * <p>Everything before the confirmation only reads.
 */
final class Run {
    private static final List<String> TOLD_FACTS = List.of("name", "status", "lock", "uptime", "maxmem", "maxdisk",
            "tags", "template");

    private final EngineParts parts;
    private final ToolCall call;
    private final Tool tool;
    private final Bound bound;
    private final Safety safety;
    private final Calls calls;
    private final Redactor redactor;
    private final List<String> notes = new ArrayList<>();

    Run(EngineParts parts, ToolCall call) {
        this.parts = parts;
        this.call = call;
        this.tool = parts.catalog().find(call.tool()).orElseThrow(() -> unknownTool(parts.catalog(), call.tool()));
        this.bound = Binder.bind(tool, call.arguments());
        this.safety = safety();
        this.calls = new Calls(parts.connection(), parts.access());
        this.redactor = parts.redactor().with(bound.secrets());
    }

    private static InvalidCall unknownTool(Catalog catalog, String name) {
        return new InvalidCall(FailureKind.BAD_ARGUMENT, "There is no tool '" + Conversion.shortened(name) + "'"
                + Suggestions.asClause(name, catalog.tools().stream().map(Tool::name).toList()), "", Map.of());
    }

    private Safety safety() {
        if (tool.action() instanceof Action.Raw raw) {
            RawCall rawCall = new RawCall(raw, bound);
            return parts.catalog().safetyOfCall(rawCall.method(), rawCall.segments());
        }
        boolean raised = tool.destroysWhen().stream().anyMatch(condition -> condition.holds(bound));
        return raised ? Safety.DESTROY : tool.safety();
    }

    ToolResult run() {
        Optional<GuestAddress> target = Optional.empty();
        try {
            refuseAboveCeiling();
            target = target();
            ToolResult result = execute(target, prepared(target));
            Audit.record(tool.name(), safety, target, "done");
            return result;
        } catch (ToolFailure failure) {
            Audit.record(tool.name(), safety, target, failure.kind().code());
            throw new FailureRedaction(redactor).of(failure);
        }
    }

    Plan plan() {
        try {
            refuseAboveCeiling();
            Optional<GuestAddress> target = target();
            return plan(target, prepared(target), facts(target));
        } catch (ToolFailure failure) {
            throw new FailureRedaction(redactor).of(failure);
        }
    }

    private void refuseAboveCeiling() {
        if (!safety.within(parts.access())) {
            throw new Refusal(tool.name() + " with these arguments would " + word(safety)
                    + "; only " + word(parts.access()) + " is allowed here",
                    "The access level is set where this program is started.", Map.of());
        }
    }

    private static String word(Safety safety) {
        return safety.name().toLowerCase(Locale.ROOT);
    }

    private Optional<GuestAddress> target() {
        return tool.guest().map(input -> finder(input).find(bound));
    }

    private GuestFinder finder(GuestInput input) {
        return new GuestFinder(calls, input.kind());
    }

    private Job prepared(Optional<GuestAddress> target) {
        EndpointChoice choice = new EndpointChoice(bound, calls::version);
        choice.refuseUnsupported();
        return switch (tool.action()) {
            case Action.Rest rest -> {
                Endpoint endpoint = choice.of(rest.endpoints());
                yield checked(Job.single(new Requests(bound, target).of(endpoint), endpoint.keeping()));
            }
            case Action.Raw raw -> Job.single(new RawCall(raw, bound).request(index()));
            case Action.Scripted scripted -> scripted(scripted, target);
        };
    }

    /** What the declaration does not know is checked before it is sent. */
    private Job checked(Job job) {
        if (!bound.others().isEmpty()) {
            ApiRequest request = job.steps().get(0).request();
            ApiIndex index = index();
            index.match(request.method().name(), request.path().segments())
                    .ifPresent(match -> new IndexCheck(match).refuseProblems(request, "Every official parameter is "
                            + "accepted by name; checked against Proxmox VE " + index.release() + "."));
        }
        return job;
    }

    private Job scripted(Action.Scripted scripted, Optional<GuestAddress> target) {
        ScriptReading reading = new ScriptReading(parts, calls, bound, target, notes);
        Work work = scripted.script().prepare(reading);
        List<Job.Call> steps = new ArrayList<>();
        for (Step step : work.steps()) {
            steps.add(new Job.Call(step.title(), ScriptReading.request(bound, target, step.query()),
                    step.startsTask()));
        }
        return new Job(reading.made(), steps, work.finish());
    }

    private ApiIndex index() {
        return ApiIndex.nearest(calls.version());
    }

    private ToolResult execute(Optional<GuestAddress> target, Job job) {
        if (job.writes()) {
            confirm(target, job);
        }
        List<Data> answers = perform(job);
        return new ToolResult(tool, target, content(answers, job), notes);
    }

    private void confirm(Optional<GuestAddress> target, Job job) {
        boolean asks = safety == Safety.DESTROY && !call.confirmer().hasAnsweredForAll();
        if (asks) {
            Map<String, @Nullable Object> before = facts(target);
            ask(plan(target, job, before));
            refuseIfChanged(target, before);
        } else if (target.isPresent() && !target.get().name().isEmpty()) {
            finder(tool.guest().orElseThrow()).verify(target.get());
        }
    }

    private Plan plan(Optional<GuestAddress> target, Job job, Map<String, @Nullable Object> facts) {
        return new Planner(tool, safety, target, redactor).plan(job, facts, index());
    }

    private Map<String, @Nullable Object> facts(Optional<GuestAddress> target) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        target.ifPresent(guest -> {
            Data status = finder(tool.guest().orElseThrow()).status(guest);
            for (String field : TOLD_FACTS) {
                if (!status.at(field).isAbsent()) {
                    facts.put(field, status.at(field).raw());
                }
            }
        });
        return facts;
    }

    private void ask(Plan plan) {
        switch (answer(plan)) {
            case YES -> {
            }
            case NO -> throw new Refusal("Not confirmed; nothing was changed", "", Map.of("plan", plan.toMap()));
            case CANNOT_ASK -> throw new Refusal(
                    tool.name() + " with these arguments destroys or interrupts something, "
                            + "and there is nobody to confirm it; nothing was changed",
                    "Whoever started this program decides how such calls are confirmed.", Map.of("plan", plan.toMap()));
        }
    }

    private Confirmer.Answer answer(Plan plan) {
        try {
            return call.confirmer().ask(plan).toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancellation("Cancelled before anything was changed", "", Map.of());
        } catch (ExecutionException e) {
            throw new Refusal("The confirmation failed (" + e.getMessage() + "); nothing was changed", "",
                    Map.of("plan", plan.toMap()));
        }
    }

    private void refuseIfChanged(Optional<GuestAddress> target, Map<String, @Nullable Object> before) {
        Map<String, @Nullable Object> now = facts(target);
        for (String field : List.of("name", "status", "lock")) {
            if (!java.util.Objects.equals(before.get(field), now.get(field))) {
                throw new InvalidCall(FailureKind.CHANGED_MEANWHILE, "The " + field + " of " + target.orElseThrow()
                        + " changed while the confirmation was waited for; nothing was changed", "Ask again.",
                        Map.of());
            }
        }
    }

    private List<Data> perform(Job job) {
        List<Data> answers = new ArrayList<>();
        for (int i = 0; i < job.steps().size(); i++) {
            try {
                answers.add(perform(job, i));
            } catch (ToolFailure failure) {
                throw i == 0 ? failure : partial(job, i, failure);
            }
        }
        return answers;
    }

    private Data perform(Job job, int i) {
        Job.Call step = job.steps().get(i);
        if (job.steps().size() > 1) {
            call.progress().report(new ProgressSink.StepStarted(step.title(), i + 1, job.steps().size()));
        }
        ApiAnswer answer = calls.send(step.request());
        boolean last = i == job.steps().size() - 1;
        if (step.followed() && (!last || bound.waits()) && answer.data() instanceof String text
                && Upid.looksLikeUpid(text)) {
            Optional<Duration> limit = last ? waitLimit() : Optional.empty();
            return Data.of(follower().follow(Upid.parse(text), limit, site(step.request())).facts());
        }
        return Data.of(answer.data());
    }

    private static PartialFailure partial(Job job, int failed, ToolFailure failure) {
        List<String> titles = job.steps().stream().map(Job.Call::title).toList();
        return new PartialFailure(titles.subList(0, failed), titles.get(failed),
                titles.subList(failed + 1, titles.size()), failure);
    }

    private ToolResult.Content content(List<Data> answers, Job job) {
        @Nullable
        Object result = job.finish().apply(answers);
        if (tool.outcome() instanceof Outcome.Listing listing) {
            return listing(listing, Data.of(result));
        }
        if (EngineParams.mayStartTask(tool) && result instanceof String text && Upid.looksLikeUpid(text)) {
            return task(Upid.parse(text), site(job.steps().get(job.steps().size() - 1).request()));
        }
        if (tool.outcome() instanceof Outcome.Task && result instanceof Map<?, ?> facts && facts.containsKey("upid")) {
            return new ToolResult.Task(redactor.map(facts), "stopped".equals(facts.get("status")));
        }
        return new ToolResult.Value(redactor.value(result));
    }

    private ToolResult.Content listing(Outcome.Listing outcome, Data data) {
        ToolResult.Listing shaped = new Shaper(outcome, bound.view(), parts.listLimit()).shape(data);
        if (data.items().isEmpty()) {
            notes.add("The server listed nothing: either there is nothing, or this login may not see it.");
        } else if (shaped.items().size() < shaped.total()) {
            notes.add("Shown: " + shaped.items().size() + " of " + shaped.total()
                    + "; view.limit, view.offset and view.filter get the rest.");
        }
        List<Map<String, @Nullable Object>> items = shaped.items().stream().map(redactor::map).toList();
        return new ToolResult.Listing(items, shaped.total(), shaped.offset());
    }

    private ToolResult.Content task(Upid upid, CallSite site) {
        ToolResult.Task task = bound.waits()
                ? follower().follow(upid, waitLimit(), site)
                : TaskFollower.started(upid);
        if (!task.finished()) {
            notes.add("The task " + (bound.waits() ? "still runs" : "was started") + "; its UPID tells how it goes on"
                    + parts.catalog().find("proxmox_task_status").map(tool -> " (" + tool.name() + ")").orElse("")
                    + ".");
        }
        if (upid.type().equals("hastart") || upid.type().equals("hastop")) {
            notes.add("This guest is managed by HA: the task only tells the HA manager what is wanted, and the guest "
                    + "follows a little later.");
        }
        return new ToolResult.Task(redactor.map(task.facts()), task.finished());
    }

    private Optional<Duration> waitLimit() {
        return bound.waitTimeout().or(parts::waitTimeout);
    }

    private TaskFollower follower() {
        return new TaskFollower(calls, event -> call.progress().report(redacted(event)));
    }

    private ProgressSink.Event redacted(ProgressSink.Event event) {
        return event instanceof ProgressSink.LogLine line
                ? new ProgressSink.LogLine(redactor.text(line.text()), line.fraction())
                : event;
    }

    private static CallSite site(ApiRequest request) {
        return new CallSite(request.method().name(), request.path().encoded(), Optional.empty());
    }
}
