package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@ProxmoxSimulator
class WireTest {
    @Test
    void answersWithTheHeadersOfTheRealServerInItsOrder(Simulator simulator) throws Exception {
        var answer = RawClient.once(simulator, "GET", "/version", "");
        assertEquals("HTTP/1.1 200 OK", answer.statusLine());
        assertEquals(List.of("Cache-Control", "Connection", "Date", "Pragma", "Server", "Content-Length",
                "Content-Type", "Expires"), answer.headerNames());
        assertEquals(List.of("Keep-Alive"), answer.all("Connection"));
        assertEquals(List.of("application/json;charset=UTF-8"), answer.all("Content-Type"));
        assertTrue(answer.body().contains("\"version\":\"9.2.11\""), answer.body());
    }

    @Test
    void privilegedAnswersHaveTwoConnectionHeadersAndKeepTheConnectionOpen(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            for (int i = 0; i < 3; i++) {
                assertEquals(List.of("close", "Keep-Alive"), client.get("/access/users").all("Connection"));
            }
        }
    }

    @Test
    void theHundredthAnswerEndsTheConnection(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            for (int i = 1; i < 100; i++) {
                assertEquals(List.of("Keep-Alive"), client.get("/version").all("Connection"), "request " + i);
            }
            assertEquals(List.of("close"), client.get("/version").all("Connection"));
            assertTrue(client.isEnded());
        }
    }

    @Test
    void errorsEndTheConnection(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            var answer = client.get("/nope");
            assertEquals("HTTP/1.1 501 Method 'GET /nope' not implemented", answer.statusLine());
            assertEquals(List.of("close"), answer.all("Connection"));
            assertEquals("{\"data\":null,\"message\":\"Method 'GET /nope' not implemented\"}", answer.body());
            assertTrue(client.isEnded());
        }
    }

    @Test
    void refusalsOfCredentialsAreEmpty(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1", "")) {
            var answer = client.get("/version");
            assertEquals("HTTP/1.1 401 No ticket", answer.statusLine());
            assertEquals(List.of("Cache-Control", "Connection", "Date", "Pragma", "Server", "Expires"),
                    answer.headerNames());
        }
        try (var client = new RawClient(simulator, "pve1", "PVEAPIToken=" + simulator.adminTokenId() + "=wrong")) {
            assertEquals("HTTP/1.1 401 Authentication failed!", client.get("/version").statusLine());
        }
    }

    @Test
    void refusalsOfCredentialsComeLate() throws Exception {
        Duration delay = Duration.ofMillis(300);
        try (var slow = Simulator.builder().unauthorizedDelay(delay).start();
                var client = new RawClient(slow, "pve1", "")) {
            long begin = System.nanoTime();
            client.get("/version");
            assertTrue(System.nanoTime() - begin >= delay.toNanos());
        }
    }

    @Test
    void bodiesWhereNoneBelongAreRefused(Simulator simulator) throws Exception {
        assertEquals("HTTP/1.1 501 Unexpected content for method 'DELETE'",
                RawClient.once(simulator, "DELETE", "/access/groups/operators", "x=1").statusLine());
        try (var client = new RawClient(simulator, "pve1")) {
            var answer = client.sendRaw("POST /api2/json/access/groups HTTP/1.1\r\nHost: x\r\n" + client.credentials()
                    + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            assertEquals("HTTP/1.1 501 chunked transfer encoding not supported", answer.statusLine());
            assertEquals("chunked transfer encoding not supported", answer.body());
        }
    }

    @Test
    void bodiesOverTheLimitAreRefused(Simulator simulator) throws Exception {
        var answer = RawClient.once(simulator, "POST", "/access/groups", "comment=" + "x".repeat(512 * 1024));
        assertEquals("HTTP/1.1 501 for data too large", answer.statusLine());
    }

    @Test
    void unknownMethodsAndContentTypesAreRefused(Simulator simulator) throws Exception {
        assertEquals("HTTP/1.1 501 method 'PATCH' not available",
                RawClient.once(simulator, "PATCH", "/version", "").statusLine());
        try (var client = new RawClient(simulator, "pve1")) {
            var answer = client.sendRaw("POST /api2/json/access/users HTTP/1.1\r\nHost: x\r\n" + client.credentials()
                    + "Content-Type: text/plain\r\nContent-Length: 3\r\n\r\na=b");
            assertEquals("HTTP/1.1 506 upload 'Content-Type 'text/plain' not implemented", answer.statusLine());
        }
    }

    @Test
    void aRawEqualsSignCutsAValueAndASemicolonSeparates(Simulator simulator) throws Exception {
        assertEquals(200, RawClient.once(simulator, "PUT", "/access/groups/operators", "comment=a=b").status());
        assertTrue(RawClient.once(simulator, "GET", "/access/groups/operators", "").body()
                .contains("\"comment\":\"a\""));
        var answer = RawClient.once(simulator, "PUT", "/access/groups/operators", "comment=a;b=c");
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("\"b\":\"property is not defined in schema"), answer.body());
    }

    @Test
    void theOtherFormatSaysErrorsInTheBody(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            var answer = client
                    .sendRaw("GET /api2/extjs/nope HTTP/1.1\r\nHost: x\r\n" + client.credentials() + "\r\n");
            assertEquals("HTTP/1.1 200 OK", answer.statusLine());
            assertTrue(answer.body().contains("\"success\":0,\"status\":501"), answer.body());
        }
    }

    @Test
    void plainHttpIsSentToTls(Simulator simulator) throws Exception {
        try (var socket = new Socket("127.0.0.1", simulator.port("pve1"))) {
            socket.getOutputStream().write("POST /x HTTP/1.1\r\nHost: node:8006\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 308 Permanent Redirect\r\n"), answer);
            assertTrue(answer.contains("Location: https://node:8006/x\r\n"), answer);
        }
    }

    @Test
    void garbageAndOtherVersionsAreAnswered(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            assertEquals("HTTP/1.0 400 bad request", client.sendRaw("hello\r\n\r\n").statusLine());
        }
        try (var client = new RawClient(simulator, "pve1")) {
            assertEquals("HTTP/1.0 506 http protocol version 2.0 not supported",
                    client.sendRaw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").statusLine());
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            String request = "GET /api2/json/version HTTP/1.1\r\nHost: x\r\n" + client.credentials() + "\r\n";
            client.write(request + request);
            assertEquals(200, client.read().status());
            assertEquals(200, client.read().status());
        }
    }

    @Test
    void tooManyHeadersEndTheConnectionWithoutAnAnswer(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            client.write("GET /api2/json/version HTTP/1.1\r\n" + "X-A: 1\r\n".repeat(70) + "\r\n");
            assertThrows(IOException.class, client::read);
        }
    }

    @Test
    void onlyLongAnswersAreCompressedAndOnlyOnRequest(Simulator simulator) throws Exception {
        try (var client = new RawClient(simulator, "pve1")) {
            String ask = client.credentials() + "Host: x\r\nAccept-Encoding: gzip\r\n\r\n";
            assertEquals(List.of(),
                    client.sendRaw("GET /api2/json/version HTTP/1.1\r\n" + ask).all("Content-Encoding"));
            assertEquals(List.of("gzip"),
                    client.sendRaw("GET /api2/json/access/roles HTTP/1.1\r\n" + ask).all("Content-Encoding"));
            assertEquals(List.of(), client.get("/access/roles").all("Content-Encoding"));
        }
    }

    @Test
    void olderVersionsSayTheErrorOnlyInTheReasonPhrase() throws Exception {
        try (var old = Simulator.builder().profile("7.4").start()) {
            var answer = RawClient.once(old, "GET", "/nodes/pve1/qemu/999/config", "");
            assertEquals("Configuration file 'nodes/pve1/qemu-server/999.conf' does not exist", answer.reason());
            assertEquals("{\"data\":null}", answer.body());
        }
    }

    @Test
    void whatHasNoStateBehindItSaysSo(Simulator simulator) throws Exception {
        var answer = RawClient.once(simulator, "GET", "/nodes/pve1/ceph/cfg/raw", "");
        assertEquals(200, answer.status());
        assertEquals(List.of("shape"), answer.all("X-Simulated"));
    }

    @Test
    void whatIsNotSimulatedSaysSo(Simulator simulator) throws Exception {
        assertEquals("HTTP/1.1 501 Method 'GET /nodes/{node}/vncwebsocket' not simulated",
                RawClient.once(simulator, "GET", "/nodes/pve1/vncwebsocket?port=5900&vncticket=x", "").statusLine());
    }
}
