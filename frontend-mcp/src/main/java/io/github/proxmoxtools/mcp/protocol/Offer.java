package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Desk;
import io.github.proxmoxtools.mcp.calls.Offering;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import java.time.Duration;

/**
 * What a server offers.
 *
 * @param version what it says its version is
 * @param tools what can be called
 * @param calls calls it
 * @param desk where the work is done, and cancelled
 * @param patience how long it waits for what it asks the client
 */
public record Offer(String version, Offering tools, ToolCalls calls, Desk desk, Duration patience) {}
