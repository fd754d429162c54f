package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Resource;
import io.github.proxmoxtools.mcp.calls.Resources;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import reactor.core.publisher.Mono;

/** Renders what can be read as the SDK wants it. */
final class SdkResources {
    private final Resources resources;
    private final SdkWork work;

    SdkResources(Resources resources, SdkWork work) {
        this.resources = resources;
        this.work = work;
    }

    List<McpServerFeatures.AsyncResourceSpecification> singles() {
        return resources.singles().stream()
                .map(resource -> new McpServerFeatures.AsyncResourceSpecification(single(resource), this::read))
                .toList();
    }

    private static McpSchema.Resource single(Resource resource) {
        return McpSchema.Resource.builder(resource.address(), resource.name()).title(resource.title())
                .description(resource.description()).mimeType(Resources.MEDIA_TYPE).build();
    }

    List<McpServerFeatures.AsyncResourceTemplateSpecification> families() {
        return resources.families().stream()
                .map(resource -> new McpServerFeatures.AsyncResourceTemplateSpecification(family(resource), this::read))
                .toList();
    }

    private static McpSchema.ResourceTemplate family(Resource resource) {
        return McpSchema.ResourceTemplate.builder(resource.address(), resource.name()).title(resource.title())
                .description(resource.description()).mimeType(Resources.MEDIA_TYPE).build();
    }

    private Mono<McpSchema.ReadResourceResult> read(McpAsyncServerExchange exchange,
            McpSchema.ReadResourceRequest request) {
        return work.of(exchange, "resource", () -> read(request.uri()));
    }

    private McpSchema.ReadResourceResult read(String address) {
        String text = resources.read(address).orElseThrow(() -> McpError.RESOURCE_NOT_FOUND.apply(address));
        return McpSchema.ReadResourceResult.builder(List.of(McpSchema.TextResourceContents.builder(address, text)
                .mimeType(Resources.MEDIA_TYPE).build())).build();
    }
}
