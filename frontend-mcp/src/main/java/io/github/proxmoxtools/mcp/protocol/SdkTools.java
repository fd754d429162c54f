package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Answer;
import io.github.proxmoxtools.mcp.calls.Confirmation;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import io.github.proxmoxtools.mcp.calls.ToolHints;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.ToolSchemas;
import io.github.proxmoxtools.tools.spi.Tool;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Renders tools as the SDK wants them, and hands its calls to the desk. */
final class SdkTools {
    private final ToolCalls calls;
    private final Confirmation confirmation;

    SdkTools(ToolCalls calls, Confirmation confirmation) {
        this.calls = calls;
        this.confirmation = confirmation;
    }

    /** Sorted as the catalogue is. */
    List<McpServerFeatures.AsyncToolSpecification> of(Catalog catalog) {
        return catalog.tools().stream().map(this::specify).toList();
    }

    private McpServerFeatures.AsyncToolSpecification specify(Tool tool) {
        return new McpServerFeatures.AsyncToolSpecification(describe(tool),
                (exchange, request) -> call(tool, exchange, request));
    }

    private McpSchema.Tool describe(Tool tool) {
        ToolHints hints = ToolHints.of(tool);
        return new McpSchema.Tool(tool.name(), tool.title(), tool.description(),
                confirmation.schema(tool, ToolSchemas.input(tool)), ToolSchemas.output(tool),
                new McpSchema.ToolAnnotations(null, hints.readOnly(), hints.destructive(), hints.idempotent(),
                        hints.openWorld(), null),
                null, null);
    }

    /** An answer that never comes, for a call that was cancelled, makes the SDK send nothing. */
    private Mono<McpSchema.CallToolResult> call(Tool tool, McpAsyncServerExchange exchange,
            McpSchema.CallToolRequest request) {
        return Mono.create(sink -> calls.start(idOf(exchange), tool, argumentsOf(request),
                new SdkPeer(exchange, progressTokenOf(request)),
                answer -> answer.ifPresentOrElse(given -> sink.success(render(given)), sink::success)));
    }

    private static CallId idOf(McpAsyncServerExchange exchange) {
        Object request = exchange.transportContext().get(CallId.REQUEST_KEY);
        return new CallId(exchange.sessionId(), Objects.requireNonNullElse(request, ""));
    }

    private static Map<String, @Nullable Object> argumentsOf(McpSchema.CallToolRequest request) {
        Map<String, @Nullable Object> arguments = request.arguments();
        return arguments == null ? Map.of() : arguments;
    }

    private static @Nullable Object progressTokenOf(McpSchema.CallToolRequest request) {
        Map<String, Object> meta = request.meta();
        return meta == null ? null : meta.get("progressToken");
    }

    private static McpSchema.CallToolResult render(Answer answer) {
        return new McpSchema.CallToolResult(List.of(McpSchema.TextContent.builder(answer.text()).build()),
                answer.failed(),
                answer.content(), null);
    }
}
