package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.Safety;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what a job will do, without doing it. */
final class Planner {
    private final String tool;
    private final Safety safety;
    private final Optional<GuestAddress> target;
    private final Redactor redactor;

    Planner(String tool, Safety safety, Optional<GuestAddress> target, Redactor redactor) {
        this.tool = tool;
        this.safety = safety;
        this.target = target;
        this.redactor = redactor;
    }

    Plan plan(Job job, State state, List<String> notes, ApiIndex index, Outlook outlook) {
        List<Plan.PlannedCall> reads = new ArrayList<>(job.reads().stream().map(this::planned).toList());
        List<Plan.PlannedCall> writes = new ArrayList<>();
        Set<String> privileges = new LinkedHashSet<>();
        for (Job.Call step : job.steps()) {
            (step.writes() ? writes : reads).add(planned(step));
        }
        job.requests().forEach(request -> privileges.addAll(Permit.needed(request, index)));
        return new Plan(tool, safety, target, facts(state, outlook), reads, writes,
                List.copyOf(privileges),
                told(notes, outlook, willBeRefused(job, state)), state.fingerprint(), outlook.differences().changes(),
                outlook.missing());
    }

    /** With the digest, so that a later call can be held to what was shown. */
    private Map<String, @Nullable Object> facts(State state, Outlook outlook) {
        Map<String, @Nullable Object> facts = redactor.map(state.facts());
        outlook.differences().digest().ifPresent(digest -> facts.putIfAbsent("digest", digest));
        return facts;
    }

    private List<String> told(List<String> notes, Outlook outlook, Optional<String> refusal) {
        Stream<String> idle = outlook.differences().idle()
                ? Stream.of("Everything is as it is wanted already.")
                : Stream.empty();
        return Stream.of(notes.stream().map(redactor::text), idle, refusal.stream()).flatMap(all -> all).toList();
    }

    /** Known before anybody is asked, and still for the server to say: the guest may end meanwhile. */
    private Optional<String> willBeRefused(Job job, State state) {
        boolean destroysRunning = "running".equals(state.facts().get("status"))
                && job.requests().anyMatch(Planner::destroysOnlyStopped);
        return destroysRunning
                ? target.map(guest -> guest + " runs, and the server destroys none that runs: stop it first.")
                : Optional.empty();
    }

    private static boolean destroysOnlyStopped(ApiRequest request) {
        return request.method() == HttpMethod.DELETE
                && GuestPath.of(request).filter(path -> path.below().isEmpty()).isPresent()
                && request.parameters().stream().noneMatch(parameter -> parameter.name().equals("force")
                        && parameter.value().equals("1"));
    }

    Plan.PlannedCall planned(Job.Call step) {
        Plan.PlannedCall call = planned(step.request());
        Map<String, Object> parameters = new LinkedHashMap<>(call.parameters());
        step.file().ifPresent(file -> parameters.put(file.parameter(), redactor.text(file.describe())));
        String title = step.hasOwnTitle() ? redactor.text(step.title()) : "";
        return new Plan.PlannedCall(title, call.method(), call.path(), parameters);
    }

    private Plan.PlannedCall planned(ApiRequest request) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        List<String> path = request.path().segments();
        for (Parameter parameter : request.parameters()) {
            String shown = parameter.secret() || Secrecy.of(path, parameter.name())
                    ? Redactor.MASK
                    : redactor.text(parameter.value());
            parameters.merge(parameter.name(), shown, Planner::both);
        }
        return new Plan.PlannedCall(request.method().name(), request.path().toString(), parameters);
    }

    private static Object both(Object first, Object second) {
        List<Object> all = new ArrayList<>(first instanceof List<?> list ? list : List.of(first));
        all.add(second);
        return all;
    }
}
