package io.github.proxmoxtools.mcp.http;

import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error. */
final class HttpProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final transient @Nullable Object id;

    HttpProblem(int status, int code, @Nullable Object id, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.id = id;
    }

    HttpProblem(int status, String message) {
        this(status, McpSchema.ErrorCodes.INVALID_REQUEST, null, message);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    @Nullable
    Object id() {
        return id;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
