/** The catalogue as an MCP server. */
@NullMarked
package io.github.proxmoxtools.mcp;

import org.jspecify.annotations.NullMarked;
