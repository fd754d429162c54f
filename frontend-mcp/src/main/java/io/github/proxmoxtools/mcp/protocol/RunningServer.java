package io.github.proxmoxtools.mcp.protocol;

/** An MCP server, whatever it speaks through. */
public interface RunningServer {
    /**
     * Serves to the end, and then ends the calls that still run.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void serve() throws InterruptedException;

    /** Lets {@link #serve} come to its end. */
    void stop();
}
