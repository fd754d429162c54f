package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Facts;
import java.util.function.Supplier;

/**
 * A cluster that clients can ask for something.
 *
 * @param tools runs tools on it
 * @param facts tells of it without a tool; throws {@link io.github.proxmoxtools.tools.spi.ToolFailure} where it cannot be
 *        connected to
 */
public record Cluster(ToolRunner tools, Supplier<Facts> facts) {}
