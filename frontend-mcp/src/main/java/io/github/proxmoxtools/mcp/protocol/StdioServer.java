package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Confirmation;
import io.github.proxmoxtools.mcp.calls.Instructions;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** An MCP server for one client on a pair of streams. */
public final class StdioServer {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final StdioTransport transport;
    private final ToolCalls calls;

    private StdioServer(StdioTransport transport, ToolCalls calls) {
        this.transport = transport;
        this.calls = calls;
    }

    /**
     * What a server offers.
     *
     * @param version what it says its version is
     * @param catalog the tools
     * @param calls runs them
     * @param confirmation how calls that destroy are confirmed
     * @param patience how long it waits for what it asks the client
     */
    public record Offer(String version, Catalog catalog, ToolCalls calls, Confirmation confirmation,
            Duration patience) {}

    /**
     * Makes a server; it reads nothing yet.
     *
     * @param offer what it offers
     * @param in where the client writes
     * @param out where the client reads
     * @return the server
     */
    public static StdioServer of(Offer offer, InputStream in, OutputStream out) {
        McpJsonMapper mapper = new LeanMapper();
        StdioTransport transport = new StdioTransport(mapper, in, out, offer.calls());
        McpServer.async(transport).jsonMapper(mapper).jsonSchemaValidator(new NoSchemaValidation())
                .validateToolInputs(false).requestTimeout(offer.patience())
                .serverInfo(
                        McpSchema.Implementation.builder("proxmox-mcp", offer.version()).title("Proxmox VE").build())
                .instructions(Instructions.of(offer.catalog(), offer.confirmation()))
                .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
                .tools(new SdkTools(offer.calls(), offer.confirmation()).of(offer.catalog())).build();
        return new StdioServer(transport, offer.calls());
    }

    /**
     * Serves until the client closes its end, and then ends the calls that still run.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void serve() throws InterruptedException {
        transport.serve();
        calls.close(PATIENCE);
    }

    /** Lets {@link #serve} come to its end, as if the client had closed its end. */
    public void stop() {
        transport.stop();
    }
}
