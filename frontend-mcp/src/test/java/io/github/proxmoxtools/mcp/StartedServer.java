package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.mcp.http.HttpServer;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Safety;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a command line starts, put together as the launcher does, before a simulated cluster. */
final class StartedServer implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Throwable> mistakes = new CopyOnWriteArrayList<>();
    private final Options options;
    private final Assembly assembly;

    /**
     * Puts it together.
     *
     * @param simulator the cluster
     * @param sealed whether the client refuses by itself what the command line does not allow, as it really does
     * @param flags the command line
     */
    StartedServer(Simulator simulator, boolean sealed, String... flags) {
        this(simulator, SettingsSources.ofProcess(Map.of()), sealed, flags);
    }

    /** The same with settings from elsewhere. */
    StartedServer(Simulator simulator, SettingsSources sources, boolean sealed, String... flags) {
        options = Options.of(CommandLine.parse(Stream.concat(Stream.of("--host", "simulated"), Stream.of(flags))
                .toArray(String[]::new)));
        assembly = new Assembly(options, WholeCatalog.ALL.select(options.selection()),
                single -> new SimulatedWorkplace(single, sources, simulator, sealed), mistakes::add);
    }

    private record SimulatedWorkplace(Options options, SettingsSources sources, Simulator simulator, boolean sealed)
            implements
                Workplace {
        @Override
        public Engine open(Catalog catalog) {
            ProxmoxClient.Builder client = TestCluster.client(simulator)
                    .credentials(new Credentials.ApiToken(simulator.adminTokenId(), simulator.adminTokenSecret())
                            .with(new Credentials.Password("root@pam", simulator.password())));
            client.readOnly(sealed && options.selection().access() == Safety.READ);
            return options.limited(Engine.builder(catalog, client::build)).protectedFiles(sources.folders()).build();
        }

        @Override
        public void close() {
            // The test ends the cluster.
        }
    }

    /** A session, whatever it speaks through. */
    interface Peer extends AutoCloseable {
        /** Asks, and gives the whole answer. */
        Data ask(String method, String params) throws Exception;
    }

    Peer onStreams() throws IOException {
        Session session = new Session(hears -> assembly.offer());
        session.greet("{}");
        return new Peer() {
            private int id;

            @Override
            public Data ask(String method, String params) {
                session.sendRaw(message(++id, method, params));
                return session.answer(id);
            }

            @Override
            public void close() throws IOException {
                session.close();
            }
        };
    }

    Peer onHttp(String path) throws Exception {
        CompletableFuture<URI> url = new CompletableFuture<>();
        HttpServer server = HttpServer.start(Objects.requireNonNull(options.http()), assembly.httpOffer(),
                mistakes::add, said -> url.complete(URI.create(said.replaceFirst(".* ", ""))));
        Thread serving = Thread.ofVirtual().start(() -> {
            try {
                server.serve();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        URI address = url.get(20, TimeUnit.SECONDS).resolve(path);
        HttpResponse<String> greeting = CLIENT.send(request(address, message(0, "initialize",
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                        + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}"))
                .build(), HttpResponse.BodyHandlers.ofString());
        String session = greeting.headers().firstValue("Mcp-Session-Id").orElseThrow();
        return new Peer() {
            @Override
            public Data ask(String method, String params) throws Exception {
                String body = CLIENT.send(request(address, message(1, method, params))
                        .header("Mcp-Session-Id", session).build(), HttpResponse.BodyHandlers.ofString()).body();
                return Data.of(JsonText.parse(body.lines().filter(line -> line.startsWith("data: "))
                        .map(line -> line.substring(6)).reduce((before, last) -> last).orElse(body)));
            }

            @Override
            public void close() throws InterruptedException {
                server.stop();
                serving.join();
            }
        };
    }

    private static HttpRequest.Builder request(URI url, String message) {
        return HttpRequest.newBuilder(url).header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(message));
    }

    private static String message(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    List<Throwable> mistakes() {
        return mistakes;
    }

    @Override
    public void close() {
        assembly.close();
    }
}
