package io.github.proxmoxtools.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients may take up. */
@Timeout(120)
class HttpLimitsTest {
    private static final String PING = "{'jsonrpc':'2.0','id':9,'method':'ping'}";

    private static HttpLimits limits(int perAddress, int perSession, int sessions) {
        return new HttpLimits(1000, 1500, perAddress, perSession, sessions, Duration.ofMinutes(1),
                Duration.ofSeconds(5));
    }

    @Test
    void readsNoBodyThatSaysItIsTooLong() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS, limits(9, 9, 9))) {
            try (RawHttp raw = RawHttp.to(server.at("/mcp"))) {
                assertEquals(413, raw.request("POST", raw.authority(), "Content-Type: application/json",
                        "Content-Length: 1001").status());
            }
            HttpPeer peer = server.peer().greet();
            assertEquals(413, peer.post(PING + " ".repeat(1000)).statusCode());
            assertEquals(200, peer.post(PING + " ".repeat(1000 - PING.length())).statusCode());
        }
    }

    @Test
    void stopsReadingABodyThatTurnsOutTooLong() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS, limits(9, 9, 9));
                RawHttp raw = RawHttp.to(server.at("/mcp"))) {
            raw.request("POST", raw.authority(), "Content-Type: application/json", "Transfer-Encoding: chunked");
            String chunk = "100\r\n" + " ".repeat(256) + "\r\n";
            raw.write(chunk.repeat(4));
            assertEquals(413, raw.status(), "although the body has not ended");
        }
    }

    @Test
    void keepsOnlySoManyLongBodiesAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        try (HttpFixture server = HttpFixture.of(call -> {
            begun.countDown();
            HttpFixture.await(proceed);
            return HttpFixture.ROWS.run(call);
        }, limits(9, 9, 9))) {
            HttpPeer peer = server.peer().greet();
            String call = HttpPeer.call(1, "proxmox_vm_list", "{}");
            CompletableFuture<HttpResponse<String>> first = peer
                    .postLater(call + " ".repeat(1000 - call.length()));
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            HttpResponse<String> second = peer.post(PING + " ".repeat(600));
            assertEquals(503, second.statusCode());
            assertEquals("1", second.headers().firstValue("Retry-After").orElseThrow());
            assertEquals(200, peer.post(PING).statusCode());
            proceed.countDown();
            assertEquals(200, first.get(20, TimeUnit.SECONDS).statusCode());
            HttpFixture.await(() -> passes(peer, PING + " ".repeat(600)));
        }
    }

    @Test
    void servesOnlySoManyRequestsAtOnce() throws Exception {
        tooMany(limits(2, 9, 9), false);
        tooMany(limits(9, 2, 9), true);
    }

    private static void tooMany(HttpLimits limits, boolean otherSessionsPass) throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch proceed = new CountDownLatch(1);
        try (HttpFixture server = HttpFixture.of(call -> {
            begun.countDown();
            HttpFixture.await(proceed);
            return HttpFixture.ROWS.run(call);
        }, limits)) {
            HttpPeer peer = server.peer().greet();
            HttpPeer other = server.peer().greet();
            List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                calls.add(peer.postLater(HttpPeer.call(i, "proxmox_vm_list", "{}")));
            }
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            HttpResponse<String> refused = peer.post(PING);
            assertEquals(429, refused.statusCode());
            assertEquals("1", refused.headers().firstValue("Retry-After").orElseThrow());
            assertEquals(otherSessionsPass ? 200 : 429, other.post(PING).statusCode());
            proceed.countDown();
            for (CompletableFuture<HttpResponse<String>> call : calls) {
                assertEquals(200, call.get(20, TimeUnit.SECONDS).statusCode());
            }
            HttpFixture.await(() -> passes(peer));
        }
    }

    /** A request has left only after its answer is out. */
    private static boolean passes(HttpPeer peer) {
        return passes(peer, PING);
    }

    private static boolean passes(HttpPeer peer, String message) {
        try {
            return peer.post(message).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theSessionThatWasIdleForLongestGoesFirst() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS, limits(9, 9, 2))) {
            HttpPeer first = server.peer().greet();
            HttpPeer second = server.peer().greet();
            assertEquals(200, first.post(PING).statusCode());
            HttpFixture.await(() -> passes(first));
            HttpPeer third = server.peer().greet();
            assertEquals(404, second.post(PING).statusCode());
            assertEquals(200, first.post(PING).statusCode());
            assertEquals(200, third.post(PING).statusCode());
        }
    }

    @Test
    void noSessionInUseHasToGo() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS, limits(9, 9, 1))) {
            HttpPeer first = server.peer().greet();
            try (InputStream stream = first.listen().body()) {
                assertEquals(':', stream.read());
                HttpResponse<String> refused = server.peer().post(HttpPeer.GREETING);
                assertEquals(503, refused.statusCode());
                assertEquals(200, first.post(PING).statusCode());
            }
        }
    }

    @Test
    void aThousandCallsAreInFlightTogetherAndAllAreAnswered() throws Exception {
        int many = 1000;
        CountDownLatch all = new CountDownLatch(many);
        try (HttpFixture server = HttpFixture.of(call -> {
            all.countDown();
            HttpFixture.await(all);
            return HttpFixture.ROWS.run(call);
        })) {
            HttpPeer peer = server.peer().greet();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                answers.add(peer.postLater(HttpPeer.call(i, "proxmox_vm_list", "{}")));
            }
            for (int i = 0; i < many; i++) {
                HttpResponse<String> answer = answers.get(i).get(90, TimeUnit.SECONDS);
                assertEquals(200, answer.statusCode(), answer.body());
                assertEquals(i, HttpPeer.messages(answer.body()).getLast().at("id").whole().orElseThrow());
            }
            assertEquals(List.of(), server.mistakes());
        }
    }
}
