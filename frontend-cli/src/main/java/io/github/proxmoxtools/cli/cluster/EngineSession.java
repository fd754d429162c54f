package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.client.demo.DemoCluster;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import java.util.Optional;

/**
 * An engine, and the demonstration cluster that lives as long.
 *
 * @param engine runs the calls
 * @param demo ends with the session
 */
public record EngineSession(Engine engine, Optional<DemoCluster> demo) implements Session {
    @Override
    public ToolResult run(ToolCall call) {
        return engine.run(call);
    }

    @Override
    public Plan plan(ToolCall call) {
        return engine.plan(call);
    }

    @Override
    public ApiIndex serverApi() {
        return engine.serverApi();
    }

    @Override
    public Facts facts() {
        return engine.facts();
    }

    @Override
    public void close() {
        try {
            engine.close();
        } finally {
            demo.ifPresent(DemoCluster::close);
        }
    }
}
