package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Prompt;
import io.github.proxmoxtools.mcp.calls.Prompts;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Renders questions as the SDK wants them. */
final class SdkPrompts {
    private final Prompts prompts;
    private final SdkWork work;

    SdkPrompts(Prompts prompts, SdkWork work) {
        this.prompts = prompts;
        this.work = work;
    }

    List<McpServerFeatures.AsyncPromptSpecification> all() {
        return prompts.list().stream().map(prompt -> new McpServerFeatures.AsyncPromptSpecification(describe(prompt),
                (exchange, request) -> ask(prompt, exchange, request))).toList();
    }

    private static McpSchema.Prompt describe(Prompt prompt) {
        return McpSchema.Prompt.builder(prompt.name()).title(prompt.title()).description(prompt.description())
                .arguments(prompt.arguments().stream().map(SdkPrompts::describe).toList()).build();
    }

    private static McpSchema.PromptArgument describe(Prompt.Argument argument) {
        return McpSchema.PromptArgument.builder(argument.name()).description(argument.description())
                .required(argument.required()).build();
    }

    private Mono<McpSchema.GetPromptResult> ask(Prompt prompt, McpAsyncServerExchange exchange,
            McpSchema.GetPromptRequest request) {
        Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
        return work.of(exchange, "prompt", () -> ask(prompt, arguments));
    }

    private McpSchema.GetPromptResult ask(Prompt prompt, Map<String, Object> arguments) {
        String text = prompts.ask(prompt.name(), arguments)
                .orElseThrow(() -> McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                        .message("There is no prompt " + prompt.name()).build());
        return McpSchema.GetPromptResult
                .builder(List.of(new McpSchema.PromptMessage(McpSchema.Role.USER,
                        McpSchema.TextContent.builder(text).build())))
                .description(prompt.description()).build();
    }
}
