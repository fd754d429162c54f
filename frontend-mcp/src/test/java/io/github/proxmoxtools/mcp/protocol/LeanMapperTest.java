package io.github.proxmoxtools.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapperSupplier;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is mapped by hand is what Jackson makes of it. */
class LeanMapperTest {
    private final McpJsonMapper lean = new LeanMapper(new SdkErrors(name -> name));
    private final McpJsonMapper jackson = new JacksonMcpJsonMapperSupplier().get();

    static Stream<McpSchema.JSONRPCMessage> messages() {
        Map<String, Object> structure = new LinkedHashMap<>();
        structure.put("text", "a\n\"b\" \u00e9\u2028");
        structure.put("nothing", null);
        structure.put("list", Arrays.asList(1, 2L, 1.5, true, null, Map.of()));
        McpSchema.ToolAnnotations hints = new McpSchema.ToolAnnotations(null, true, false, true, false, null);
        McpSchema.Tool tool = new McpSchema.Tool("a_b", "A", "Does a.", Map.of("type", "object"), structure, hints,
                null,
                null);
        McpSchema.Tool bare = new McpSchema.Tool("c_d", null, null, Map.of("type", "object"), null, null, null, null);
        return Stream.of(response(Map.of()), response(new McpSchema.ListToolsResult(List.of(tool, bare), null)),
                response(new McpSchema.CallToolResult(List.of(McpSchema.TextContent.builder("t").build()), true,
                        structure,
                        null)),
                response(new McpSchema.InitializeResult("2025-11-25",
                        McpSchema.ServerCapabilities.builder().logging().tools(false).build(),
                        McpSchema.Implementation.builder("s", "1").title("S").build(), "Do.")),
                McpSchema.JSONRPCResponse.error("x",
                        new McpSchema.JSONRPCResponse.JSONRPCError(-32602, "Unknown tool", "Tool not found")),
                McpSchema.JSONRPCResponse.error("x", new McpSchema.JSONRPCResponse.JSONRPCError(-32602, "no")),
                new McpSchema.JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_PROGRESS,
                        new McpSchema.ProgressNotification("p", 0.25, 1.0, "m", null)),
                new McpSchema.JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_PROGRESS,
                        new McpSchema.ProgressNotification(7L, 0.25, null, null, null)));
    }

    private static McpSchema.JSONRPCMessage response(Object result) {
        return McpSchema.JSONRPCResponse.result(7L, result);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void writesWhatJacksonWrites(McpSchema.JSONRPCMessage message) throws Exception {
        assertNotNull(PlainForms.of(message));
        assertEquals(JsonText.parse(jackson.writeValueAsString(message)),
                JsonText.parse(lean.writeValueAsString(message)));
    }

    @Test
    void leavesTheRestToJackson() throws Exception {
        McpSchema.JSONRPCMessage message = response(new McpSchema.ListPromptsResult(List.of(), null));
        assertNull(PlainForms.of(message));
        assertEquals(jackson.writeValueAsString(message), lean.writeValueAsString(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"a\"}", "{\"name\":\"a\",\"arguments\":{\"b\":[1,null,{\"c\":2.5}]}}",
            "{\"name\":\"a\",\"_meta\":{\"progressToken\":7}}"})
    void readsCallsAsJacksonDoes(String json) {
        Object value = JsonText.parse(json);
        TypeRef<McpSchema.CallToolRequest> type = new TypeRef<>() {
        };
        assertNotNull(PlainForms.read(value, type.getType()));
        assertEquals(jackson.convertValue(value, type), lean.convertValue(value, type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"elicitation\":{}}", "{\"elicitation\":{\"form\":{}}}",
            "{\"elicitation\":{\"url\":{}}}", "{\"roots\":{\"listChanged\":true},\"sampling\":{}}"})
    void readsGreetingsAsJacksonDoes(String capabilities) {
        Object value = JsonText.parse("{\"protocolVersion\":\"2025-06-18\",\"capabilities\":" + capabilities
                + ",\"clientInfo\":{\"name\":\"n\",\"version\":\"1\"}}");
        TypeRef<McpSchema.InitializeRequest> type = new TypeRef<>() {
        };
        assertEquals(jackson.convertValue(value, type), lean.convertValue(value, type));
    }
}
