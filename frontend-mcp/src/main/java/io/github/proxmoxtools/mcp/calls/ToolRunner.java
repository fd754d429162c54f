package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;

/** Runs tools on one cluster. */
@FunctionalInterface
public interface ToolRunner {
    /**
     * Runs a tool and blocks until it is done; interrupting the thread ends the call.
     *
     * @param call the tool, its arguments, and who watches and answers
     * @return what it answered
     * @throws io.github.proxmoxtools.tools.spi.ToolFailure if it did not do what was asked
     */
    ToolResult run(ToolCall call);
}
