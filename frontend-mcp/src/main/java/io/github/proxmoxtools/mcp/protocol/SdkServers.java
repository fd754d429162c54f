package io.github.proxmoxtools.mcp.protocol;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;

/** Tells the SDK's servers what is offered, whatever they speak through. */
public final class SdkServers {
    private SdkServers() {}

    /**
     * Makes the mapper of messages that all transports use.
     *
     * @return the mapper
     */
    public static McpJsonMapper mapper() {
        return new LeanMapper();
    }

    /**
     * Describes a server.
     *
     * @param specification the server over some transport
     * @param mapper maps messages
     * @param offer what it offers
     * @return the server, ready to be built
     */
    public static McpServer.AsyncSpecification<?> describe(McpServer.AsyncSpecification<?> specification,
            McpJsonMapper mapper, Offer offer) {
        McpServer.AsyncSpecification<?> described = specification.jsonMapper(mapper)
                .jsonSchemaValidator(new NoSchemaValidation()).validateToolInputs(false)
                .requestTimeout(offer.patience())
                .serverInfo(
                        McpSchema.Implementation.builder("proxmox-mcp", offer.version()).title("Proxmox VE").build())
                .instructions(offer.tools().instructions())
                .capabilities(McpSchema.ServerCapabilities.builder().logging().tools(false).build())
                .tools(new SdkTools(offer.calls()).of(offer.tools()));
        return offer.additions().apply(described);
    }
}
