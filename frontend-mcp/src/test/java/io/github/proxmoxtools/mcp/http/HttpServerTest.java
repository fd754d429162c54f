package io.github.proxmoxtools.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.TestTools;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol over HTTP; a runner written here stands for the engine. */
@Timeout(60)
class HttpServerTest {
    private static final String LIST = HttpPeer.call(1, "proxmox_vm_list", "{}");
    private static final String PING = "{'jsonrpc':'2.0','id':9,'method':'ping'}";

    /** Runs until it is interrupted, and tells both. */
    private static final class Endless {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);

        ToolResult run(ToolCall call) {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new Cancellation("Interrupted", "", Map.of());
        }

        boolean hasBegun() throws InterruptedException {
            return begun.await(20, TimeUnit.SECONDS);
        }

        boolean wasInterrupted() throws InterruptedException {
            return interrupted.await(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void greetsListsAndCalls() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpPeer peer = server.peer().greet();
            assertEquals(6, peer.tools().size());
            assertEquals("web", peer.result(LIST).at("structuredContent").at("items").items().getFirst().at("name")
                    .text().orElseThrow());
            assertEquals(List.of(), server.mistakes());
        }
    }

    @Test
    void everyAnswerMayNeitherBeStoredNorGuessedAt() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpPeer peer = server.peer().greet();
            for (HttpResponse<String> answer : List.of(peer.post(LIST), peer.post("{"),
                    server.peer("/elsewhere").post(PING))) {
                assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
                assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
                assertEquals(Optional.empty(), answer.headers().firstValue("Access-Control-Allow-Origin"));
                assertEquals(Optional.empty(), answer.headers().firstValue("Server"));
            }
        }
    }

    @Test
    void tellsHowACallGoesOnAsEvents() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (HttpFixture server = HttpFixture.of(call -> {
            call.progress().report(new ProgressSink.TaskStarted("UPID:x", "qmstart"));
            HttpFixture.await(seen);
            return HttpFixture.ROWS.run(call);
        })) {
            HttpResponse<Stream<String>> response = server.peer().greet().open(LIST);
            assertEquals("text/event-stream;charset=UTF-8",
                    response.headers().firstValue("Content-Type").orElseThrow());
            StringBuilder events = new StringBuilder();
            response.body().forEach(line -> {
                events.append(line).append('\n');
                if (line.contains("notifications/progress")) {
                    seen.countDown();
                }
            });
            List<Data> messages = HttpPeer.messages(events.toString());
            assertEquals(2, messages.size(), events.toString());
            assertEquals("p", messages.getFirst().at("params").at("progressToken").text().orElseThrow());
            assertEquals(1, messages.getLast().at("id").whole().orElseThrow());
        }
    }

    @Test
    void showsThatItIsAliveWhileACallIsSilent() throws Exception {
        HttpLimits quick = new HttpLimits(1000, 1000, 10, 10, 10, Duration.ofMinutes(1), Duration.ofMillis(20));
        CountDownLatch seen = new CountDownLatch(1);
        try (HttpFixture server = HttpFixture.of(call -> {
            HttpFixture.await(seen);
            return HttpFixture.ROWS.run(call);
        }, quick)) {
            StringBuilder events = new StringBuilder();
            server.peer().greet().open(LIST).body().forEach(line -> {
                events.append(line).append('\n');
                seen.countDown();
            });
            assertTrue(events.toString().startsWith(":\n"), events.toString());
            assertEquals(1, HttpPeer.messages(events.toString()).size());
        }
    }

    @Test
    void takesACallBack() throws Exception {
        Endless endless = new Endless();
        try (HttpFixture server = HttpFixture.of(endless::run)) {
            HttpPeer peer = server.peer().greet();
            CompletableFuture<HttpResponse<String>> answer = peer.postLater(HttpPeer.call("'a'", "proxmox_vm_list",
                    "{}"));
            assertTrue(endless.hasBegun());
            assertEquals(202, peer.post(
                    "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':'a'}}").statusCode());
            assertTrue(endless.wasInterrupted());
            assertEquals("", answer.get(20, TimeUnit.SECONDS).body());
        }
    }

    @Test
    void leavesTheCallsOfOthersAlone() throws Exception {
        Endless endless = new Endless();
        try (HttpFixture server = HttpFixture.of(endless::run)) {
            HttpPeer peer = server.peer().greet();
            CompletableFuture<HttpResponse<String>> answer = peer.postLater(LIST);
            assertTrue(endless.hasBegun());
            HttpPeer other = server.peer().greet();
            other.post("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
            other.delete();
            assertFalse(answer.isDone());
            assertEquals(1, endless.interrupted.getCount());
            peer.delete();
            assertTrue(endless.wasInterrupted());
        }
    }

    @Test
    void aClientThatGoesAwayTakesNothingBack() throws Exception {
        HttpLimits quick = new HttpLimits(1000, 1000, 10, 10, 10, Duration.ofMinutes(1), Duration.ofMillis(10));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        try (HttpFixture server = HttpFixture.of(call -> {
            begun.countDown();
            HttpFixture.await(gone);
            finished.countDown();
            return HttpFixture.ROWS.run(call);
        }, quick)) {
            HttpPeer peer = server.peer().greet();
            try (RawHttp raw = RawHttp.to(server.at("/mcp"))) {
                raw.post(LIST, "Mcp-Session-Id: " + peer.session());
                assertTrue(begun.await(20, TimeUnit.SECONDS));
            }
            assertEquals(200, peer.post(PING).statusCode());
            gone.countDown();
            assertTrue(finished.await(20, TimeUnit.SECONDS));
            assertEquals(200, peer.post(PING).statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{ | Parse error", "[] | batches", "[{}] | batches",
            "{'jsonrpc':'1.0','id':1,'method':'ping'} | jsonrpc", "7 | one JSON object",
            "{'jsonrpc':'2.0','id':1.5,'method':'ping'} | id", "{'jsonrpc':'2.0','id':1} | method"})
    void saysWhatIsWrongWithAMessage(String message, String reason) throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpPeer peer = server.peer().greet();
            HttpResponse<String> answer = peer.post(message);
            assertEquals(400, answer.statusCode());
            assertTrue(HttpPeer.error(answer).contains(reason), answer.body());
            assertEquals(200, peer.post(PING).statusCode());
        }
    }

    @Test
    void answersWrongParametersAsACallOfAProcedure() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpResponse<String> answer = server.peer().greet()
                    .post("{'jsonrpc':'2.0','id':4,'method':'tools/call','params':{}}");
            assertEquals(200, answer.statusCode());
            Data error = HttpPeer.messages(answer.body()).getFirst();
            assertEquals(4, error.at("id").whole().orElseThrow());
            assertEquals(-32602, error.at("error").at("code").whole().orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'jsonrpc':'2.0','id':1,'method':'initialize','params':7}",
            "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'capabilities':'x'}}",
            "{'jsonrpc':'2.0','method':'initialize','params':{}}"})
    void beginsNoSessionWithoutAProperGreeting(String greeting) throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpResponse<String> answer = server.peer().post(greeting);
            assertFalse(HttpPeer.error(answer).isEmpty());
            assertEquals(Optional.empty(), answer.headers().firstValue("Mcp-Session-Id"));
            assertEquals(List.of(), server.mistakes());
        }
    }

    @Test
    void knowsNoMethodOfThatName() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            String answer = server.peer().greet().post("{'jsonrpc':'2.0','id':4,'method':'tools/none'}").body();
            assertEquals(-32601,
                    HttpPeer.messages(answer).getFirst().at("error").at("code").whole().orElseThrow(), answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"text/plain,415", "application/x-www-form-urlencoded,415", "application/json;charset=latin1,415",
            "application/json; charset=utf-8,200", "Application/JSON,200"})
    void wantsJson(String type, int status) throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpPeer peer = server.peer().greet();
            assertEquals(status, peer.send(peer.request().setHeader("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString(PING.replace('\'', '"')))).statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text/html | 406", "application/json | 406", "text/event-stream | 406",
            "*/* | 200", "application/*, text/event-stream;q=0.5 | 200"})
    void wantsClientsThatTakeBothForms(String accept, int status) throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpPeer peer = server.peer().greet();
            assertEquals(status, peer.send(peer.request().setHeader("Accept", accept)
                    .POST(HttpRequest.BodyPublishers.ofString(PING.replace('\'', '"')))).statusCode());
        }
    }

    @Test
    void refusesARevisionThatItDoesNotSpeak() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpPeer peer = server.peer().greet();
            HttpResponse<String> answer = peer.send(peer.request().setHeader("MCP-Protocol-Version", "1999-01-01")
                    .POST(HttpRequest.BodyPublishers.ofString(PING.replace('\'', '"'))));
            assertEquals(400, answer.statusCode());
            assertTrue(HttpPeer.error(answer).contains("2025-11-25"));
        }
    }

    @Test
    void aSessionEndsWhenItsClientSaysSo() throws Exception {
        Endless endless = new Endless();
        try (HttpFixture server = HttpFixture.of(endless::run)) {
            HttpPeer peer = server.peer().greet();
            CompletableFuture<HttpResponse<String>> answer = peer.postLater(LIST);
            assertTrue(endless.hasBegun());
            assertEquals(204, peer.delete().statusCode());
            assertTrue(endless.wasInterrupted());
            assertEquals("", answer.get(20, TimeUnit.SECONDS).body());
            assertEquals(404, peer.post(PING).statusCode());
            assertEquals(404, peer.delete().statusCode());
        }
    }

    @Test
    void wantsASessionThatItKnows() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpPeer peer = server.peer().greet();
            assertEquals(404, peer.send(peer.request().setHeader("Mcp-Session-Id", "nonsense").GET()).statusCode());
            peer.forget();
            assertEquals(400, peer.post(PING).statusCode());
            assertEquals(400, peer.delete().statusCode());
        }
    }

    @Test
    void anIdleSessionEndsAndOneInUseDoesNot() throws Exception {
        HttpLimits quick = new HttpLimits(1000, 1000, 10, 10, 10, Duration.ofMillis(100), Duration.ofMillis(10));
        CountDownLatch otherHasEnded = new CountDownLatch(1);
        try (HttpFixture server = HttpFixture.of(call -> {
            HttpFixture.await(otherHasEnded);
            return HttpFixture.ROWS.run(call);
        }, quick)) {
            HttpPeer listening = server.peer().greet();
            try (InputStream stream = listening.listen().body()) {
                HttpPeer busy = server.peer().greet();
                CompletableFuture<HttpResponse<String>> answer = busy.postLater(LIST);
                HttpPeer idle = server.peer().greet();
                HttpFixture.await(() -> isUnknown(idle));
                assertFalse(answer.isDone());
                assertEquals(200, listening.post(PING).statusCode());
                otherHasEnded.countDown();
                assertEquals(200, answer.get(20, TimeUnit.SECONDS).statusCode());
                assertNotEquals(-1, stream.read());
            }
        }
    }

    /** Asks in a way that does not count as using the session. */
    private static boolean isUnknown(HttpPeer peer) {
        try {
            return peer.send(peer.request().setHeader("MCP-Protocol-Version", "1999-01-01").GET()).statusCode() == 404;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theStreamThatWasOpenedLastIsTheOne() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpPeer peer = server.peer().greet();
            try (InputStream first = peer.listen().body(); InputStream second = peer.listen().body()) {
                first.readAllBytes();
                assertEquals(':', second.read());
            }
        }
    }

    @Test
    void eachUrlOffersItsPart() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            assertEquals(List.of("proxmox_agent_exec_status", "proxmox_api_call", "proxmox_task_status",
                    "proxmox_vm_list"), server.peer("/mcp/readonly").greet().tools());
            assertEquals(List.of("proxmox_agent_exec_status", "proxmox_vm_delete", "proxmox_vm_list",
                    "proxmox_vm_start"), server.peer("/mcp/x/test.vm").greet().tools());
            assertEquals(List.of("proxmox_agent_exec_status", "proxmox_vm_list"),
                    server.peer("/mcp/x/test.vm/readonly").greet().tools());
            assertEquals(6, server.peer("/mcp/x/test").greet().tools().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp/x/storage", "/mcp/x/storage/readonly", "/mcp/x/test.vn", "/mcp/x/proxmox_vm_list",
            "/mcp/x/", "/mcp/", "/mcp/write", "/mcp/readonly/x/test", "/", "/mcp/x/test.vm,test.rest"})
    void saysWhichUrlsThereAre(String path) throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpResponse<String> answer = server.peer(path).post(HttpPeer.GREETING);
            assertEquals(404, answer.statusCode());
            assertTrue(HttpPeer.error(answer).contains("[test, test.rest, test.vm]"), answer.body());
        }
    }

    @Test
    void aSessionBelongsToItsUrl() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpPeer reading = server.peer("/mcp/readonly").greet();
            HttpPeer whole = server.peer();
            assertEquals(404, whole.send(whole.request().setHeader("Mcp-Session-Id", reading.session())
                    .POST(HttpRequest.BodyPublishers.ofString(PING.replace('\'', '"')))).statusCode());
        }
    }

    @Test
    void lowersTheCeilingOfCallsOnUrlsForReading() throws Exception {
        try (HttpFixture server = HttpFixture.of(call -> new ToolResult(TestTools.TASK, Optional.empty(),
                new ToolResult.Value(call.ceiling().name()), List.of()))) {
            String call = HttpPeer.call(1, "proxmox_task_status", "{}");
            assertTrue(server.peer("/mcp/readonly").greet().post(call).body().contains("READ"));
            assertTrue(server.peer("/mcp/x/test/readonly").greet().post(call).body().contains("READ"));
            assertTrue(server.peer("/mcp").greet().post(call).body().contains("DESTROY"));
        }
    }

    @Test
    void saysThatItIsAlive() throws Exception {
        try (HttpFixture server = HttpFixture.of(HttpFixture.ROWS)) {
            HttpPeer health = server.peer("/healthz");
            assertEquals("{\"status\":\"ok\"}", health.send(health.request().GET()).body());
            HttpResponse<String> answer = health.post(PING);
            assertEquals(405, answer.statusCode());
            assertEquals("GET, HEAD", answer.headers().firstValue("Allow").orElseThrow());
        }
    }

    @Test
    void endsInTimeAlthoughACallGoesOn() throws Exception {
        Endless endless = new Endless();
        try (HttpFixture server = HttpFixture.of(endless::run)) {
            HttpPeer peer = server.peer().greet();
            CompletableFuture<HttpResponse<String>> answer = peer.postLater(LIST);
            assertTrue(endless.hasBegun());
            try (InputStream stream = peer.listen().body()) {
                assertTrue(server.endsWithin(Duration.ofSeconds(4)));
                stream.readAllBytes();
            }
            assertTrue(endless.wasInterrupted());
            assertEquals("", answer.get(20, TimeUnit.SECONDS).body());
        }
    }

    @Test
    void answersACallThatEndsInTimeBeforeItEndsItself() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        try (HttpFixture server = HttpFixture.of(call -> {
            begun.countDown();
            HttpFixture.await(proceed);
            return HttpFixture.ROWS.run(call);
        })) {
            CompletableFuture<HttpResponse<String>> answer = server.peer().greet().postLater(LIST);
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            Thread ending = Thread.ofVirtual().start(() -> {
                try {
                    server.endsWithin(Duration.ofSeconds(4));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            proceed.countDown();
            assertTrue(answer.get(20, TimeUnit.SECONDS).body().contains("web"));
            ending.join();
        }
    }
}
