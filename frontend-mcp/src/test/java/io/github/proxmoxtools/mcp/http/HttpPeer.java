package io.github.proxmoxtools.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Data;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client of one URL, with its session; single quotes stand for double ones. */
final class HttpPeer {
    static final String GREETING = "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':"
            + "'2025-11-25','capabilities':{},'clientInfo':{'name':'test','version':'1'}}}";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpClient client;
    private final URI url;
    private @Nullable String session;
    private @Nullable String token;

    HttpPeer(URI url) {
        this(CLIENT, url);
    }

    HttpPeer(HttpClient client, URI url) {
        this.client = client;
        this.url = url;
    }

    HttpPeer with(String bearer) {
        token = bearer;
        return this;
    }

    /** Begins a session. */
    HttpPeer greet() throws IOException, InterruptedException {
        return greet("{}");
    }

    HttpPeer greet(String capabilities) throws IOException, InterruptedException {
        HttpResponse<String> greeting = post(GREETING.replace("'capabilities':{}", "'capabilities':" + capabilities));
        assertEquals(200, greeting.statusCode(), greeting.body());
        session = greeting.headers().firstValue("Mcp-Session-Id").orElseThrow();
        assertEquals(202, post("{'jsonrpc':'2.0','method':'notifications/initialized'}").statusCode());
        return this;
    }

    String session() {
        return String.valueOf(session);
    }

    void forget() {
        session = null;
    }

    HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE)
                .setHeader("Content-Type", "application/json")
                .setHeader("Accept", "application/json, text/event-stream");
        if (session != null) {
            request.setHeader("Mcp-Session-Id", session).setHeader("MCP-Protocol-Version", "2025-11-25");
        }
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        return request;
    }

    private static HttpRequest.BodyPublisher body(String message) {
        return HttpRequest.BodyPublishers.ofString(message.replace('\'', '"'));
    }

    HttpResponse<String> post(String message) throws IOException, InterruptedException {
        return send(request().POST(body(message)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> postLater(String message) {
        return client.sendAsync(request().POST(body(message)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a message, and gives what comes back as soon as it begins. */
    HttpResponse<Stream<String>> open(String message) throws IOException, InterruptedException {
        return client.send(request().POST(body(message)).build(), HttpResponse.BodyHandlers.ofLines());
    }

    HttpResponse<InputStream> listen() throws IOException, InterruptedException {
        return client.send(request().GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    HttpResponse<String> delete() throws IOException, InterruptedException {
        return send(request().DELETE());
    }

    static String call(Object id, String tool, String arguments) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'tools/call','params':{'name':'" + tool + "','arguments':"
                + arguments + ",'_meta':{'progressToken':'p'}}}";
    }

    /** The result of a request that succeeds. */
    Data result(String message) throws IOException, InterruptedException {
        HttpResponse<String> response = post(message);
        assertEquals(200, response.statusCode(), response.body());
        return messages(response.body()).getLast().at("result");
    }

    List<String> tools() throws IOException, InterruptedException {
        return result("{'jsonrpc':'2.0','id':1,'method':'tools/list'}").at("tools").items().stream()
                .map(tool -> tool.at("name").text().orElseThrow()).toList();
    }

    /** The messages of an answer, whichever of both forms it has. */
    static List<Data> messages(String body) {
        if (body.startsWith("{")) {
            return List.of(Data.of(JsonText.parse(body)));
        }
        List<Data> messages = new ArrayList<>();
        body.lines().filter(line -> line.startsWith("data: "))
                .forEach(line -> messages.add(Data.of(JsonText.parse(line.substring("data: ".length())))));
        return messages;
    }

    static String error(HttpResponse<String> response) {
        Data body = Data.of(JsonText.parse(response.body()));
        assertEquals("2.0", body.at("jsonrpc").text().orElseThrow(), response.body());
        assertEquals("application/json", response.headers().firstValue("Content-Type").orElseThrow());
        return body.at("error").at("message").text().orElseThrow();
    }
}
