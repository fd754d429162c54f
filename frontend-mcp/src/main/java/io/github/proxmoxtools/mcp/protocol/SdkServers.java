package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Watch;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;

/** Tells the SDK's servers what is offered, whatever they speak through. */
public final class SdkServers {
    private SdkServers() {}

    /**
     * Makes the mapper of messages that all transports use.
     *
     * @param offer what the server offers, for errors that name it
     * @return the mapper
     */
    public static McpJsonMapper mapper(Offer offer) {
        return new LeanMapper(new SdkErrors(offer.tools()::unknown));
    }

    /**
     * Builds a server.
     *
     * @param specification the server over some transport
     * @param mapper maps messages
     * @param offer what it offers
     * @return what must hear its clients' requests
     */
    public static Subscriptions build(McpServer.AsyncSpecification<?> specification,
            McpJsonMapper mapper, Offer offer) {
        SdkWork work = new SdkWork(offer.service().desk(), offer.service().mistakes());
        SdkResources resources = new SdkResources(offer.resources(), work);
        McpServer.AsyncSpecification<?> described = specification.jsonMapper(mapper)
                .jsonSchemaValidator(new NoSchemaValidation()).validateToolInputs(false)
                .requestTimeout(offer.service().patience())
                .serverInfo(
                        McpSchema.Implementation.builder("proxmox-mcp", offer.version()).title("Proxmox VE").build())
                .instructions(offer.tools().instructions())
                .capabilities(McpSchema.ServerCapabilities.builder().logging().completions().prompts(false)
                        .resources(true, false).tools(false).build())
                .tools(new SdkTools(offer.service().calls()).of(offer.tools())).resources(resources.singles())
                .resourceTemplates(resources.families()).prompts(new SdkPrompts(offer.prompts(), work).all())
                .completions(new SdkCompletions(offer.completions(), work).of(offer.prompts(), offer.resources()));
        McpAsyncServer server = offer.additions().apply(described).build();
        return new Subscriptions(new Watch(offer.resources()::state, address -> server
                .notifyResourcesUpdated(new McpSchema.ResourcesUpdatedNotification(address)).onErrorComplete()
                .subscribe(), offer.service().mistakes(), offer.service().betweenLooks()), offer.resources()::offers);
    }
}
