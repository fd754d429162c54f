package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.DeclarationException;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.PartialFailure;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import io.github.proxmoxtools.tools.spi.TaskInput;
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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: bind, guard, find the target, prepare, confirm, send, follow, shape, redact.
 *
 * <p>Everything before the confirmation only reads.
 */
final class Run {
    private static final int MOST_TRIES = 5;
    private static final Duration LAST_LOOK = Duration.ofMillis(500);
    private static final Set<String> HA_TASKS = Set.of("hastart", "hastop", "hamigrate");
    private static final Pattern ID_IS_TAKEN = Pattern
            .compile("(?is)unable to create (VM|CT) \\d+(:| -) (config file|(VM|CT) \\d+) already exists.*");

    private final EngineParts parts;
    private final ToolCall call;
    private final Tool tool;
    private final Bound bound;
    private final Safety ceiling;
    private Safety safety;
    private long started = System.nanoTime();
    private final Calls calls;
    private final EndpointChoice choice;
    private final CallAudit audit;
    private Redactor redactor;
    private ProgressSink progress;
    private @Nullable ScriptReading scriptReading;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, ToolFailure> missing = new LinkedHashMap<>();

    Run(EngineParts parts, ToolCall call) {
        this.parts = parts;
        this.call = call;
        this.tool = parts.catalog().find(call.tool()).orElseThrow(() -> unknownTool(parts.catalog(), call.tool()));
        this.bound = Binder.bind(tool, call.arguments()).confinedTo(parts.files());
        this.ceiling = call.ceiling().within(parts.access()) ? call.ceiling() : parts.access();
        Optional<RawCall> raw = rawCall();
        this.safety = safety(raw);
        this.calls = new Calls(parts.connection(), ceiling, parts.catalog());
        this.choice = new EndpointChoice(bound, calls::version);
        this.audit = new CallAudit(parts, tool.name());
        this.redactor = parts.redactor().with(bound.secrets()).with(raw.map(RawCall::secrets).orElse(Set.of()));
        this.progress = new QuietProgress(call.progress(), redactor);
    }

    private static InvalidCall unknownTool(Catalog catalog, String name) {
        return new InvalidCall(FailureKind.BAD_ARGUMENT, "There is no tool '" + Conversion.shortened(name) + "'"
                + Suggestions.asClause(name, catalog.tools().stream().map(Tool::name).toList()), "", Map.of());
    }

    private Optional<RawCall> rawCall() {
        return switch (tool.action()) {
            case Action.Raw raw -> Optional.of(RawCall.of(raw, bound));
            case Action.RawUpload raw -> Optional.of(RawCall.of(raw, bound));
            case Action.Rest rest -> Optional.empty();
            case Action.Scripted scripted -> Optional.empty();
        };
    }

    private Safety safety(Optional<RawCall> raw) {
        if (raw.isPresent()) {
            Safety ofCall = parts.catalog().safetyOfCall(raw.get().method(), raw.get().segments(),
                    raw.get().parameters());
            return tool.action() instanceof Action.RawUpload ? ofCall.or(tool.safety()) : ofCall;
        }
        boolean raised = tool.destroysWhen().stream().anyMatch(condition -> condition.holds(bound));
        return raised ? Safety.DESTROY : tool.safety();
    }

    ToolResult run() {
        Optional<GuestAddress> target = Optional.empty();
        try {
            Optional<Endpoint> endpoint = allowedEndpoint();
            target = target(endpoint);
            ToolResult result = execute(target, hidingSecrets(prepared(endpoint, target)));
            return ended(target, result);
        } catch (ToolFailure failure) {
            failed(target, failure.kind());
            throw new FailureRedaction(redactor).of(failure);
        } catch (RuntimeException | Error mistake) {
            failed(target, FailureKind.INTERNAL);
            throw mistake;
        }
    }

    private ToolResult ended(Optional<GuestAddress> target, ToolResult result) {
        Audit.record(tool.name(), safety, target, result.isPartial() ? FailureKind.PARTIAL.code() : "done");
        Optional<String> remark = audit.ended(outcome(result), redactor);
        return remark.isPresent() ? result.noting(remark.get()) : result;
    }

    private static String outcome(ToolResult result) {
        if (result.isPartial()) {
            return FailureKind.PARTIAL.code();
        }
        return result.content() instanceof ToolResult.Task task && !task.finished() ? "started" : "done";
    }

    private void failed(Optional<GuestAddress> target, FailureKind kind) {
        Audit.record(tool.name(), safety, target, kind.code());
        audit.failed(safety, target, kind, redactor);
    }

    Plan plan() {
        try {
            Optional<Endpoint> endpoint = allowedEndpoint();
            Optional<GuestAddress> target = target(endpoint);
            Job job = hidingSecrets(prepared(endpoint, target));
            new Protection(calls, parts.catalog(), target).refuse(job);
            Outlook outlook = outlook(job);
            if (safety != Safety.DESTROY) {
                return plan(target, job, status(target), outlook);
            }
            StateCheck check = stateCheck(target, job);
            return plan(target.or(check::owner), held(job, outlook), check.read(), outlook);
        } catch (ToolFailure failure) {
            throw new FailureRedaction(redactor).of(failure);
        }
    }

    /** Refuses what may not be or cannot be, and chooses among several endpoints. */
    private Optional<Endpoint> allowedEndpoint() {
        refuseAboveCeiling();
        choice.refuseUnsupported();
        return tool.action() instanceof Action.Rest rest
                ? Optional.of(choice.of(rest.endpoints()))
                : Optional.empty();
    }

    private void refuseAboveCeiling() {
        if (!safety.within(ceiling)) {
            throw new Refusal(tool.name() + " with these arguments would " + word(safety)
                    + "; only " + word(ceiling) + " is allowed here",
                    ceiling == parts.access()
                            ? Ceiling.origin(ceiling)
                            : "This way of calling allows no more.",
                    Map.of());
        }
    }

    private static String word(Safety safety) {
        return safety.name().toLowerCase(Locale.ROOT);
    }

    private Optional<GuestAddress> target(Optional<Endpoint> endpoint) {
        return endpoint.map(Endpoint::guest).orElseGet(() -> tool.guest().or(this::guestOfTheseArguments))
                .map(input -> GuestFinder.of(calls, input.kind(), tool).find(bound));
    }

    /** A script may be about one guest or another, or none: its endpoints say for which arguments. */
    private Optional<GuestInput> guestOfTheseArguments() {
        return tool.action().endpoints().stream()
                .filter(endpoint -> endpoint.when().filter(condition -> condition.holds(bound)).isPresent())
                .flatMap(endpoint -> endpoint.guest().stream()).findFirst();
    }

    private Job prepared(Optional<Endpoint> endpoint, Optional<GuestAddress> target) {
        return switch (tool.action()) {
            case Action.Rest rest -> {
                Endpoint chosen = endpoint.orElseThrow();
                Requests requests = new Requests(bound, target);
                yield checked(Job.single(requests.of(chosen), requests.file(chosen), chosen.keeping()));
            }
            case Action.Raw raw -> Job.single(RawCall.of(raw, bound).request(index()));
            case Action.RawUpload raw -> Job.single(RawCall.of(raw, bound).request(index()),
                    Optional.of(RawCall.file(raw, bound)), Map.of());
            case Action.Scripted scripted -> checked(scripted(scripted, target));
        };
    }

    /** What the declaration does not know, and what has a format of its own, is checked before it is sent. */
    private Job checked(Job job) {
        boolean formatted = tool.params().stream().anyMatch(param -> bound.values().containsKey(param.name())
                && param.type() instanceof ParamType.PropertyString);
        if (formatted || !bound.others().isEmpty()) {
            ApiIndex index = index();
            String guidance = "Checked against Proxmox VE " + index.release() + "."
                    + (tool.acceptsOfficialParameters() ? " Every official parameter is accepted by name." : "");
            job.steps().stream().map(Job.Call::request).forEach(request -> index
                    .match(request.method().name(), request.path().segments())
                    .ifPresent(match -> new IndexCheck(match).refuseProblems(request, guidance)));
        }
        return job;
    }

    private Job scripted(Action.Scripted scripted, Optional<GuestAddress> target) {
        ScriptReading reading = new ScriptReading(parts, calls, bound, target, notes, missing,
                new Polling(waitLimit(), progress));
        scriptReading = reading;
        Work work = scripted.script().prepare(reading);
        if (work.destroys()) {
            safety = Safety.DESTROY;
            refuseAboveCeiling();
        }
        return new Job(reading.made(), work.steps().stream().map(step -> planned(step, target)).toList(),
                work.finish());
    }

    private Job.Call planned(Step step, Optional<GuestAddress> target) {
        ApiRequest request = hidingSecrets(ScriptReading.request(bound, target, step.query()));
        return new Job.Call(step.title(), request, step.startsTask(),
                new Requests(bound, target).file(step.query().endpoint()),
                step.instead().map(instead -> new Job.Instead(instead.refusal(),
                        () -> planned(instead.other().get(), target))),
                step.completed().map(query -> () -> completed(request, query.get(), target)));
    }

    private Job hidingSecrets(Job job) {
        hideSecrets(Stream.concat(job.reads().stream(), job.steps().stream().map(Job.Call::request)).toList());
        return job;
    }

    /** A script may have made another text of a secret. */
    private ApiRequest hidingSecrets(ApiRequest request) {
        hideSecrets(List.of(request));
        return request;
    }

    private void hideSecrets(List<ApiRequest> requests) {
        redactor = redactor.with(Secrecy.valuesIn(requests)).hiding(Secrecy.fieldsOf(requests));
        progress = new QuietProgress(call.progress(), redactor);
    }

    /** What was confirmed may be completed, not replaced. */
    private ApiRequest completed(ApiRequest planned, Query query, Optional<GuestAddress> target) {
        ApiRequest whole = hidingSecrets(ScriptReading.request(bound, target, query));
        if (whole.method() != planned.method() || !whole.path().encoded().equals(planned.path().encoded())) {
            throw new DeclarationException(tool + ": a step is completed, not made another: " + query.endpoint());
        }
        return whole;
    }

    private ApiIndex index() {
        return parts.indices().of(calls, notes);
    }

    private ToolResult execute(Optional<GuestAddress> target, Job job) {
        audit.prepared(job, planner(target));
        new Protection(calls, parts.catalog(), target).refuse(job);
        Job confirmed = job.writes() ? announced(target, job) : job;
        List<Data> answers = perform(confirmed);
        ToolResult.Content content = content(answers, confirmed);
        return new ToolResult(tool, target, content, shownNotes(), missing);
    }

    /** What was confirmed is written down as it is sent. */
    private Job announced(Optional<GuestAddress> target, Job job) {
        Job confirmed = confirmed(target, job);
        if (safety != Safety.READ) {
            audit.prepared(confirmed, planner(target));
            audit.intent(safety, target, redactor);
        }
        return confirmed;
    }

    private List<String> shownNotes() {
        FailureRedaction redaction = new FailureRedaction(redactor);
        missing.replaceAll((name, failure) -> redaction.of(failure));
        return notes.stream().map(redactor::text).toList();
    }

    /** Gives the job as it was confirmed: held to the digest of what was shown. */
    private Job confirmed(Optional<GuestAddress> target, Job job) {
        boolean asks = safety == Safety.DESTROY && !call.confirmer().hasAnsweredForAll();
        if (safety == Safety.DESTROY && !asks) {
            audit.confirmed(call.confirmer(), "yes");
        }
        boolean byName = isByName(target);
        if (!asks && !byName) {
            return job;
        }
        if (!asks) {
            refuseOtherName(target, status(target));
            return job;
        }
        StateCheck check = stateCheck(target, job);
        State before = check.read();
        if (byName) {
            refuseOtherName(target, before);
        }
        Outlook outlook = outlook(job);
        Job held = held(job, outlook);
        confirm(new Confirmation(call.confirmer(), plan(target.or(check::owner), held, before, outlook)));
        check.refuseChangeSince(before);
        return held;
    }

    private Outlook outlook(Job job) {
        return Outlook.of(job, calls, index(), redactor);
    }

    private static Job held(Job job, Outlook outlook) {
        return outlook.differences().digest().map(job::holdingTo).orElse(job);
    }

    private boolean isByName(Optional<GuestAddress> target) {
        return target.isPresent() && !GuestFinder.isId(bound.get(GuestInput.VMID));
    }

    private void confirm(Confirmation confirmation) {
        try {
            confirmation.obtain();
        } finally {
            audit.confirmed(call.confirmer(), confirmation.outcome());
        }
    }

    private StateCheck stateCheck(Optional<GuestAddress> target, Job job) {
        return new StateCheck(calls, target, isByName(target), job, index());
    }

    private State status(Optional<GuestAddress> target) {
        return target.map(guest -> new State(new TargetState(calls, guest).status(), Map.of())).orElse(State.NOTHING);
    }

    private void refuseOtherName(Optional<GuestAddress> target, State state) {
        target.ifPresent(guest -> new TargetState(calls, guest).refuseOtherName(state.facts()));
    }

    private Plan plan(Optional<GuestAddress> target, Job job, State state, Outlook outlook) {
        return planner(target).plan(job, state, notes, index(), outlook);
    }

    private Planner planner(Optional<GuestAddress> target) {
        return new Planner(tool.name(), safety, target, redactor);
    }

    private List<Data> perform(Job job) {
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
            progress.report(new ProgressSink.StepStarted(step.title(), i + 1, job.steps().size()));
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
            call.beforeWrites().run();
        }
        audit.sending(step, planner(Optional.empty()), redactor);
        ApiAnswer answer = step.file().isPresent()
                ? step.file().get().send(step.request(), parts, calls,
                        (bytes, total) -> progress.report(new ProgressSink.Transferred(bytes, total)))
                : calls.send(step.request());
        audit.answered(step, answer);
        if (answer.recovered()) {
            notes.add("The answer to " + step.title() + " was lost; its task was found in the list of tasks.");
        }
        if (step.followed() && (!last || bound.waits()) && answer.data() instanceof String text
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

    private ToolResult.Content content(List<Data> answers, Job job) {
        @Nullable
        Object result = finished(answers, job);
        if (tool.outcome() instanceof Outcome.Listing listing) {
            return listing(listing, Data.of(result), answers, job);
        }
        if (tool.waits() && result instanceof String text && Upid.looksLikeUpid(text)) {
            return shown(followed(Upid.parse(text), job));
        }
        if (tool.outcome() instanceof Outcome.Task && result instanceof Map<?, ?> facts && facts.containsKey("upid")) {
            return shown(new ToolResult.Task(redactor.map(facts), "stopped".equals(facts.get("status"))));
        }
        if (result instanceof Map<?, ?> made && made.containsKey("full-tokenid") && made.containsKey("value")) {
            notes.add("value is the new token's secret: it is shown this once, and by nobody ever again. Keep it where "
                    + "secrets are kept, and out of logs and conversations.");
        }
        if (result == null && job.writes() && rawCall().isPresent()) {
            notes.add("The server took it, and answered no data.");
        }
        return new ToolResult.Value(redactor.value(result));
    }

    /** A failure after the last write must not look as if nothing had been done, unless it says how that ended. */
    private @Nullable Object finished(List<Data> answers, Job job) {
        try {
            return job.finish().apply(answers);
        } catch (ToolFailure failure) {
            List<String> done = job.steps().stream().map(Job.Call::title).toList();
            throw switch (failure) {
                case ToolFailure nothingDone when !job.writes() -> nothingDone;
                case TaskFailure theirOutcome when done.size() == 1 -> theirOutcome;
                case Cancellation cancellation -> cancellation.after(done, List.of());
                case ToolFailure other -> new PartialFailure(done, "read the result", List.of(), other);
            };
        }
    }

    private ToolResult.Task followed(Upid upid, Job job) {
        if (!bound.waits()) {
            return TaskFollower.started(upid);
        }
        int last = job.steps().size() - 1;
        try {
            return follower().follow(upid, timeLeft(), site(job.steps().get(last).request()));
        } catch (ToolFailure failure) {
            throw last == 0 ? failure : partial(job, last, failure);
        }
    }

    private ToolResult.Content listing(Outcome.Listing outcome, Data data, List<Data> answers, Job job) {
        ToolResult.Listing shaped = new Shaper(outcome, bound.view(), parts.listLimit()).shape(data);
        if (data.items().isEmpty()) {
            whyEmpty(answers, job).ifPresent(notes::add);
        } else if (shaped.total() == 0) {
            notes.add("None of the " + data.items().size() + " listed fits view.filter.");
        }
        shaped.partNote().ifPresent(notes::add);
        List<Map<String, @Nullable Object>> items = shaped.items().stream().map(redactor::map).toList();
        return new ToolResult.Listing(items, shaped.total(), shaped.offset());
    }

    /** Rows that came and are none of this list show that the login sees something; more is not asked then. */
    private Optional<String> whyEmpty(List<Data> answers, Job job) {
        if (answers.stream().anyMatch(answer -> !answer.items().isEmpty())) {
            return Optional.of(EmptyList.NONE_OF_THESE);
        }
        return job.steps().isEmpty()
                ? whyEmpty(scriptReading == null ? List.of() : scriptReading.lastCame())
                : Optional.of(new EmptyList(calls).note(job.steps().getLast().request(), this::index));
    }

    private Optional<String> whyEmpty(List<ScriptReading.Came> reads) {
        if (reads.stream().anyMatch(ScriptReading.Came::rows)) {
            return Optional.of(EmptyList.NONE_OF_THESE);
        }
        List<ApiRequest> requests = reads.stream().map(ScriptReading.Came::request).toList();
        return requests.isEmpty() ? Optional.empty() : Optional.of(new EmptyList(calls).note(requests, this::index));
    }

    private ToolResult.Content shown(ToolResult.Task task) {
        if (!task.finished()) {
            notes.add("The task " + (bound.waits() ? "still runs" : "was started") + "; its UPID tells how it goes on"
                    + toolThatLooksAtTasks().map(name -> " (" + name + ")").orElse("") + ".");
        }
        if (HA_TASKS.contains(String.valueOf(task.facts().get("type")))) {
            notes.add("This guest is managed by HA: the task only tells the HA manager what is wanted, and the guest "
                    + "follows a little later.");
        }
        return new ToolResult.Task(redactor.map(task.facts()), task.finished());
    }

    private Optional<String> toolThatLooksAtTasks() {
        return parts.catalog().tools().stream()
                .filter(other -> other.safety() == Safety.READ && other.inputs().contains(TaskInput.TASK)
                        && other.outcome() instanceof Outcome.Data)
                .map(Tool::name).findFirst();
    }

    private Optional<Duration> waitLimit() {
        return bound.waitTimeout().or(parts::waitTimeout);
    }

    /** What earlier steps took is gone; a moment is left to see how the last one does. */
    private Optional<Duration> timeLeft() {
        return waitLimit().map(limit -> limit.minusNanos(System.nanoTime() - started))
                .map(left -> left.compareTo(LAST_LOOK) < 0 ? LAST_LOOK : left);
    }

    /** Whoever only looks at a task does not end it by turning away. */
    private TaskFollower follower() {
        return new TaskFollower(calls, progress, () -> safety != Safety.READ && call.stopsTask().getAsBoolean(),
                task -> audit.stopping(task, redactor));
    }

    private static CallSite site(ApiRequest request) {
        return new CallSite(request.method().name(), request.path().encoded(), Optional.empty());
    }
}
