package io.github.proxmoxtools.cli.interrupt;

import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.cli.cluster.Outlook;
import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.Safety;
import java.util.List;
import java.util.Optional;

/**
 * Makes sessions whose calls a signal ends.
 *
 * @param connector makes the sessions
 * @param interruption watches their calls
 */
record InterruptibleConnector(Connector connector, Interruption interruption) implements Connector {
    private static final String READS = "GET";

    @Override
    public void prepare() {
        connector.prepare();
    }

    @Override
    public Session open(Catalog catalog, Globals globals) {
        return new Watched(connector.open(catalog, globals), catalog, interruption, false);
    }

    @Override
    public Session open(Catalog catalog, Globals globals, int parallel) {
        Session session = connector.open(catalog, globals, parallel);
        interruption.beginSeveral();
        return new Watched(session, catalog, interruption, true);
    }

    @Override
    public SettingsSources sources(Globals globals) {
        return connector.sources(globals);
    }

    @Override
    public List<String> contexts(Globals globals) {
        return connector.contexts(globals);
    }

    @Override
    public List<List<String>> explain(Globals globals) {
        return connector.explain(globals);
    }

    @Override
    public Outlook outlook(Globals globals) {
        return connector.outlook(globals);
    }

    /** What can be known before it is sent: its ceiling holds, and GET never writes. */
    static boolean onlyReads(Catalog catalog, ToolCall call) {
        return call.ceiling() == Safety.READ
                || catalog.find(call.tool()).filter(tool -> tool.highestSafety() == Safety.READ
                        || (tool.action() instanceof Action.Raw raw
                                && READS.equals(call.arguments().get(raw.method().name()))))
                        .isPresent();
    }

    private record Watched(Session session, Catalog catalog, Interruption interruption, boolean several)
            implements
                Session {
        @Override
        public ToolResult run(ToolCall call) {
            return interruption.run(call, onlyReads(catalog, call), session::run);
        }

        @Override
        public Plan plan(ToolCall call) {
            return session.plan(call);
        }

        @Override
        public Data send(ApiRequest request) {
            return session.send(request);
        }

        @Override
        public ApiIndex serverApi() {
            return session.serverApi();
        }

        @Override
        public List<GuestAddress> guestsNamed(GuestKind kind, List<String> idsOrNames, Optional<String> node) {
            return session.guestsNamed(kind, idsOrNames, node);
        }

        @Override
        public List<GuestAddress> guestsWhere(GuestKind kind, String filter) {
            return session.guestsWhere(kind, filter);
        }

        @Override
        public Facts facts() {
            return session.facts();
        }

        @Override
        public String address() {
            return session.address();
        }

        @Override
        public boolean isEnding() {
            return interruption.isEnding();
        }

        @Override
        public void close() {
            if (several) {
                interruption.endSeveral();
            }
            session.close();
        }
    }
}
