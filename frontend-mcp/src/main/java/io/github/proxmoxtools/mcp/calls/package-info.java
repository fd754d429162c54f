/**
 * Calling tools for a client, whatever protocol it speaks: threads, cancelling, progress, confirming, rendering.
 *
 * <p>Nothing here knows a type of the protocol, so that adapters of several protocol revisions can stand side by side.
 */
@NullMarked
package io.github.proxmoxtools.mcp.calls;

import org.jspecify.annotations.NullMarked;
