package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Completions;
import io.github.proxmoxtools.mcp.calls.Desk;
import io.github.proxmoxtools.mcp.calls.Offering;
import io.github.proxmoxtools.mcp.calls.Prompts;
import io.github.proxmoxtools.mcp.calls.Resources;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import io.modelcontextprotocol.server.McpServer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a server offers, and who does it.
 *
 * @param version what it says its version is
 * @param tools what can be called
 * @param resources what can be read
 * @param prompts what can be asked
 * @param completions completes arguments of these
 * @param service who does it
 * @param additions what the server has besides, which no user ever sees: the fixtures of a test
 */
public record Offer(String version, Offering tools, Resources resources, Prompts prompts, Completions completions,
        Service service, UnaryOperator<McpServer.AsyncSpecification<?>> additions) {
    /**
     * Who does what clients ask for, the same for all offers of a program.
     *
     * @param calls calls tools
     * @param desk where all work is done, and cancelled
     * @param patience how long to wait for what the client is asked
     * @param betweenLooks how long to wait before looking again at what somebody has subscribed to
     * @param mistakes hears of exceptions that nobody planned
     */
    public record Service(ToolCalls calls, Desk desk, Duration patience, Duration betweenLooks,
            Consumer<Throwable> mistakes) {}

    /**
     * Makes the offer of the product: without any additions.
     *
     * @param version what it says its version is
     * @param tools what can be called
     * @param resources what can be read
     * @param prompts what can be asked
     * @param completions completes arguments of these
     * @param service who does it
     */
    public Offer(String version, Offering tools, Resources resources, Prompts prompts, Completions completions,
            Service service) {
        this(version, tools, resources, prompts, completions, service, UnaryOperator.identity());
    }

    /**
     * Adds to it.
     *
     * @param more what the server shall have besides
     * @return the wider offer
     */
    public Offer with(UnaryOperator<McpServer.AsyncSpecification<?>> more) {
        return new Offer(version, tools, resources, prompts, completions, service, more);
    }
}
