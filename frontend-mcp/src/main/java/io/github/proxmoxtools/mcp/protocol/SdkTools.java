package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Answer;
import io.github.proxmoxtools.mcp.calls.Offered;
import io.github.proxmoxtools.mcp.calls.Offering;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import io.github.proxmoxtools.mcp.calls.ToolHints;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Renders what is offered as the SDK wants it, and hands on what it is asked to call. */
final class SdkTools {
    private final ToolCalls calls;

    SdkTools(ToolCalls calls) {
        this.calls = calls;
    }

    /** In the order of the offering. */
    List<McpServerFeatures.AsyncToolSpecification> of(Offering offering) {
        return offering.tools().stream().map(this::specify).toList();
    }

    private McpServerFeatures.AsyncToolSpecification specify(Offered offered) {
        return new McpServerFeatures.AsyncToolSpecification(describe(offered),
                (exchange, request) -> call(offered, exchange, request));
    }

    private static McpSchema.Tool describe(Offered offered) {
        ToolHints hints = offered.hints();
        return new McpSchema.Tool(offered.name(), offered.title(), offered.description(), offered.input(),
                offered.output(), new McpSchema.ToolAnnotations(null, hints.readOnly(), hints.destructive(),
                        hints.idempotent(), hints.openWorld(), null),
                null, null);
    }

    /** An answer that never comes, for a call that was cancelled, makes the SDK send nothing. */
    private Mono<McpSchema.CallToolResult> call(Offered offered, McpAsyncServerExchange exchange,
            McpSchema.CallToolRequest request) {
        SdkPeer peer = new SdkPeer(exchange, progressTokenOf(request));
        return Mono.create(sink -> calls.start(SdkWork.idOf(exchange), offered, argumentsOf(request), peer,
                answer -> answer.ifPresentOrElse(given -> sink.success(render(given)), () -> {
                    peer.leave();
                    sink.success();
                })));
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
