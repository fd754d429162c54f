package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.tools.spi.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What stands where a job writes, as far as the API has it at the same path: the storage that a DELETE removes, the rule at
 * that position.
 *
 * <p>What may not be read is left out: whether the write is allowed is for the server to say.
 */
final class ObjectState {
    private static final int MOST_OBJECTS = 4;
    private static final int MOST_FIELDS = 12;
    private static final int LONGEST_TEXT = 200;

    private final Calls calls;
    private final List<ApiRequest> reads;

    ObjectState(Calls calls, Job job, ApiIndex index) {
        this.calls = calls;
        this.reads = job.steps().stream().filter(Job.Call::writes).map(Job.Call::request)
                .flatMap(write -> sameObject(write, index).stream()).distinct().limit(MOST_OBJECTS).toList();
    }

    private static Optional<ApiRequest> sameObject(ApiRequest write, ApiIndex index) {
        return index.match("GET", write.path().segments()).map(ApiIndex.Match::method)
                .filter(method -> !isConfigOfGuest(method)).flatMap(method -> read(write, method));
    }

    /** Lists are about more than what is written, unless the write's own parameters narrow them down. */
    private static Optional<ApiRequest> read(ApiRequest write, ApiMethod method) {
        Parameter[] narrowing = shared(write, method);
        return switch (method.returns().kind()) {
            case OBJECT, ANY -> Optional.of(ApiRequest.get(write.path(), narrowing));
            case LIST -> Optional.of(ApiRequest.get(write.path(), narrowing)).filter(read -> narrowing.length > 0);
            default -> Optional.empty();
        };
    }

    /** The guest's own state has its digest. */
    private static boolean isConfigOfGuest(ApiMethod method) {
        return method.path().matches("/nodes/\\{node}/(qemu|lxc)/\\{vmid}/config");
    }

    /** What narrows the write to one object narrows the read too, such as the id of a pool. */
    private static Parameter[] shared(ApiRequest write, ApiMethod read) {
        return write.parameters().stream()
                .filter(parameter -> !parameter.secret() && !Redactor.isSecret(parameter.name()))
                .filter(parameter -> read.parameterNames().contains(parameter.name())).toArray(Parameter[]::new);
    }

    State read() {
        List<Calls.Part> answers = Together
                .all(reads.stream().<Callable<Calls.Part>>map(read -> () -> calls.attempt(read)).toList());
        Map<String, @Nullable Object> now = new LinkedHashMap<>();
        Map<String, @Nullable Object> decisive = new LinkedHashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            String path = reads.get(i).path().toString();
            object(answers.get(i)).ifPresent(object -> {
                now.put(path, telling(object));
                decisive.put("object at " + path, Settled.of(object));
            });
        }
        return now.isEmpty() ? State.NOTHING : new State(Map.of("now", unwrapped(now)), decisive);
    }

    private static Optional<Map<?, ?>> object(Calls.Part part) {
        if (!(part instanceof Calls.Part.Came(var data))) {
            return Optional.empty();
        }
        Data only = data.items().size() == 1 ? data.items().get(0) : data;
        return only.raw() instanceof Map<?, ?> map && !map.isEmpty() ? Optional.of(map) : Optional.empty();
    }

    private static Object unwrapped(Map<String, @Nullable Object> now) {
        return now.size() == 1 ? Objects.requireNonNull(now.values().iterator().next()) : now;
    }

    /** A few fields, by name; a list or an object within is only counted. */
    private static Map<String, Object> telling(Map<?, ?> object) {
        Map<String, Object> fields = new TreeMap<>();
        object.forEach((name, value) -> {
            if (value != null && !Settled.moves(name.toString()) && !name.equals("digest")) {
                fields.put(name.toString(), brief(value));
            }
        });
        Map<String, Object> few = new LinkedHashMap<>();
        fields.entrySet().stream().limit(MOST_FIELDS).forEach(entry -> few.put(entry.getKey(), entry.getValue()));
        return few;
    }

    private static Object brief(Object value) {
        return switch (value) {
            case List<?> list -> counted(list.size());
            case Map<?, ?> map -> counted(map.size());
            case String text when text.length() > LONGEST_TEXT -> text.substring(0, LONGEST_TEXT) + "...";
            default -> value;
        };
    }

    private static String counted(int size) {
        return size == 1 ? "1 entry" : size + " entries";
    }
}
