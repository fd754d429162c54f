package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Completions;
import io.github.proxmoxtools.mcp.calls.Prompts;
import io.github.proxmoxtools.mcp.calls.Resources;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Completes arguments of prompts and of addresses as the SDK wants it. */
final class SdkCompletions {
    private final Completions completions;
    private final SdkWork work;

    SdkCompletions(Completions completions, SdkWork work) {
        this.completions = completions;
        this.work = work;
    }

    List<McpServerFeatures.AsyncCompletionSpecification> of(Prompts prompts, Resources resources) {
        Stream<McpSchema.CompleteReference> ofPrompts = prompts.list().stream()
                .map(prompt -> new McpSchema.PromptReference(prompt.name()));
        Stream<McpSchema.CompleteReference> ofResources = resources.families().stream()
                .map(resource -> new McpSchema.ResourceReference(resource.address()));
        return Stream.concat(ofPrompts, ofResources)
                .map(reference -> new McpServerFeatures.AsyncCompletionSpecification(reference, this::complete))
                .toList();
    }

    private Mono<McpSchema.CompleteResult> complete(McpAsyncServerExchange exchange,
            McpSchema.CompleteRequest request) {
        return work.of(exchange, "completion", () -> complete(request));
    }

    private McpSchema.CompleteResult complete(McpSchema.CompleteRequest request) {
        List<String> all = completions.of(request.argument().name(), request.argument().value(), known(request));
        List<String> shown = all.subList(0, Math.min(all.size(), Completions.MOST));
        return new McpSchema.CompleteResult(new McpSchema.CompleteResult.CompleteCompletion(shown, all.size(),
                shown.size() < all.size()));
    }

    private static Map<String, String> known(McpSchema.CompleteRequest request) {
        McpSchema.CompleteRequest.CompleteContext context = request.context();
        return context == null || context.arguments() == null ? Map.of() : context.arguments();
    }
}
