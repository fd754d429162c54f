package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Confirmation;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.time.Duration;

/**
 * What a server offers.
 *
 * @param version what it says its version is
 * @param catalog the tools
 * @param calls runs them
 * @param confirmation how calls that destroy are confirmed
 * @param patience how long it waits for what it asks the client
 */
public record Offer(String version, Catalog catalog, ToolCalls calls, Confirmation confirmation, Duration patience) {}
