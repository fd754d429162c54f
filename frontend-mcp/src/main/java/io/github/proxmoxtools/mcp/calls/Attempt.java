package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.spi.Tool;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that may have to be confirmed.
 *
 * @param tool the tool
 * @param arguments its arguments as they came
 * @param cluster the cluster's name; empty where there is only one
 */
public record Attempt(Tool tool, Map<String, @Nullable Object> arguments, String cluster) {}
