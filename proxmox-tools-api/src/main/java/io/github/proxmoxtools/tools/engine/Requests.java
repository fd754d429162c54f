package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.TaskInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes requests of endpoints and bound arguments. */
final class Requests {
    private final Bound bound;
    private final Optional<GuestAddress> guest;

    Requests(Bound bound, Optional<GuestAddress> guest) {
        this.bound = bound;
        this.guest = guest;
    }

    ApiRequest of(Endpoint endpoint) {
        return of(Query.of(endpoint));
    }

    ApiRequest of(Query query) {
        Endpoint endpoint = query.endpoint();
        Map<String, String> path = new LinkedHashMap<>();
        List<Parameter> parameters = new ArrayList<>();
        Set<String> placeholders = new HashSet<>(endpoint.placeholders());
        path.putAll(resolvedPlaceholders());
        endpoint.fixed().forEach((name, value) -> parameters.add(Parameter.of(name, value)));
        for (Param<?> param : endpoint.params()) {
            Object value = bound.values().get(param.name());
            if (value != null && param.isSent() && !query.values().containsKey(param.apiName())) {
                place(param.apiName(), value, param, placeholders, path, parameters);
            }
        }
        query.values().forEach((name, value) -> placeGiven(name, value, isSecret(name), placeholders, path,
                parameters));
        if (!endpoint.verb().reads() || bound.tool().action() instanceof Action.Rest) {
            bound.others().forEach((name, value) -> placeGiven(name, value, false, Set.of(), path,
                    parameters));
        }
        file(endpoint).filter(file -> parameters.stream().noneMatch(field -> field.name().equals(SentFile.NAME)))
                .ifPresent(file -> parameters.add(Parameter.of(SentFile.NAME, file.name())));
        return new ApiRequest(HttpMethod.valueOf(endpoint.verb().name()), expand(endpoint, path), parameters);
    }

    /** The file that the endpoint takes, if the call gives one. */
    Optional<SentFile> file(Endpoint endpoint) {
        Optional<SentFile> local = endpoint.params().stream().filter(Requests::isFile).filter(Param::isSent)
                .filter(param -> bound.values().containsKey(param.name())).findFirst()
                .map(param -> new SentFile.Local(param.name(), Path.of(text(bound.values().get(param.name())))));
        return local.or(() -> endpoint.streamed().flatMap(param -> bound.find(param)
                .map(address -> SentFile.Fetched.of(param.name(), address))));
    }

    private static boolean isFile(Param<?> param) {
        return param.type() instanceof ParamType.LocalFile;
    }

    private Map<String, String> resolvedPlaceholders() {
        Map<String, String> resolved = new LinkedHashMap<>();
        guest.ifPresent(address -> {
            resolved.put("node", address.node());
            resolved.put("vmid", Long.toString(address.vmid()));
        });
        if (bound.tool().inputs().contains(TaskInput.TASK)) {
            resolved.put("node", nodeOfTask());
        }
        return resolved;
    }

    private String nodeOfTask() {
        Upid upid = upid(bound.get(TaskInput.UPID));
        bound.find(TaskInput.NODE).filter(node -> !node.equals(upid.node())).ifPresent(node -> {
            throw InvalidCall.argument("node", "the UPID says " + upid.node() + ", not " + node);
        });
        return upid.node();
    }

    private static Upid upid(String text) {
        try {
            return Upid.parse(text);
        } catch (IllegalArgumentException e) {
            throw InvalidCall.argument("upid", String.valueOf(e.getMessage()));
        }
    }

    private void place(String name, Object value, Param<?> param, Set<String> placeholders, Map<String, String> path,
            List<Parameter> parameters) {
        if (placeholders.contains(name)) {
            path.putIfAbsent(name, text(value));
        } else if (!belongsToResolution(param) && !isFile(param)) {
            boolean joined = param.type() instanceof ParamType.TextList list && !list.repeated();
            add(name, joined ? String.join(",", texts(value)) : value, param.isSecret(), parameters);
        }
    }

    /** Node and vmid say where the guest or task is; where the path does not need them they are not sent. */
    private boolean belongsToResolution(Param<?> param) {
        return bound.tool().inputs().stream().anyMatch(input -> !(input instanceof Param)
                && input.params().contains(param));
    }

    /** What a script makes of a secret is as secret. */
    private boolean isSecret(String apiName) {
        return bound.tool().params().stream().anyMatch(param -> param.isSecret() && param.apiName().equals(apiName));
    }

    private static void placeGiven(String name, @Nullable Object value, boolean secret, Set<String> placeholders,
            Map<String, String> path, List<Parameter> parameters) {
        if (value == null) {
            return;
        }
        if (placeholders.contains(name)) {
            path.put(name, text(value));
        } else {
            add(name, value, secret, parameters);
        }
    }

    static void add(String name, Object value, boolean declaredSecret, List<Parameter> parameters) {
        boolean secret = declaredSecret || Redactor.isSecret(name);
        if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            parameters.add(new Parameter(name, JsonText.compact(list), secret));
        } else if (value instanceof List<?> list) {
            list.forEach(part -> parameters.add(new Parameter(name, text(part), secret)));
        } else {
            parameters.add(new Parameter(name, text(value), secret));
        }
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list ? list.stream().map(Requests::text).toList() : List.of(text(value));
    }

    /** Proxmox VE's forms know 1 and 0 only. */
    static String text(@Nullable Object value) {
        return value instanceof Boolean flag ? (flag ? "1" : "0") : String.valueOf(value);
    }

    private ApiPath expand(Endpoint endpoint, Map<String, String> path) {
        try {
            return ApiPath.expand(endpoint.path(), path);
        } catch (IllegalArgumentException e) {
            throw new InvalidCall(FailureKind.BAD_ARGUMENT, String.valueOf(e.getMessage()), "", Map.of());
        }
    }
}
