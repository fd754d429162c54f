package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Writes messages, one per line, from any thread. */
final class Output {
    private static final byte[] END_OF_LINE = {'\n'};

    private final McpJsonMapper mapper;
    private final OutputStream out;
    private final Runnable broken;
    private final ReentrantLock lock = new ReentrantLock();

    Output(McpJsonMapper mapper, OutputStream out, Runnable broken) {
        this.mapper = mapper;
        this.out = out;
        this.broken = broken;
    }

    void write(McpSchema.JSONRPCMessage message) {
        byte[] bytes;
        try {
            bytes = mapper.writeValueAsBytes(message);
        } catch (IOException e) {
            if (message instanceof McpSchema.JSONRPCResponse response) {
                writeError(response.id(), McpSchema.ErrorCodes.INTERNAL_ERROR,
                        "The answer could not be written as JSON");
            }
            return;
        }
        write(bytes);
    }

    /** The SDK's own type cannot leave the id open, as the answer to something unreadable must. */
    void writeError(@Nullable Object id, int code, String message) {
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", McpSchema.JSONRPC_VERSION);
        response.put("id", id);
        response.put("error", Map.of("code", code, "message", message));
        write(JsonText.compact(response).getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) {
        lock.lock();
        try {
            out.write(bytes);
            out.write(END_OF_LINE);
            out.flush();
        } catch (IOException e) {
            broken.run();
        } finally {
            lock.unlock();
        }
    }
}
