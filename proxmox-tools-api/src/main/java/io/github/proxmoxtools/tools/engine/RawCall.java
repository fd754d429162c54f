package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of any method and path, checked against the index of the API before it is sent. */
final class RawCall {
    private final Action.Raw raw;
    private final Bound bound;
    private final ApiPath path;
    private final String method;

    RawCall(Action.Raw raw, Bound bound) {
        this.raw = raw;
        this.bound = bound;
        this.method = bound.get(raw.method());
        this.path = path(bound.get(raw.path()));
    }

    String method() {
        return method;
    }

    List<String> segments() {
        return path.segments();
    }

    ApiRequest request(ApiIndex index) {
        List<Parameter> parameters = new ArrayList<>();
        bound.find(raw.parameters()).orElse(Map.of()).forEach((name, value) -> add(name, value, parameters));
        ApiRequest request = new ApiRequest(HttpMethod.valueOf(method), path, parameters);
        if (!bound.find(raw.force()).orElse(false)) {
            check(index, request);
        }
        return request;
    }

    private static void add(String name, @Nullable Object value, List<Parameter> parameters) {
        if (value instanceof Map) {
            throw InvalidCall.argument("params", "'" + name + "' must be a text, number, boolean or list, no object");
        }
        if (value != null) {
            Requests.add(name, value, false, parameters);
        }
    }

    private void check(ApiIndex index, ApiRequest request) {
        Optional<ApiIndex.Match> match = index.match(method, path.segments());
        if (match.isEmpty()) {
            throw index.knowsPath(path.segments()) ? unknownMethod(index) : unknownPath(index);
        }
        new IndexCheck(match.get()).refuseProblems(request, forced(index));
    }

    private InvalidCall unknownMethod(ApiIndex index) {
        List<String> methods = List.of("GET", "POST", "PUT", "DELETE").stream()
                .filter(other -> index.match(other, path.segments()).isPresent()).toList();
        String problem = path + " has no " + method + ", only " + String.join(", ", methods);
        return new InvalidCall(FailureKind.BAD_ARGUMENT, "method: " + problem, forced(index),
                Map.of("method", problem));
    }

    private InvalidCall unknownPath(ApiIndex index) {
        List<String> near = index.suggestPaths(path.toString(), 3);
        String problem = "Proxmox VE " + index.version() + " has no path " + path
                + (near.isEmpty() ? "" : "; nearest: " + String.join(", ", near));
        return new InvalidCall(FailureKind.BAD_ARGUMENT, "path: " + problem, forced(index), Map.of("path", problem));
    }

    private static String forced(ApiIndex index) {
        return "Checked against the API of Proxmox VE " + index.release() + "; force=true sends it all the same.";
    }

    private static ApiPath path(String text) {
        try {
            Hostile.refuseControls(text);
            return ApiPath.parse(text);
        } catch (IllegalArgumentException e) {
            throw InvalidCall.argument("path", String.valueOf(e.getMessage()));
        }
    }
}
