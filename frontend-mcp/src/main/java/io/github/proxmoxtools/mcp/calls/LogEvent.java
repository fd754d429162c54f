package io.github.proxmoxtools.mcp.calls;

/**
 * Something to tell a client that listens to the server's log; it holds no argument and no result.
 *
 * @param grave whether somebody should look at it
 * @param text what happened
 */
public record LogEvent(boolean grave, String text) {}
