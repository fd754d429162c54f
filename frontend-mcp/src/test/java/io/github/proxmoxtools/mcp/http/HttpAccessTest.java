package io.github.proxmoxtools.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in. */
@Timeout(60)
class HttpAccessTest {
    private static final String TOKEN = "0123456789abcdef-token";
    private static final Set<String> NOBODY = Set.of();

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/readonly", "/mcp/x/test", "/mcp/x/nothing", "/elsewhere", "/"})
    void wantsTheTokenEverywhere(String path) throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.settings(TOKEN))) {
            HttpPeer peer = server.peer(path);
            for (HttpRequest.Builder request : new HttpRequest.Builder[]{peer.request(),
                    peer.request().setHeader("Authorization", "Bearer " + TOKEN + "x"),
                    peer.request().setHeader("Authorization", "Bearer " + TOKEN.substring(1)),
                    peer.request().setHeader("Authorization", "Bearer "),
                    peer.request().setHeader("Authorization", "Basic " + TOKEN),
                    peer.request().setHeader("Authorization", TOKEN)}) {
                HttpResponse<String> answer = peer
                        .send(request.POST(HttpRequest.BodyPublishers.ofString("{}")));
                assertEquals(401, answer.statusCode());
                assertEquals("Bearer", answer.headers().firstValue("WWW-Authenticate").orElseThrow());
                assertFalse(answer.body().contains(TOKEN));
            }
        }
    }

    @Test
    void letsInWhoBringsTheToken() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.settings(TOKEN))) {
            assertEquals(6, server.peer().with(TOKEN).greet().tools().size());
            HttpPeer health = server.peer("/healthz");
            assertEquals(200, health.send(health.request().GET()).statusCode());
        }
    }

    @Test
    void aForeignHostIsRefusedEvenWithTheToken() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.settings(TOKEN));
                RawHttp raw = RawHttp.to(server.at("/mcp"))) {
            assertEquals(403, raw.request("GET", "evil.com", "Authorization: Bearer " + TOKEN).status());
        }
    }

    @Test
    void speaksTlsWithACertificateInPem(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.in(folder);
        HttpSettings settings = new HttpSettings("localhost", InetAddress.getLoopbackAddress(), 0, TOKEN,
                certificate.files(), NOBODY, NOBODY);
        try (HttpFixture server = HttpFixture.of(settings);
                HttpClient client = HttpClient.newBuilder().sslContext(certificate.trustingContext()).build()) {
            assertEquals("https", server.at("/mcp").getScheme());
            assertEquals(6, new HttpPeer(client, server.at("/mcp")).with(TOKEN).greet().tools().size());
            assertThrows(IOException.class, () -> server.peer().post("{}"), "nobody else trusts it");
        }
    }

    @Test
    void saysThatAKeyIsNone(@TempDir Path folder) throws Exception {
        Path nonsense = Files.writeString(folder.resolve("key.pem"), "nonsense");
        HttpSettings settings = new HttpSettings("localhost", InetAddress.getLoopbackAddress(), 0, null,
                new HttpSettings.Certificate(nonsense, nonsense), NOBODY, NOBODY);
        assertThrows(IOException.class, () -> HttpFixture.of(settings));
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpSettings settings = new HttpSettings("127.0.0.1", InetAddress.getLoopbackAddress(),
                    server.at("/").getPort(), null, null, NOBODY, NOBODY);
            IOException problem = assertThrows(IOException.class, () -> HttpFixture.of(settings));
            assertTrue(String.valueOf(problem.getMessage()).contains("in use"), problem.getMessage());
        }
    }
}
