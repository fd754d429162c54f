/** The adapter to the official MCP SDK: what is specific to protocol revisions up to 2025-11-25. */
@NullMarked
package io.github.proxmoxtools.mcp.protocol;

import org.jspecify.annotations.NullMarked;
