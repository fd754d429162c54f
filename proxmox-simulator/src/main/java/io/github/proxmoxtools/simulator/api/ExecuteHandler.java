package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.simulator.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several calls of a node in one: each is judged like a call of its own. */
final class ExecuteHandler {
    private final Registry registry;

    private ExecuteHandler(Registry registry) {
        this.registry = registry;
    }

    static void register(Registry registry) {
        registry.post("/nodes/{node}/execute", new ExecuteHandler(registry)::execute);
    }

    private Object execute(Call call) {
        return commands(call.params().get("commands")).stream().map(command -> answer(call, command)).toList();
    }

    private static List<Map<?, ?>> commands(String text) {
        Object parsed;
        try {
            parsed = Json.read(text);
        } catch (IOException e) {
            throw ApiError.parameter("commands", "invalid format - commands param did not contain valid JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("malformed JSON string") + "\n");
        }
        if (!(parsed instanceof List<?> list)) {
            throw ApiError.parameter("commands", "invalid format - commands is not an array\n");
        }
        List<Map<?, ?>> commands = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof Map<?, ?> command && command.get("method") != null && command.get("path") != null) {
                commands.add(command);
            } else {
                throw ApiError.parameter("commands",
                        "invalid format - commands must be an array of objects with path and method\n");
            }
        }
        return commands;
    }

    private Object answer(Call call, Map<?, ?> command) {
        try {
            Object data = run(call, command);
            return new Row().with("status", 200)
                    .with("data", data instanceof Listing page ? page.rows() : data).fields();
        } catch (ApiError e) {
            Row row = new Row().with("status", e.status()).with("message", e.message());
            return e.errors().isEmpty() ? row.fields() : row.with("errors", e.errors()).fields();
        }
    }

    private @Nullable Object run(Call call, Map<?, ?> command) {
        String path = "nodes/" + call.node() + "/" + command.get("path");
        ApiIndex index = ApiIndex.of(call.cluster().profile().release());
        ApiIndex.Match match = index
                .match(String.valueOf(command.get("method")),
                        Arrays.stream(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList())
                .orElseThrow(() -> ApiError.died("no handler for '" + path + "'"));
        ApiMethod method = match.method();
        Params params = parameters(match, command.get("args"));
        Denial.check(method.permission(), call.caller(), params.firsts());
        Map<String, String> errors = new LinkedHashMap<>();
        method.check(params.all()).forEach(problem -> errors.putIfAbsent(problem.parameter(), problem.message()));
        if (!errors.isEmpty()) {
            throw ApiError.parameters(errors);
        }
        Handler handler = registry.find(method.httpMethod(), method.path()).orElseThrow(
                () -> ApiError.notSimulated(method.httpMethod(), method.path()));
        return handler.handle(new Call(method, call.cluster(), call.caller(), params, call.asked(), call.tickets()));
    }

    private static Params parameters(ApiIndex.Match match, @Nullable Object args) {
        if (args != null && !(args instanceof Map<?, ?>)) {
            throw ApiError.died("args is not an object");
        }
        Params params = Params.ofForm("");
        if (args instanceof Map<?, ?> given) {
            given.forEach((name, value) -> params.addJson(String.valueOf(name), value));
        }
        match.pathArguments().forEach((name, value) -> {
            if (params.has(name)) {
                throw ApiError.parameter(name, "duplicate parameter");
            }
            params.put(name, value);
        });
        return params;
    }
}
