package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What stands where a job writes, as far as the API has it at the same path: the storage that a DELETE removes, the rule at
 * that position.
 *
 * <p>What cannot be read is said to be so, and what is not there is remembered: whether the write is allowed is for the
 * server to say.
 */
final class ObjectState {
    private static final String NOW = "now";
    private static final int MOST_OBJECTS = 16;
    private static final int MOST_FIELDS = 12;
    private static final int LONGEST_TEXT = 200;

    private final Calls calls;
    private final List<Write> writes;

    /** A write, and the read that shows what it is about. */
    private record Write(ApiRequest read, boolean deletes) {
        String path() {
            return read.path().toString();
        }

        String what() {
            return "object at " + path();
        }
    }

    ObjectState(Calls calls, Job job, ApiIndex index) {
        this.calls = calls;
        this.writes = job.writtenRequests()
                .flatMap(write -> sameObject(write, index)
                        .map(read -> new Write(read, write.method() == HttpMethod.DELETE)).stream())
                .distinct().toList();
    }

    /** How many are too many to read. */
    int unread() {
        return Math.max(0, writes.size() - MOST_OBJECTS);
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
                .filter(parameter -> !parameter.secret() && !Secrecy.of(write.path().segments(), parameter.name()))
                .filter(parameter -> read.parameterNames().contains(parameter.name())).toArray(Parameter[]::new);
    }

    State read() {
        List<Callable<State>> reads = writes.stream().limit(MOST_OBJECTS)
                .<Callable<State>>map(write -> () -> state(write)).toList();
        return Together.all(reads).stream().reduce(State.NOTHING, State::and);
    }

    private State state(Write write) {
        return switch (calls.attempt(write.read())) {
            case Calls.Part.Came(var data) -> came(write, only(data));
            case Calls.Part.Failed(var failure) when failure.kind() == FailureKind.NOT_FOUND -> absent(write);
            case Calls.Part.Failed(var failure) -> {
                State.refuseUnlessUnreadable(failure);
                yield State.notReadable(write.path(), write.what(), failure);
            }
        };
    }

    private static @Nullable Object only(Data data) {
        return data.items().size() == 1 ? data.items().getFirst().raw() : data.raw();
    }

    private State came(Write write, @Nullable Object object) {
        return switch (object) {
            case null -> absent(write);
            case Map<?, ?> map when map.isEmpty() -> absent(write);
            case List<?> list when list.isEmpty() -> absent(write);
            case Map<?, ?> map -> present(write, telling(map), map);
            default -> present(write, brief(object), object);
        };
    }

    private State present(Write write, Object told, Object object) {
        return told(write, told).and(State.decisive(write.what(), Settled.of(object)));
    }

    /** Where nothing is, most writes make something; only who deletes is told. */
    private State absent(Write write) {
        State absent = State.decisive(write.what(), State.NOT_THERE);
        return write.deletes() ? told(write, State.NOT_THERE).and(absent) : absent;
    }

    private State told(Write write, Object told) {
        return State.fact(NOW, writes.size() == 1 ? told : Map.of(write.path(), told));
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
