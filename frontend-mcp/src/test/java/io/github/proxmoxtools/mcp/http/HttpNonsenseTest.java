package io.github.proxmoxtools.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.TestCluster;
import io.github.proxmoxtools.mcp.TestServer;
import io.github.proxmoxtools.mcp.TestTools;
import io.github.proxmoxtools.mcp.WrongMessages;
import io.github.proxmoxtools.mcp.WrongMessages.Wrong;
import io.github.proxmoxtools.mcp.calls.Cluster;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes in over HTTP, a request is answered as JSON-RPC says, and the server lives on. */
@Timeout(60)
class HttpNonsenseTest {
    private final TestCluster cluster = new TestCluster(TestTools.catalog());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);
    private HttpFixture server;
    private HttpPeer peer;

    @BeforeEach
    void start() throws Exception {
        server = HttpFixture.of(TestServer.of(TestTools.catalog(), new Cluster(this::run, cluster.cluster().facts())));
        peer = server.peer().greet();
    }

    private ToolResult run(ToolCall call) {
        if (call.tool().equals(TestTools.START.name())) {
            begun.countDown();
            try {
                assertTrue(finish.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new Cancellation("interrupted", "", Map.of());
            }
        }
        return HttpFixture.ROWS.run(call);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        cluster.close();
        assertEquals(List.of(), server.mistakes());
    }

    private void livesOn() throws IOException, InterruptedException {
        assertFalse(peer.result(HttpPeer.call(1, "proxmox_vm_list", "{}")).at("isError").flag());
    }

    @Test
    void wrongMessages() throws Exception {
        for (Wrong wrong : Stream.of(WrongMessages.malformed(), WrongMessages.unknown(), WrongMessages.mistyped())
                .flatMap(List::stream).toList()) {
            HttpResponse<String> response = peer.post(wrong.line());
            assertTrue(Set.of(200, 400).contains(response.statusCode()), () -> wrong + ": " + response.statusCode());
            wrong.judge(HttpPeer.messages(response.body()).getLast());
        }
        livesOn();
    }

    @Test
    void wrongMessagesBeforeASessionHasBegun() throws Exception {
        peer.forget();
        for (Wrong wrong : Stream.concat(WrongMessages.malformed().stream(), WrongMessages.mistyped().stream()
                .filter(wrong -> wrong.line().contains("'initialize'"))).toList()) {
            wrong.judge(HttpPeer.messages(peer.post(wrong.line()).body()).getLast());
        }
        peer.greet();
        livesOn();
    }

    @Test
    void whatHasNoAnswer() throws Exception {
        for (String line : WrongMessages.NOT_ANSWERED) {
            HttpResponse<String> response = peer.post(line);
            assertEquals(202, response.statusCode(), () -> line + ": " + response.body());
            assertEquals("", response.body());
        }
        livesOn();
    }

    @Test
    void soundMessagesThatWereSpoiledByChance() throws Exception {
        WrongMessages.eachMutated(400, line -> {
            HttpResponse<String> response = peer.send(peer.request().POST(HttpRequest.BodyPublishers.ofString(line)));
            assertTrue(Set.of(200, 202, 400).contains(response.statusCode()), () -> line + ": " + response.body());
            assertEquals(response.statusCode() == 202, response.body().isEmpty(), line);
            if (!response.body().isEmpty()) {
                HttpPeer.messages(response.body()).forEach(WrongMessages::judgeAny);
            }
        });
        livesOn();
    }

    @Test
    void bytesByChance() throws Exception {
        Random random = new Random(WrongMessages.SEED);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            HttpResponse<String> response = peer
                    .send(peer.request().POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
            assertEquals(400, response.statusCode());
            assertEquals(-32700L,
                    Data.of(JsonText.parse(response.body())).at("error").at("code").whole().orElse(0L));
        }
        livesOn();
    }

    @Test
    void nobodyCanTakeBackTheCallsOfAnother() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = peer
                .postLater(HttpPeer.call(7, TestTools.START.name(), "{'vmid':100}"));
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        HttpPeer other = server.peer().greet();
        for (String id : List.of("7", "'7'", "'" + peer.session() + "'", "{'session':'" + peer.session()
                + "','request':7}")) {
            assertEquals(202, other.post("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':"
                    + id + ",'sessionId':'" + peer.session() + "'}}").statusCode());
        }
        assertEquals(204, other.delete().statusCode());
        finish.countDown();
        Data message = HttpPeer.messages(answer.get(20, TimeUnit.SECONDS).body()).getLast();
        assertEquals(7, message.at("id").whole().orElseThrow());
        assertFalse(message.at("result").at("isError").flag());
    }
}
