/** A server on our own stack whose tools, resources and prompts are those that the conformance suite asks for. */
@NullMarked
package io.github.proxmoxtools.mcp.conformance;

import org.jspecify.annotations.NullMarked;
