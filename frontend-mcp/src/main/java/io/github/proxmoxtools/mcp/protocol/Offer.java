package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Confirmation;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.modelcontextprotocol.server.McpServer;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What a server offers.
 *
 * @param version what it says its version is
 * @param catalog the tools
 * @param calls runs them
 * @param confirmation how calls that destroy are confirmed
 * @param patience how long it waits for what it asks the client
 * @param additions what the server has besides, which no user ever sees: the fixtures of a test
 */
public record Offer(String version, Catalog catalog, ToolCalls calls, Confirmation confirmation, Duration patience,
        UnaryOperator<McpServer.AsyncSpecification<?>> additions) {
    /**
     * Makes the offer of the product: the tools and nothing else.
     *
     * @param version what it says its version is
     * @param catalog the tools
     * @param calls runs them
     * @param confirmation how calls that destroy are confirmed
     * @param patience how long it waits for what it asks the client
     */
    public Offer(String version, Catalog catalog, ToolCalls calls, Confirmation confirmation, Duration patience) {
        this(version, catalog, calls, confirmation, patience, UnaryOperator.identity());
    }
}
