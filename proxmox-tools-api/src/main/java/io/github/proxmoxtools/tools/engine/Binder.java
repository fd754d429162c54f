package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.OneOf;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns raw arguments into typed ones, and says everything that is wrong with them at once. */
final class Binder {
    /** Guards a change, and is none. */
    private static final String DIGEST = "digest";

    private final Tool tool;
    private final Map<String, @Nullable Object> raw;
    private final Map<String, String> problems = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> others = new LinkedHashMap<>();
    private final Set<String> pathParameters;

    private Binder(Tool tool, Map<String, @Nullable Object> raw) {
        this.tool = tool;
        this.raw = new LinkedHashMap<>(tool.ofOlderForms(raw));
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
        boolean waits = tool.waits() ? takeWait() : true;
        Optional<Duration> waitTimeout = tool.waits() ? takeWaitTimeout() : Optional.empty();
        View view = tool.outcome() instanceof Outcome.Listing listing ? takeView(listing) : View.DEFAULT;
        takeOthers();
        requireAll();
        tool.oneOfs().forEach(this::requireOneOf);
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

    private View takeView(Outcome.Listing listing) {
        Object value = raw.remove(EngineParams.VIEW);
        if (value == null) {
            return View.DEFAULT;
        }
        try {
            return View.of(value).measuredIn(listing.columns());
        } catch (IllegalArgumentException e) {
            problems.put(EngineParams.VIEW, String.valueOf(e.getMessage()));
            return View.DEFAULT;
        }
    }

    private void takeOthers() {
        raw.forEach((name, value) -> {
            if (!tool.acceptsOfficialParameters()) {
                problems.put(Conversion.shortened(name), unknown(name));
            } else if (value instanceof Map) {
                problems.put(Conversion.shortened(name), "must be a text, number, boolean or list, not an object");
            } else {
                others.put(name, value);
            }
        });
    }

    private String unknown(String name) {
        List<String> known = known();
        return known.isEmpty()
                ? "is not known; this tool takes no parameters"
                : "is not known" + Suggestions.asClause(name, known) + " Parameters: " + String.join(", ", known);
    }

    private List<String> known() {
        List<String> names = new ArrayList<>(tool.params().stream().map(Param::name).toList());
        names.addAll(EngineParams.of(tool).keySet());
        return names;
    }

    private void requireOneOf(OneOf group) {
        List<String> given = group.params().stream().map(Param::name).filter(values::containsKey).toList();
        long official = group.orOfficial() ? others.keySet().stream().filter(name -> !name.equals(DIGEST)).count() : 0;
        if (group.isBrokenBy(given.size() + official)) {
            problems.putIfAbsent(given.isEmpty() ? group.params().getFirst().name() : given.getLast(), group.words());
        }
    }

    private void requireAll() {
        for (Param<?> param : tool.params()) {
            if (tool.needs(param) && !values.containsKey(param.name())) {
                problems.putIfAbsent(param.name(), "is required" + (param.description().isEmpty()
                        ? ""
                        : ": " + param.description()));
            }
        }
    }
}
