package io.github.proxmoxtools.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route, with every method: nobody may be let in by any of them. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpRoutesTest {
    private HttpFixture server;

    @BeforeAll
    void start() throws IOException {
        server = HttpFixture.of(HttpFixture.settings(Set.of("mcp.example.com", "fd00::1"),
                Set.of("https://app.example.com")));
    }

    @AfterAll
    void stop() throws InterruptedException {
        server.close();
    }

    static Stream<Arguments> routes() {
        return Stream.of("/mcp", "/mcp/readonly", "/mcp/x/test", "/mcp/x/test/readonly", "/mcp/x/nothing",
                "/healthz", "/", "/elsewhere", "/mcp/../healthz")
                .flatMap(path -> Stream.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
                        .map(method -> Arguments.of(method, path)));
    }

    private int status(String method, String path, String host, String... headers) throws IOException {
        try (RawHttp raw = RawHttp.to(URI.create(server.at("/").toString() + path.substring(1)))) {
            return raw.request(method, host, headers).status();
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refusesForeignHosts(String method, String path) throws Exception {
        for (String host : new String[]{"evil.example.com", "127.0.0.1.evil.example.com", "localhost.evil.com:80",
                "10.0.0.1", "[fd00::2]:80"}) {
            assertEquals(403, status(method, path, host), host);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refusesForeignOrigins(String method, String path) throws Exception {
        String host = server.at("/").getAuthority();
        for (String origin : new String[]{"http://evil.example.com", "https://localhost.evil.com", "null", "",
                "http://app.example.com", "https://app.example.com.evil.com", "file://", "http://localhost:x y"}) {
            assertEquals(403, status(method, path, host, "Origin: " + origin, "Content-Length: 0"), origin);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:7", "mcp.example.com",
            "MCP.example.com:443", "[fd00::1]:7"})
    void knowsItsHosts(String host) throws Exception {
        assertEquals(200, status("GET", "/healthz", host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1", "https://app.example.com",
            "http://[::1]:8"})
    void knowsItsOrigins(String origin) throws Exception {
        assertEquals(200, status("GET", "/healthz", "localhost", "Origin: " + origin));
    }

    @Test
    void aPageThatCameFromHereMayCall() throws Exception {
        assertEquals(200, status("GET", "/healthz", "mcp.example.com:99", "Origin: http://mcp.example.com:99"));
        assertEquals(403, status("GET", "/healthz", "mcp.example.com:99", "Origin: http://mcp.example.com:98"));
        assertEquals(403, status("GET", "/healthz", "mcp.example.com:99", "Origin: https://mcp.example.com:99"));
    }

    @Test
    void answersRequestsThatAreNoneWithoutShowingWhatItRunsOn() throws Exception {
        for (String nonsense : new String[]{"GET /\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n", "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"}) {
            try (RawHttp raw = RawHttp.to(server.at("/"))) {
                String answer = raw.write(nonsense).readAll();
                assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
                assertFalse(answer.matches("(?is).*(tomcat|apache|exception|\\bat org\\.|11\\.0).*"), answer);
            }
        }
    }

    @Test
    void tellsBrowsersOfAllowedOriginsThatTheirPagesMayRead() throws Exception {
        HttpPeer peer = server.peer();
        HttpResponse<String> preflight = peer.send(peer.request().setHeader("Origin", "https://app.example.com")
                .setHeader("Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertEquals(204, preflight.statusCode());
        assertEquals("https://app.example.com",
                preflight.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
        HttpResponse<String> near = peer.send(peer.request().setHeader("Origin", "http://localhost:3000")
                .setHeader("Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertEquals(405, near.statusCode());
        assertEquals(Optional.empty(), near.headers().firstValue("Access-Control-Allow-Origin"));
    }
}
