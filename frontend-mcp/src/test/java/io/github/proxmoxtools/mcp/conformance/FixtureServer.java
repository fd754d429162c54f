package io.github.proxmoxtools.mcp.conformance;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.mcp.calls.Cluster;
import io.github.proxmoxtools.mcp.calls.Clusters;
import io.github.proxmoxtools.mcp.calls.Completions;
import io.github.proxmoxtools.mcp.calls.Confirmation;
import io.github.proxmoxtools.mcp.calls.Desk;
import io.github.proxmoxtools.mcp.calls.PlainOffering;
import io.github.proxmoxtools.mcp.calls.Prompts;
import io.github.proxmoxtools.mcp.calls.Resources;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import io.github.proxmoxtools.mcp.http.HttpOffer;
import io.github.proxmoxtools.mcp.http.HttpServer;
import io.github.proxmoxtools.mcp.http.HttpSettings;
import io.github.proxmoxtools.mcp.protocol.Offer;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Our server over HTTP with the fixtures beside the tools of the product, which have no cluster here. */
final class FixtureServer {
    private static final Duration PATIENCE_WITH_CLIENTS = Duration.ofSeconds(10);
    private static final String ADDRESS = "127.0.0.1";

    private FixtureServer() {}

    /** Runs until the process is ended; the only argument is the port. */
    public static void main(String[] arguments) throws Exception {
        Clusters clusters = Clusters.single("none", new Cluster(call -> {
            throw nobody();
        }, () -> {
            throw nobody();
        }));
        Confirmation confirmation = ConfirmMode.ASK.confirmation();
        Desk desk = new Desk(Throwable::printStackTrace);
        ToolCalls calls = new ToolCalls(desk, clusters, confirmation, Throwable::printStackTrace);
        Catalog catalog = Catalog.discover();
        HttpOffer offer = new HttpOffer(catalog, wanted -> new Offer("0",
                new PlainOffering(catalog.select(wanted), wanted.access(), confirmation, clusters),
                new Resources(clusters), new Prompts(clusters, catalog), new Completions(clusters),
                new Offer.Service(calls, desk, PATIENCE_WITH_CLIENTS, PATIENCE_WITH_CLIENTS, Throwable::printStackTrace))
                .with(Fixtures::addTo), desk);
        HttpSettings settings = new HttpSettings(ADDRESS, InetAddress.getByName(ADDRESS),
                Integer.parseInt(arguments[0]), null, null, Set.of(), Set.of());
        HttpServer.start(settings, offer, Throwable::printStackTrace)
                .serve();
    }

    private static InvalidCall nobody() {
        return new InvalidCall(FailureKind.BAD_SETTINGS, "There is no cluster behind the fixtures", "", Map.of());
    }
}
