package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.DeclarationException;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One call on its way: bind, guard, find the target, prepare, confirm, send, follow, shape, redact.
 *
 * <p>Everything before the confirmation only reads.
 */
final class Run {
    private final EngineParts parts;
    private final ToolCall call;
    private final Tool tool;
    private final Bound bound;
    private final Safety ceiling;
    private Safety safety;
    private final Calls calls;
    private final EndpointChoice choice;
    private final CallAudit audit;
    private final CallSecrets secrets;
    private final CallParts shared;
    private Optional<ScriptReading> script = Optional.empty();
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
        this.secrets = new CallSecrets(
                parts.redactor().with(bound.secrets()).with(raw.map(RawCall::secrets).orElse(Set.of())),
                call.progress());
        this.shared = new CallParts(parts, call, bound, calls, audit, secrets, notes);
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
            throw new FailureRedaction(secrets.redactor()).of(failure);
        } catch (RuntimeException | Error mistake) {
            failed(target, FailureKind.INTERNAL);
            throw mistake;
        }
    }

    private ToolResult ended(Optional<GuestAddress> target, ToolResult result) {
        Audit.record(tool.name(), safety, target, result.isPartial() ? FailureKind.PARTIAL.code() : "done");
        Optional<String> remark = audit.ended(outcome(result), secrets.redactor());
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
        audit.failed(safety, target, kind, secrets.redactor());
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
            throw new FailureRedaction(secrets.redactor()).of(failure);
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
                new Polling(shared.waitLimit(), secrets.progress()));
        script = Optional.of(reading);
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
        MaskedArguments.refuse(job);
        secrets.hide(Stream.concat(job.reads().stream(), job.steps().stream().map(Job.Call::request)).toList());
        return job;
    }

    /** A script may have made another text of a secret. */
    private ApiRequest hidingSecrets(ApiRequest request) {
        secrets.hide(List.of(request));
        return request;
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
        StepSender sender = new StepSender(shared, () -> planner(Optional.empty()), this::stopsTasks);
        List<Data> answers = sender.send(confirmed);
        ToolResult.Content content = new ResultContent(shared, sender, script, this::index).of(answers, confirmed);
        return new ToolResult(tool, target, content, shownNotes(), missing);
    }

    /** Whoever only looks at a task does not end it by turning away. */
    private boolean stopsTasks() {
        return safety != Safety.READ && call.stopsTask().getAsBoolean();
    }

    /** What was confirmed is written down as it is sent. */
    private Job announced(Optional<GuestAddress> target, Job job) {
        Job confirmed = confirmed(target, job);
        if (safety != Safety.READ) {
            audit.prepared(confirmed, planner(target));
            audit.intent(safety, target, secrets.redactor());
        }
        return confirmed;
    }

    private List<String> shownNotes() {
        FailureRedaction redaction = new FailureRedaction(secrets.redactor());
        missing.replaceAll((name, failure) -> redaction.of(failure));
        return notes.stream().map(secrets.redactor()::text).toList();
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
        return Outlook.of(job, calls, index(), secrets.redactor());
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
        return new Planner(tool.name(), safety, target, secrets.redactor());
    }
}
