package io.github.proxmoxtools.mcp.conformance;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;

/** What the conformance suite needs to find on a server. */
final class Fixtures {
    private Fixtures() {}

    /** Adds them to a server that is described as the product is. */
    static McpServer.AsyncSpecification<?> addTo(McpServer.AsyncSpecification<?> specification) {
        return specification
                .capabilities(McpSchema.ServerCapabilities.builder().tools(false).resources(true, false).prompts(false)
                        .completions().logging().build())
                .tools(FixtureTools.all()).resources(FixtureResources.all())
                .resourceTemplates(FixtureResources.template()).prompts(FixturePrompts.all())
                .completions(FixturePrompts.completion());
    }
}
