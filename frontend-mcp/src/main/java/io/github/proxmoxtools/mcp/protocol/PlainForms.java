package io.github.proxmoxtools.mcp.protocol;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON forms of the messages of every session, as plain values: those that a start and a call need.
 *
 * <p>Null means that somebody else must do it. Tests hold each form against what Jackson makes of it.
 */
final class PlainForms {
    private PlainForms() {}

    static @Nullable Object of(McpSchema.JSONRPCMessage message) {
        // No switch over types on the way to the first answer: its machinery is built at run time and costs 10 ms.
        if (message instanceof McpSchema.JSONRPCResponse response) {
            return response(response);
        }
        if (message instanceof McpSchema.JSONRPCRequest request) {
            Object params = of(request.params());
            return params == null ? null : envelope("id", request.id(), "method", request.method(), "params", params);
        }
        if (message instanceof McpSchema.JSONRPCNotification notification) {
            Object params = of(notification.params());
            return params == null ? null : envelope("method", notification.method(), "params", params);
        }
        return null;
    }

    private static @Nullable Object response(McpSchema.JSONRPCResponse response) {
        McpSchema.JSONRPCResponse.JSONRPCError error = response.error();
        if (error != null) {
            return error.data() == null || error.data() instanceof String
                    ? envelope("id", response.id(), "error",
                            map("code", error.code(), "message", error.message(), "data", error.data()))
                    : null;
        }
        Object result = of(response.result());
        return result == null ? null : envelope("id", response.id(), "result", result);
    }

    private static Map<String, Object> envelope(@Nullable Object... entries) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("jsonrpc", McpSchema.JSONRPC_VERSION);
        envelope.putAll(map(entries));
        return envelope;
    }

    /** Names and values in turn; what has no value is left out. */
    private static Map<String, Object> map(@Nullable Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            Object value = entries[i + 1];
            if (value != null) {
                map.put(String.valueOf(entries[i]), value);
            }
        }
        return map;
    }

    private static @Nullable Object of(@Nullable Object body) {
        if (body instanceof Map<?, ?> map) {
            return map.isEmpty() ? map : null;
        }
        if (body instanceof McpSchema.CallToolResult result) {
            return result(result);
        }
        if (body instanceof McpSchema.ListToolsResult result) {
            return tools(result);
        }
        if (body instanceof McpSchema.InitializeResult result) {
            return greeting(result);
        }
        if (body instanceof McpSchema.ProgressNotification progress) {
            return map("progressToken", progress.progressToken(), "progress", progress.progress(), "total",
                    progress.total(), "message", progress.message(), "_meta", progress.meta());
        }
        return null;
    }

    private static @Nullable Object result(McpSchema.CallToolResult result) {
        List<Object> content = new ArrayList<>();
        for (McpSchema.Content block : result.content()) {
            if (!(block instanceof McpSchema.TextContent text) || text.annotations() != null || text.meta() != null) {
                return null;
            }
            content.add(map("type", "text", "text", text.text()));
        }
        return map("content", content, "isError", result.isError(), "structuredContent", result.structuredContent(),
                "_meta", result.meta());
    }

    private static @Nullable Object tools(McpSchema.ListToolsResult result) {
        List<Object> tools = new ArrayList<>();
        for (McpSchema.Tool tool : result.tools()) {
            if (tool.icons() != null) {
                return null;
            }
            tools.add(map("name", tool.name(), "title", tool.title(), "description", tool.description(), "inputSchema",
                    tool.inputSchema(), "outputSchema", tool.outputSchema(), "annotations", hints(tool.annotations()),
                    "_meta", tool.meta()));
        }
        return map("tools", tools, "nextCursor", result.nextCursor(), "_meta", result.meta());
    }

    private static @Nullable Object hints(McpSchema.@Nullable ToolAnnotations hints) {
        return hints == null
                ? null
                : map("title", hints.title(), "readOnlyHint", hints.readOnlyHint(), "destructiveHint",
                        hints.destructiveHint(), "idempotentHint", hints.idempotentHint(), "openWorldHint",
                        hints.openWorldHint(), "returnDirect", hints.returnDirect());
    }

    private static @Nullable Object greeting(McpSchema.InitializeResult result) {
        McpSchema.Implementation server = result.serverInfo();
        McpSchema.ServerCapabilities can = result.capabilities();
        boolean plain = server.icons() == null && can.experimental() == null && can.extensions() == null;
        if (!plain) {
            return null;
        }
        Map<String, Object> capabilities = map("completions", can.completions() == null ? null : Map.of(), "logging",
                can.logging() == null ? null : Map.of(), "prompts",
                can.prompts() == null ? null : map("listChanged", can.prompts().listChanged()), "resources",
                can.resources() == null
                        ? null
                        : map("subscribe", can.resources().subscribe(), "listChanged", can.resources().listChanged()),
                "tools", can.tools() == null ? null : map("listChanged", can.tools().listChanged()));
        return map("protocolVersion", result.protocolVersion(), "capabilities", capabilities, "serverInfo",
                map("name", server.name(), "title", server.title(), "version", server.version(), "description",
                        server.description(), "websiteUrl", server.websiteUrl()),
                "instructions", result.instructions(), "_meta", result.meta());
    }

    /** The SDK's record of a type, made of its JSON form. */
    static @Nullable Object read(Object value, java.lang.reflect.Type type) {
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        if (type == McpSchema.CallToolRequest.class) {
            return map.get("name") instanceof String name && isObject(map.get("arguments"))
                    && isObject(map.get("_meta"))
                            ? new McpSchema.CallToolRequest(name, object(map.get("arguments")),
                                    object(map.get("_meta")))
                            : null;
        }
        return type == McpSchema.InitializeRequest.class ? greeting(map) : null;
    }

    private static @Nullable Object greeting(Map<?, ?> map) {
        return map.get("protocolVersion") instanceof String version
                && map.get("capabilities") instanceof Map<?, ?> capabilities && areKnown(capabilities)
                && map.get("clientInfo") instanceof Map<?, ?> client && client.get("name") instanceof String name
                && client.get("version") instanceof String clientVersion
                        ? new McpSchema.InitializeRequest(version, capabilities(capabilities),
                                McpSchema.Implementation.builder(name, clientVersion).build(), null)
                        : null;
    }

    private static boolean areKnown(Map<?, ?> capabilities) {
        return capabilities.entrySet().stream().allMatch(entry -> entry.getValue() instanceof Map
                && Set.of("elicitation", "roots", "sampling").contains(String.valueOf(entry.getKey())));
    }

    private static McpSchema.ClientCapabilities capabilities(Map<?, ?> capabilities) {
        McpSchema.ClientCapabilities.Elicitation elicitation = capabilities
                .get("elicitation") instanceof Map<?, ?> modes
                        ? new McpSchema.ClientCapabilities.Elicitation(
                                modes.get("form") == null ? null : new McpSchema.ClientCapabilities.Elicitation.Form(),
                                modes.get("url") == null ? null : new McpSchema.ClientCapabilities.Elicitation.Url())
                        : null;
        McpSchema.ClientCapabilities.RootCapabilities roots = capabilities.get("roots") instanceof Map<?, ?> said
                ? new McpSchema.ClientCapabilities.RootCapabilities(
                        said.get("listChanged") instanceof Boolean changed ? changed : null)
                : null;
        return new McpSchema.ClientCapabilities(null, roots,
                capabilities.get("sampling") == null ? null : new McpSchema.ClientCapabilities.Sampling(), elicitation);
    }

    private static boolean isObject(@Nullable Object value) {
        return value == null || value instanceof Map;
    }

    private static @Nullable Map<String, Object> object(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, element) -> object.put(String.valueOf(name), element));
        return object;
    }
}
