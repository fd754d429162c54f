package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.client.demo.DemoCluster;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import java.util.List;
import java.util.Optional;

/**
 * An engine, and the demonstration cluster that lives as long.
 *
 * @param engine runs the calls
 * @param demo ends with the session
 * @param address host and port of the first node
 */
public record EngineSession(Engine engine, Optional<DemoCluster> demo, String address) implements Session {
    @Override
    public ToolResult run(ToolCall call) {
        return engine.run(call);
    }

    @Override
    public Plan plan(ToolCall call) {
        return engine.plan(call);
    }

    @Override
    public Data send(ApiRequest request) {
        return engine.send(request);
    }

    @Override
    public ApiIndex serverApi() {
        return engine.serverApi();
    }

    @Override
    public List<GuestAddress> guestsNamed(GuestKind kind, List<String> idsOrNames, Optional<String> node) {
        return engine.facts().guestsNamed(kind, idsOrNames, node);
    }

    @Override
    public List<GuestAddress> guestsWhere(GuestKind kind, String filter) {
        return engine.facts().guestsWhere(kind, filter);
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
