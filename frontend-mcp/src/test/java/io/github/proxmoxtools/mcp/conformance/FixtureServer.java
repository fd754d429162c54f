package io.github.proxmoxtools.mcp.conformance;

import io.github.proxmoxtools.mcp.TestServer;
import io.github.proxmoxtools.mcp.calls.Cluster;
import io.github.proxmoxtools.mcp.http.HttpServer;
import io.github.proxmoxtools.mcp.http.HttpSettings;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;

/** Our server over HTTP with the fixtures beside the tools of the product, which have no cluster here. */
final class FixtureServer {
    private static final String ADDRESS = "127.0.0.1";

    private FixtureServer() {}

    /** Runs until the process is ended; the only argument is the port. */
    public static void main(String[] arguments) throws Exception {
        Cluster nowhere = new Cluster(call -> {
            throw nobody();
        }, () -> {
            throw nobody();
        });
        HttpSettings settings = new HttpSettings(ADDRESS, InetAddress.getByName(ADDRESS),
                Integer.parseInt(arguments[0]), null, null, Set.of(), Set.of());
        HttpServer.start(settings, TestServer.of(Catalog.discover(), nowhere).httpOffer(Throwable::printStackTrace,
                offer -> offer.with(Fixtures::addTo)), Throwable::printStackTrace, message -> {}).serve();
    }

    private static InvalidCall nobody() {
        return new InvalidCall(FailureKind.BAD_SETTINGS, "There is no cluster behind the fixtures", "", Map.of());
    }
}
