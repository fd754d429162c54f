package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client sent, told apart before the SDK sees it: the SDK would end the session at the first malformed line. */
public sealed interface Incoming {
    /** The most bytes of a message: room for an argument that is a file's content. */
    int LONGEST = 16 << 20;

    /**
     * A message for the SDK.
     *
     * @param message the message
     */
    record Message(McpSchema.JSONRPCMessage message) implements Incoming {}

    /**
     * A call is taken back; the SDK has no ear for that.
     *
     * @param request the id of its request
     */
    record Cancelled(Object request) implements Incoming {}

    /**
     * Something that is answered with an error.
     *
     * @param id the request's id, where it has a proper one
     * @param code the error's code
     * @param problem what is wrong
     */
    record Malformed(@Nullable Object id, int code, String problem) implements Incoming {}

    /** Something to pass over in silence: neither a request nor of any use. */
    record Useless() implements Incoming {}

    /**
     * Reads a message; one that is not UTF-8 is not guessed at.
     *
     * @param message one JSON text
     * @return what it is
     */
    static Incoming parse(ByteBuffer message) {
        try {
            return parse(StandardCharsets.UTF_8.newDecoder().decode(message).toString());
        } catch (CharacterCodingException e) {
            return new Malformed(null, McpSchema.ErrorCodes.PARSE_ERROR, "Parse error: the message is not UTF-8");
        }
    }

    /**
     * Reads a message.
     *
     * @param text one JSON text
     * @return what it is
     */
    static Incoming parse(String text) {
        Object value;
        try {
            value = JsonText.parse(text);
        } catch (IllegalArgumentException e) {
            return new Malformed(null, McpSchema.ErrorCodes.PARSE_ERROR, "Parse error: " + e.getMessage());
        }
        return value instanceof Map<?, ?> map
                ? classify(map)
                : invalid(null, "a message is one JSON object; batches are not supported");
    }

    private static Incoming classify(Map<?, ?> map) {
        Object id = map.get("id");
        boolean proper = id instanceof String || id instanceof Long;
        if (!McpSchema.JSONRPC_VERSION.equals(map.get("jsonrpc"))) {
            return invalid(proper ? id : null, "jsonrpc must be \"2.0\"");
        }
        if (!map.containsKey("method")) {
            return id != null && proper && (map.containsKey("result") || map.containsKey("error"))
                    ? response(id, map)
                    : invalid(proper ? id : null, "a message has a method, a result or an error");
        }
        if (!(map.get("method") instanceof String method)) {
            return invalid(proper ? id : null, "method must be a string");
        }
        if (!map.containsKey("id")) {
            return notification(method, map.get("params"));
        }
        return id != null && proper
                ? request(id, method, map.get("params"))
                : invalid(null, "id must be a string or a whole number");
    }

    private static Incoming request(Object id, String method, @Nullable Object params) {
        if (params != null && !(params instanceof Map)) {
            return wrongParams(id, "params must be an object");
        }
        Map<?, ?> given = params instanceof Map<?, ?> map ? map : Map.of();
        return Params.problem(method, given).map(problem -> (Incoming) wrongParams(id, problem))
                .orElseGet(() -> new Message(
                        new McpSchema.JSONRPCRequest(McpSchema.JSONRPC_VERSION, method, id, given)));
    }

    private static Incoming notification(String method, @Nullable Object params) {
        if (method.equals(McpSchema.METHOD_NOTIFICATION_ROOTS_LIST_CHANGED)) {
            return new Useless();
        }
        if (!method.equals("notifications/cancelled")) {
            return new Message(new McpSchema.JSONRPCNotification(McpSchema.JSONRPC_VERSION, method, params));
        }
        Object request = params instanceof Map<?, ?> map ? map.get("requestId") : null;
        return request == null ? new Useless() : new Cancelled(request);
    }

    private static Incoming response(Object id, Map<?, ?> map) {
        if (map.get("error") instanceof Map<?, ?> error) {
            int code = error.get("code") instanceof Long number
                    ? number.intValue()
                    : McpSchema.ErrorCodes.INTERNAL_ERROR;
            return new Message(McpSchema.JSONRPCResponse.error(id, new McpSchema.JSONRPCResponse.JSONRPCError(code,
                    String.valueOf(error.get("message")), error.get("data"))));
        }
        Object result = map.get("result");
        return result == null ? new Useless() : new Message(McpSchema.JSONRPCResponse.result(id, result));
    }

    private static Malformed invalid(@Nullable Object id, String problem) {
        return new Malformed(id, McpSchema.ErrorCodes.INVALID_REQUEST, "Invalid request: " + problem);
    }

    private static Malformed wrongParams(Object id, String problem) {
        return new Malformed(id, McpSchema.ErrorCodes.INVALID_PARAMS, "Invalid params: " + problem);
    }
}
