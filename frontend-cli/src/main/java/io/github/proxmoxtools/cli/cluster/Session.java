package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;

/** A cluster to work on, and what was started for it; closed before the process ends. */
public interface Session extends AutoCloseable {
    /**
     * Runs a tool.
     *
     * @param call the call
     * @return what it answered
     */
    ToolResult run(ToolCall call);

    /**
     * Says what a call would do.
     *
     * @param call the call
     * @return the plan
     */
    Plan plan(ToolCall call);

    /**
     * Reads the server's own description of its API.
     *
     * @return its index
     */
    ApiIndex serverApi();

    /**
     * Gives what can be told of the cluster without a tool.
     *
     * @return reads anew with each question
     */
    Facts facts();

    @Override
    void close();
}
