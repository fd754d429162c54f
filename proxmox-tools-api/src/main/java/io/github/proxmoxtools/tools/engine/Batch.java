package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a node makes of one request, one after another, each as if it had come alone.
 *
 * <p>A batch that cannot be read is refused: the server might read it all the same.
 */
final class Batch {
    private static final String COMMANDS = "commands";

    private Batch() {}

    /** The request, and what is within it. */
    static Stream<ApiRequest> unfolded(ApiRequest request) {
        return Stream.concat(Stream.of(request), calls(request).stream().flatMap(Batch::unfolded));
    }

    /** Empty for whatever is no batch. */
    static List<ApiRequest> calls(ApiRequest request) {
        List<String> path = ServedPath.of(request);
        boolean isBatch = request.method() == HttpMethod.POST && path.size() == 3 && path.getFirst().equals("nodes")
                && path.getLast().equals("execute");
        return !isBatch
                ? List.of()
                : request.parameters().stream().filter(parameter -> parameter.name().equals(COMMANDS))
                        .flatMap(parameter -> calls(path.get(1), parameter.value()).stream()).toList();
    }

    private static List<ApiRequest> calls(String node, String commands) {
        List<ApiRequest> calls = new ArrayList<>();
        for (Object command : list(commands)) {
            try {
                calls.add(call(node, command));
            } catch (IllegalArgumentException e) {
                throw InvalidCall.argument(COMMANDS, "command " + (calls.size() + 1) + ": " + e.getMessage());
            }
        }
        return calls;
    }

    private static List<?> list(String commands) {
        try {
            if (JsonText.parse(commands) instanceof List<?> list) {
                return list;
            }
        } catch (IllegalArgumentException e) {
            throw InvalidCall.argument(COMMANDS, "must be a JSON list; this is " + e.getMessage());
        }
        throw InvalidCall.argument(COMMANDS, "must be a JSON list");
    }

    private static ApiRequest call(String node, @Nullable Object command) {
        if (!(command instanceof Map<?, ?> fields && fields.get("method") instanceof String method
                && fields.get("path") instanceof String path)) {
            throw new IllegalArgumentException("must be an object with method and path");
        }
        ApiPath whole = path(node, path);
        return new ApiRequest(method(method), whole, parameters(whole, fields.get("args")));
    }

    private static HttpMethod method(String name) {
        return Stream.of(HttpMethod.values()).filter(method -> method.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("method must be GET, POST, PUT or DELETE"));
    }

    /** Nothing is decoded here: a percent sign is one. */
    private static ApiPath path(String node, String below) {
        String path = ("/nodes/" + node + "/" + below).replaceAll("/+", "/").replaceFirst("/$", "");
        return ApiPath.parse(path.replace("%", "%25"));
    }

    private static List<Parameter> parameters(ApiPath path, @Nullable Object args) {
        List<Parameter> parameters = new ArrayList<>();
        if (args instanceof Map<?, ?> given) {
            given.forEach((key, value) -> {
                if (value != null) {
                    String name = String.valueOf(key);
                    Requests.add(name, value, Secrecy.of(path.segments(), name), parameters);
                }
            });
        } else if (args != null) {
            throw new IllegalArgumentException("args must be an object of names and values");
        }
        return parameters;
    }
}
