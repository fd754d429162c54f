package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call of any method and path, checked against the index of the API before it is sent. */
final class RawCall {
    private final String method;
    private final ApiPath path;
    private final List<Parameter> parameters;
    private final boolean forced;

    private RawCall(String method, ApiPath path, List<Parameter> parameters, boolean forced) {
        this.method = method;
        this.path = path;
        this.parameters = parameters;
        this.forced = forced;
    }

    static RawCall of(Action.Raw raw, Bound bound) {
        ApiPath path = path(bound.get(raw.path()));
        return new RawCall(bound.get(raw.method()), path, parameters(path, raw.parameters(), bound),
                bound.find(raw.force()).orElse(false));
    }

    static RawCall of(Action.RawUpload raw, Bound bound) {
        bound.find(raw.field()).filter(field -> !field.equals(SentFile.NAME)).ifPresent(field -> {
            throw InvalidCall.argument(raw.field().name(),
                    "Proxmox VE takes a file as '" + SentFile.NAME + "' only, not '"
                            + field + "'");
        });
        ApiPath path = path(bound.get(raw.path()));
        List<Parameter> parameters = parameters(path, raw.fields(), bound);
        parameters.add(Parameter.of(SentFile.NAME, bound.find(raw.filename()).orElseGet(() -> file(raw, bound)
                .name())));
        return new RawCall("POST", path, parameters, bound.find(raw.force()).orElse(false));
    }

    static SentFile file(Action.RawUpload raw, Bound bound) {
        return new SentFile.Local(raw.file().name(), Path.of(bound.get(raw.file())));
    }

    private static List<Parameter> parameters(ApiPath path, Param<Map<String, Object>> param, Bound bound) {
        List<Parameter> parameters = new ArrayList<>();
        bound.find(param).orElse(Map.of())
                .forEach((name, value) -> add(param, name, value, Secrecy.of(path.segments(), name), parameters));
        return parameters;
    }

    String method() {
        return method;
    }

    List<String> segments() {
        return path.segments();
    }

    List<Parameter> parameters() {
        return parameters;
    }

    /** The values that must not be seen anywhere. */
    Set<String> secrets() {
        return parameters.stream().filter(Parameter::secret).map(Parameter::value).collect(Collectors.toSet());
    }

    ApiRequest request(ApiIndex index) {
        ApiRequest request = new ApiRequest(HttpMethod.valueOf(method), path, parameters);
        if (!forced) {
            check(index, request);
        }
        return request;
    }

    private static void add(Param<?> param, String name, @Nullable Object value, boolean secret,
            List<Parameter> parameters) {
        if (value instanceof Map) {
            throw InvalidCall.argument(param.name(),
                    "'" + name + "' must be a text, number, boolean or list, no object");
        }
        if (value != null) {
            Requests.add(name, value, secret, parameters);
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
        return "Checked against the API of Proxmox VE " + index.release() + "; with force it is sent all the same.";
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
