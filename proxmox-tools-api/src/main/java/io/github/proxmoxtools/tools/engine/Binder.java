package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns raw arguments into typed ones, and says everything that is wrong with them at once. */
final class Binder {
    private final Tool tool;
    private final Map<String, @Nullable Object> raw;
    private final Map<String, String> problems = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> others = new LinkedHashMap<>();
    private final Set<String> pathParameters;

    private Binder(Tool tool, Map<String, @Nullable Object> raw) {
        this.tool = tool;
        this.raw = new LinkedHashMap<>(raw);
        this.raw.values().removeIf(value -> value == null);
        this.pathParameters = tool.action().endpoints().stream()
                .flatMap(endpoint -> endpoint.placeholders().stream()).collect(Collectors.toSet());
    }

    static Bound bind(Tool tool, Map<String, @Nullable Object> raw) {
        return new Binder(tool, raw).bind();
    }

    private Bound bind() {
        for (Param<?> param : tool.params()) {
            take(param).ifPresent(value -> convert(param, value));
        }
        boolean waits = EngineParams.mayStartTask(tool) ? takeWait() : true;
        Optional<Duration> waitTimeout = EngineParams.mayStartTask(tool) ? takeWaitTimeout() : Optional.empty();
        View view = tool.outcome() instanceof Outcome.Listing ? takeView() : View.DEFAULT;
        takeOthers();
        requireAll();
        if (!problems.isEmpty()) {
            throw new InvalidCall(FailureKind.BAD_ARGUMENT, summary(), "", problems);
        }
        return new Bound(tool, values, others, waits, waitTimeout, view);
    }

    private String summary() {
        List<String> parts = new ArrayList<>();
        problems.forEach((name, problem) -> parts.add(name + ": " + problem));
        return String.join("; ", parts);
    }

    private Optional<Object> take(Param<?> param) {
        Optional<Object> found = Optional.ofNullable(raw.remove(param.name()));
        for (String alias : param.aliases()) {
            Object other = raw.remove(alias);
            if (other == null) {
                continue;
            }
            if (found.isPresent()) {
                problems.put(alias, "is another name of " + param.name() + ", which is given too");
            }
            found = Optional.of(other);
        }
        return found;
    }

    private void convert(Param<?> param, Object value) {
        try {
            Object converted = Conversion.to(param.type(), value);
            if (pathParameters.contains(param.apiName())) {
                Hostile.refuseInPath(converted.toString());
            }
            values.put(param.name(), converted);
        } catch (IllegalArgumentException e) {
            problems.put(param.name(), param.isSecret()
                    ? "does not have the right form (its value is not shown)"
                    : String.valueOf(e.getMessage()));
        }
    }

    private boolean takeWait() {
        Object value = raw.remove(EngineParams.WAIT);
        try {
            return value == null || Conversion.flag(value);
        } catch (IllegalArgumentException e) {
            problems.put(EngineParams.WAIT, String.valueOf(e.getMessage()));
            return true;
        }
    }

    private Optional<Duration> takeWaitTimeout() {
        Object value = raw.remove(EngineParams.WAIT_TIMEOUT);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Conversion.whole(value, 1, 7 * 24 * 3600)));
        } catch (IllegalArgumentException e) {
            problems.put(EngineParams.WAIT_TIMEOUT, e.getMessage() + " (seconds)");
            return Optional.empty();
        }
    }

    private View takeView() {
        Object value = raw.remove(EngineParams.VIEW);
        if (value == null) {
            return View.DEFAULT;
        }
        try {
            return view(Conversion.mapping(value));
        } catch (IllegalArgumentException e) {
            problems.put(EngineParams.VIEW, String.valueOf(e.getMessage()));
            return View.DEFAULT;
        }
    }

    private static View view(Map<String, @Nullable Object> wanted) {
        Map<String, @Nullable Object> left = new LinkedHashMap<>(wanted);
        left.values().removeIf(value -> value == null);
        Object fields = left.remove("fields");
        Object filter = left.remove("filter");
        Object sort = left.remove("sort");
        Object limit = left.remove("limit");
        Object offset = left.remove("offset");
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("knows fields, filter, sort, limit and offset, not " + left.keySet());
        }
        return new View(fields == null ? List.of() : Conversion.texts(fields, true),
                filter == null ? Filter.ALL : Filter.parse(filter.toString()),
                Optional.ofNullable(sort).map(Object::toString),
                limit == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Math.toIntExact(Conversion.whole(limit, 1, 100_000))),
                offset == null ? 0 : Math.toIntExact(Conversion.whole(offset, 0, 10_000_000)));
    }

    private void takeOthers() {
        for (Map.Entry<String, @Nullable Object> entry : raw.entrySet()) {
            if (tool.acceptsOfficialParameters()) {
                others.put(entry.getKey(), entry.getValue());
            } else {
                problems.put(entry.getKey(), "is not known" + Suggestions.asQuestion(entry.getKey(), known())
                        + " Parameters: " + String.join(", ", known()));
            }
        }
    }

    private List<String> known() {
        List<String> names = new ArrayList<>(tool.params().stream().map(Param::name).toList());
        names.addAll(EngineParams.of(tool).keySet());
        return names;
    }

    private void requireAll() {
        for (Param<?> param : tool.params()) {
            if (param.isRequired() && !values.containsKey(param.name())) {
                problems.putIfAbsent(param.name(), "is required" + (param.description().isEmpty()
                        ? ""
                        : ": " + param.description()));
            }
        }
    }
}
