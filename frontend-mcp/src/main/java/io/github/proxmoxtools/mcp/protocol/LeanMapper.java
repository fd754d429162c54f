package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapperSupplier;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Maps the few messages of every session by hand, and leaves all others to Jackson.
 *
 * <p>Jackson looks at each of the SDK's records through reflection when it first meets it: half of the time from start to
 * the list of tools.
 */
final class LeanMapper implements McpJsonMapper {
    private final SdkErrors errors;
    private @Nullable McpJsonMapper jackson;

    LeanMapper(SdkErrors errors) {
        this.errors = errors;
    }

    private synchronized McpJsonMapper jackson() {
        McpJsonMapper made = jackson;
        if (made == null) {
            made = new JacksonMcpJsonMapperSupplier().get();
            jackson = made;
        }
        return made;
    }

    @Override
    public <T> T readValue(String content, Class<T> type) throws IOException {
        return jackson().readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) throws IOException {
        return jackson().readValue(content, type);
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) throws IOException {
        return jackson().readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
        return jackson().readValue(content, type);
    }

    @Override
    public <T> T convertValue(Object value, Class<T> type) {
        return jackson().convertValue(value, type);
    }

    /** What is read for a type is of that type. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T convertValue(Object value, TypeRef<T> type) {
        Object read = PlainForms.read(value, type.getType());
        return read == null ? convert(value, type) : (T) read;
    }

    /** What Jackson says tells of classes, and the SDK would pass it on as an error of ours. */
    private <T> T convert(Object value, TypeRef<T> type) {
        try {
            return jackson().convertValue(value, type);
        } catch (IllegalArgumentException e) {
            throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                    .message("Invalid params: something in them is not of the type that the protocol asks for").build();
        }
    }

    @Override
    public String writeValueAsString(Object value) throws IOException {
        Object shown = value instanceof McpSchema.JSONRPCResponse response ? errors.mended(response) : value;
        Object plain = shown instanceof McpSchema.JSONRPCMessage message ? PlainForms.of(message) : null;
        return plain == null ? jackson().writeValueAsString(shown) : JsonText.compact(plain);
    }

    @Override
    public byte[] writeValueAsBytes(Object value) throws IOException {
        return writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }
}
