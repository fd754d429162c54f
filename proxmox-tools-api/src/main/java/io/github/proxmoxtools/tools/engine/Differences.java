package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiKind;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.tools.spi.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the writes of a job change of what stands at their paths: the value now, the one that waits for a restart, and the
 * one that is wanted.
 *
 * <p>What may not be read is left out: whether the write is allowed is for the server to say.
 */
final class Differences {
    private static final String DIGEST = "digest";
    private static final String DELETE = "delete";
    private static final String APPEND = "append";
    private static final String REVERT = "revert";

    /** They say how something is changed, not to what. */
    private static final Set<String> MANNERS = Set.of(DIGEST, DELETE, REVERT, "append", "force", "skiplock",
            "background_delay");

    private final Calls calls;
    private final ApiIndex index;
    private final Redactor redactor;

    Differences(Calls calls, ApiIndex index, Redactor redactor) {
        this.calls = calls;
        this.index = index;
        this.redactor = redactor;
    }

    /**
     * What was found.
     *
     * @param changes the fields that will differ
     * @param idle whether something is written and nothing of it differs
     * @param digest what the only write is held to; empty where its endpoint knows none, or has it
     */
    record Found(List<Plan.Change> changes, boolean idle, Optional<String> digest) {
        static final Found NOTHING = new Found(List.of(), false, Optional.empty());
    }

    Found of(Job job) {
        List<ApiRequest> writes = job.steps().stream().filter(Job.Call::writes).map(Job.Call::request).toList();
        List<Found> each = writes.stream().map(this::of).toList();
        List<Plan.Change> changes = each.stream().flatMap(found -> found.changes().stream()).toList();
        boolean idle = !each.isEmpty() && each.stream().allMatch(Found::idle);
        return new Found(changes, idle, each.size() == 1 ? each.getFirst().digest() : Optional.empty());
    }

    private Found of(ApiRequest write) {
        Optional<ApiMethod> method = method(write.method().name(), write);
        boolean held = method.flatMap(known -> known.parameter(DIGEST)).isPresent()
                && values(write, DIGEST).findAny().isEmpty();
        boolean adds = method.flatMap(known -> known.parameter(APPEND)).isPresent();
        boolean changes = isChange(write) && replaces(write, method);
        if ((!held && !changes) || method("GET", write).filter(Differences::isObject).isEmpty()) {
            return Found.NOTHING;
        }
        Calls.Part object = calls.attempt(ApiRequest.get(write.path()));
        Optional<String> digest = Optional.of(object).filter(part -> held).flatMap(Differences::digest);
        Map<String, Value> now = changes ? values(write, object) : Map.of();
        List<Plan.Change> differing = now.isEmpty()
                ? List.of()
                : differing(write, now).stream()
                        .filter(change -> !adds || now.containsKey(change.field())).toList();
        return new Found(differing, !now.isEmpty() && differing.isEmpty() && !adds, digest);
    }

    /** What is added to, or taken out of, a set that stands there is not what will stand there. */
    private static boolean replaces(ApiRequest write, Optional<ApiMethod> method) {
        boolean takesOut = method.flatMap(known -> known.parameter(DELETE))
                .filter(parameter -> parameter.type() == ApiKind.BOOLEAN).isPresent();
        return !takesOut && values(write, APPEND).noneMatch("1"::equals);
    }

    private Optional<ApiMethod> method(String name, ApiRequest write) {
        return index.match(name, write.path().segments()).map(ApiIndex.Match::method);
    }

    private static boolean isObject(ApiMethod read) {
        return read.returns().kind() == ApiKind.OBJECT || read.returns().kind() == ApiKind.ANY;
    }

    /** POST makes something new everywhere but at the configuration of a guest. */
    private static boolean isChange(ApiRequest write) {
        return write.method() == HttpMethod.PUT || (write.method() == HttpMethod.POST && ofGuest(write).isPresent());
    }

    private static Optional<GuestPath> ofGuest(ApiRequest write) {
        return GuestPath.of(write).filter(path -> path.below().equals("config"));
    }

    private static Optional<String> digest(Calls.Part object) {
        return object instanceof Calls.Part.Came(Data data) ? data.at(DIGEST).text() : Optional.empty();
    }

    /** Empty where it could not be read; then nobody can tell what differs. */
    private Map<String, Value> values(ApiRequest write, Calls.Part object) {
        Optional<Calls.Part> waiting = ofGuest(write)
                .map(path -> calls.attempt(GuestPath.read(path.guest(), "pending")));
        Map<String, Value> now = new LinkedHashMap<>();
        if (waiting.isPresent() && waiting.get() instanceof Calls.Part.Came(Data rows)) {
            rows.items().forEach(row -> row.at("key").text().ifPresent(key -> now.put(key, Value.pending(row))));
        } else if (object instanceof Calls.Part.Came(Data data)) {
            data.fields().forEach((name, value) -> now.put(name, new Value(text(value), false, null)));
        }
        return now;
    }

    private List<Plan.Change> differing(ApiRequest write, Map<String, Value> now) {
        Map<String, @Nullable String> wanted = new LinkedHashMap<>();
        Function<String, Value> standing = field -> now.getOrDefault(field, Value.NONE);
        write.parameters().stream().filter(parameter -> !MANNERS.contains(parameter.name()))
                .forEach(parameter -> wanted.merge(parameter.name(), parameter.value(),
                        (first, second) -> first + "," + second));
        named(write, DELETE).forEach(field -> wanted.put(field, null));
        named(write, REVERT).forEach(field -> wanted.put(field, standing.apply(field).current()));
        List<Plan.Change> changes = new ArrayList<>();
        wanted.forEach((field, value) -> {
            Value before = standing.apply(field);
            boolean secret = isSecret(write, field);
            if (secret || before.waits() || !Objects.equals(before.current(), value)) {
                changes.add(new Plan.Change(field, shown(before.current(), secret), before.waits(),
                        shown(before.pending(), secret), shown(value, secret)));
            }
        });
        return changes;
    }

    private static Stream<String> named(ApiRequest write, String parameter) {
        return values(write, parameter).flatMap(list -> Stream.of(list.split("[,;\\s]+")))
                .filter(name -> !name.isEmpty());
    }

    private static Stream<String> values(ApiRequest write, String name) {
        return write.parameters().stream().filter(parameter -> parameter.name().equals(name)).map(Parameter::value);
    }

    private static boolean isSecret(ApiRequest write, String field) {
        return Secrecy.of(write.path().segments(), field) || write.parameters().stream()
                .anyMatch(parameter -> parameter.secret() && parameter.name().equals(field));
    }

    private @Nullable String shown(@Nullable String value, boolean secret) {
        return value == null ? null : secret ? Redactor.MASK : redactor.text(value);
    }

    /** As a form would carry it, so that both sides compare. */
    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag ? "1" : "0";
            case List<?> list when list.stream().noneMatch(Map.class::isInstance) ->
                list.stream().map(String::valueOf).collect(Collectors.joining(","));
            case List<?> list -> JsonText.compact(list);
            case Map<?, ?> map -> JsonText.compact(map);
            default -> value.toString();
        };
    }

    /**
     * What stands there.
     *
     * @param current in effect now; null where it is not set
     * @param waits whether another value waits for the next start
     * @param pending that value; null where it will not be set any more
     */
    private record Value(@Nullable String current, boolean waits, @Nullable String pending) {
        static final Value NONE = new Value(null, false, null);

        static Value pending(Data row) {
            boolean unset = row.at(DELETE).whole().orElse(0L) > 0;
            boolean waits = unset || !row.at("pending").isAbsent();
            return new Value(text(row.at("value").raw()), waits, unset ? null : text(row.at("pending").raw()));
        }
    }
}
