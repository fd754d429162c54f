package io.github.proxmoxtools.mcp.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.TestServer;
import io.github.proxmoxtools.mcp.TestTools;
import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.mcp.calls.ToolRunner;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The real server on a port of its own. */
final class HttpFixture implements AutoCloseable {
    static final ToolRunner ROWS = call -> new ToolResult(TestTools.LIST, Optional.empty(),
            new ToolResult.Listing(List.of(Map.of("vmid", 100, "name", "web")), 1, 0), List.of());
    static final HttpLimits LIMITS = HttpLimits.STANDARD;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpServer server;
    private final Thread serving;
    private final List<Throwable> mistakes = new CopyOnWriteArrayList<>();

    private HttpFixture(Catalog catalog, ToolRunner runner, ConfirmMode mode, HttpSettings settings,
            HttpLimits limits) throws IOException {
        this(TestServer.of(catalog, runner).confirmedBy(mode), settings, limits);
    }

    private HttpFixture(TestServer setup, HttpSettings settings, HttpLimits limits) throws IOException {
        server = HttpServer.start(settings, setup.httpOffer(mistakes::add, offer -> offer), mistakes::add,
                message -> {}, limits);
        serving = Thread.ofPlatform().daemon().start(this::serve);
    }

    static HttpFixture of(ToolRunner runner) throws IOException {
        return of(runner, LIMITS);
    }

    static HttpFixture of(ToolRunner runner, HttpLimits limits) throws IOException {
        return new HttpFixture(TestTools.catalog(), runner, ConfirmMode.ASK, settings(Set.of(), Set.of()), limits);
    }

    static HttpFixture of(Catalog catalog, ToolRunner runner) throws IOException {
        return new HttpFixture(catalog, runner, ConfirmMode.ASK, settings(Set.of(), Set.of()), LIMITS);
    }

    static HttpFixture of(TestServer setup) throws IOException {
        return new HttpFixture(setup, settings(Set.of(), Set.of()), LIMITS);
    }

    static HttpFixture of(HttpSettings settings) throws IOException {
        return new HttpFixture(TestTools.catalog(), ROWS, ConfirmMode.ASK, settings, LIMITS);
    }

    static HttpSettings settings(Set<String> hosts, Set<String> origins) {
        return new HttpSettings("127.0.0.1", InetAddress.getLoopbackAddress(), 0, null, null, hosts, origins);
    }

    static HttpSettings settings(String token) {
        return new HttpSettings("127.0.0.1", InetAddress.getLoopbackAddress(), 0, token, null, Set.of(), Set.of());
    }

    private void serve() {
        try {
            server.serve();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The URL of a path. */
    URI at(String path) {
        return URI.create(server.url()).resolve(path);
    }

    HttpPeer peer() {
        return peer("/mcp");
    }

    HttpPeer peer(String path) {
        return new HttpPeer(at(path));
    }

    List<Throwable> mistakes() {
        return mistakes;
    }

    /** Tells the server to end and waits until it has. */
    boolean endsWithin(Duration limit) throws InterruptedException {
        server.stop();
        return serving.join(limit);
    }

    /** Waits within a call, which can be cancelled meanwhile. */
    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new Cancellation("Interrupted", "", Map.of());
        }
    }

    /** Each look is a request, and takes its time. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come true");
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (!endsWithin(PATIENCE)) {
            throw new AssertionError("The server does not end");
        }
    }
}
