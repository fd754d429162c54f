package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiKind;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.client.index.ApiType;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers for every endpoint of the schema that has no state behind it.
 *
 * <p>Directories name what is below them, lists are empty, objects have their required fields, and what starts a task
 * starts one whose log says that nothing was done.
 */
final class ShapedAnswers {
    private static final Set<String> DIRECTORY_KEYS = Set.of("subdir", "id", "name", "method");
    private static final Duration TASK_LASTS = Duration.ofSeconds(1);

    private final ApiIndex index;

    ShapedAnswers(ApiIndex index) {
        this.index = index;
    }

    /** What would have to be spoken over another protocol has no shape either. */
    static boolean isPossible(ApiMethod method) {
        return !method.path().endsWith("websocket") && !method.allowsDownload();
    }

    Optional<Handler> find(ApiMethod method) {
        return isPossible(method) ? Optional.of(this::answer) : Optional.empty();
    }

    private Object answer(Call call) {
        ApiMethod method = call.method();
        ApiType type = method.returns();
        if (startsTask(method, type)) {
            return new Shaped(task(call));
        }
        boolean isDirectory = method.httpMethod().equals("GET") && type.kind() == ApiKind.LIST;
        return new Shaped(isDirectory ? directory(method, type) : new SampleValues(call).of("", type));
    }

    private static boolean startsTask(ApiMethod method, ApiType type) {
        return !method.httpMethod().equals("GET") && type.kind() == ApiKind.TEXT && method.isProtected()
                && method.path().startsWith("/nodes/{node}");
    }

    private static String task(Call call) {
        String[] segments = call.method().path().split("/", -1);
        String what = call.method().httpMethod() + " " + call.method().path();
        return call.task(segments[segments.length - 1].replaceAll("[^a-z]", ""), "", null, TaskWork.lasting(TASK_LASTS,
                log -> log.accept(what + " has no state behind it in this simulator: nothing was changed")));
    }

    private List<Map<String, String>> directory(ApiMethod method, ApiType type) {
        List<String> children = index.children(method.path()).stream().filter(child -> !child.startsWith("{")).toList();
        Set<String> fields = type.items().map(item -> item.properties().keySet()).orElse(Set.of());
        boolean isDirectory = fields.isEmpty() || (fields.size() == 1 && DIRECTORY_KEYS.containsAll(fields));
        if (!isDirectory) {
            return List.of();
        }
        String key = fields.isEmpty() ? "subdir" : fields.iterator().next();
        return children.stream().map(child -> Map.of(key, child)).toList();
    }

    /** Makes values of the schema's types, with what the call itself says where it does. */
    private record SampleValues(Call call) {
        @Nullable
        Object of(String name, ApiType type) {
            return switch (type.kind()) {
                case NOTHING -> null;
                case LIST -> List.of();
                case OBJECT -> object(type);
                case BOOLEAN -> type.defaultValue().filter("1"::equals).isPresent() ? 1 : 0;
                case INTEGER, NUMBER -> number(name, type);
                case TEXT -> text(name, type);
                case ANY -> type.properties().isEmpty() ? null : object(type);
            };
        }

        private Map<String, @Nullable Object> object(ApiType type) {
            boolean hasRequired = type.properties().values().stream().anyMatch(part -> !part.optional());
            Map<String, @Nullable Object> fields = new TreeMap<>();
            type.properties().forEach((name, part) -> {
                if (!part.optional() || !hasRequired) {
                    fields.put(name, of(name, part));
                }
            });
            return fields;
        }

        private Object number(String name, ApiType type) {
            Optional<String> given = call.params().find(name).filter(text -> text.matches("\\d{1,18}"));
            if (given.isPresent()) {
                return Long.parseLong(given.get());
            }
            double least = type.minimum().orElse(0);
            return least == Math.rint(least) ? (Object) (long) least : (Object) least;
        }

        private String text(String name, ApiType type) {
            Optional<String> known = call.params().find(name).or(() -> type.defaultValue())
                    .or(() -> type.choices().stream().findFirst());
            return known.orElseGet(() -> switch (type.format().orElse(name)) {
                case "node", "pve-node" -> call.asked();
                case "upid" -> task(call);
                case "digest" -> "0".repeat(40);
                case "ipv4", "ip", "address" -> "192.0.2.1";
                case "ipv6" -> "2001:db8::1";
                default -> "simulated";
            });
        }
    }

    /** The endpoints of the schema by what stands behind them. */
    static Map<String, Coverage> coverage(ApiIndex index, Registry registry) {
        return index.paths().stream().flatMap(path -> index.methods(path).stream().map(method -> method + " " + path))
                .collect(Collectors.toMap(endpoint -> endpoint, endpoint -> of(endpoint, index, registry),
                        (one, other) -> one, TreeMap::new));
    }

    private static Coverage of(String endpoint, ApiIndex index, Registry registry) {
        String method = endpoint.substring(0, endpoint.indexOf(' '));
        String path = endpoint.substring(endpoint.indexOf(' ') + 1);
        if (registry.find(method, path).isPresent()) {
            return Coverage.STATEFUL;
        }
        return index.method(method, path).filter(ShapedAnswers::isPossible).isPresent()
                ? Coverage.SHAPED
                : Coverage.NOT_SIMULATED;
    }
}
