package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Desk;
import io.github.proxmoxtools.mcp.calls.Offering;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import io.modelcontextprotocol.server.McpServer;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What a server offers.
 *
 * @param version what it says its version is
 * @param tools what can be called
 * @param calls calls it
 * @param desk where the work is done, and cancelled
 * @param patience how long it waits for what it asks the client
 * @param additions what the server has besides, which no user ever sees: the fixtures of a test
 */
public record Offer(String version, Offering tools, ToolCalls calls, Desk desk, Duration patience,
        UnaryOperator<McpServer.AsyncSpecification<?>> additions) {
    /**
     * Makes the offer of the product: without any additions.
     *
     * @param version what it says its version is
     * @param tools what can be called
     * @param calls calls it
     * @param desk where the work is done, and cancelled
     * @param patience how long it waits for what it asks the client
     */
    public Offer(String version, Offering tools, ToolCalls calls, Desk desk, Duration patience) {
        this(version, tools, calls, desk, patience, UnaryOperator.identity());
    }

    /**
     * Adds to it.
     *
     * @param more what the server shall have besides
     * @return the wider offer
     */
    public Offer with(UnaryOperator<McpServer.AsyncSpecification<?>> more) {
        return new Offer(version, tools, calls, desk, patience, more);
    }
}
