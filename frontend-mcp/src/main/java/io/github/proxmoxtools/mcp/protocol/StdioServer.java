package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Desk;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** An MCP server for one client on a pair of streams. */
public final class StdioServer implements RunningServer {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final StdioTransport transport;
    private final Desk desk;

    private StdioServer(StdioTransport transport, Desk desk) {
        this.transport = transport;
        this.desk = desk;
    }

    /**
     * Makes a server; it reads nothing yet.
     *
     * @param offer what it offers
     * @param in where the client writes
     * @param out where the client reads
     * @return the server
     */
    public static StdioServer of(Offer offer, InputStream in, OutputStream out) {
        McpJsonMapper mapper = SdkServers.mapper(offer);
        StdioTransport transport = new StdioTransport(mapper, in, out, offer.service().desk());
        transport.listenWith(SdkServers.build(McpServer.async(transport), mapper, offer));
        return new StdioServer(transport, offer.service().desk());
    }

    /** Serves until the client closes its end, and then ends the calls that still run. */
    @Override
    public void serve() throws InterruptedException {
        transport.serve();
        transport.forgetSubscriptions();
        desk.close(PATIENCE);
    }

    /** Does as if the client had closed its end. */
    @Override
    public void stop() {
        transport.stop();
    }
}
