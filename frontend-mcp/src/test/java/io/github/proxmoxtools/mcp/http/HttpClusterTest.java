package io.github.proxmoxtools.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.TestCluster;
import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything from a request to a simulated cluster and back. */
@Timeout(120)
class HttpClusterTest {
    @AutoClose
    private final TestCluster cluster = new TestCluster(Catalog.of(List.of(new VmToolset(), new InfraToolset())));
    private final Simulator simulator = cluster.simulator();

    @BeforeEach
    void addRunningGuest() {
        cluster.addVictim();
    }

    private HttpFixture server() throws IOException {
        return HttpFixture.of(cluster.setup());
    }

    private static String code(Data result) {
        return result.at("structuredContent").at("code").text().orElse("");
    }

    @Test
    void readsAndChanges() throws Exception {
        try (HttpFixture server = server()) {
            HttpPeer peer = server.peer().greet();
            assertEquals("victim", peer.result(HttpPeer.call(1, "proxmox_vm_status", "{'vmid':900}"))
                    .at("structuredContent").at("target").at("name").text().orElseThrow());
            simulator.state().power(900, false);
            Data done = peer.result(HttpPeer.call(2, "proxmox_vm_start", "{'vmid':900}"));
            assertFalse(done.at("isError").flag(), done.toString());
            assertEquals(1, simulator.writes());
        }
    }

    @Test
    void sendsNothingButReadsThroughUrlsForReading() throws Exception {
        try (HttpFixture server = server()) {
            for (String path : List.of("/mcp/readonly", "/mcp/x/infra/readonly", "/mcp/x/infra.raw/readonly")) {
                HttpPeer peer = server.peer(path).greet();
                assertTrue(peer.tools().contains("proxmox_api_call"), path);
                for (String call : List.of(
                        "{'method':'POST','path':'/nodes/pve1/qemu/900/status/suspend'}",
                        "{'method':'PUT','path':'/nodes/pve1/qemu/900/config','parameters':{'name':'x'}}",
                        "{'method':'DELETE','path':'/nodes/pve1/qemu/900'}")) {
                    assertTrue(peer.result(HttpPeer.call(1, "proxmox_api_call", call)).at("isError").flag(), call);
                }
                assertFalse(peer.result(HttpPeer.call(2, "proxmox_api_call", "{'method':'GET','path':'/version'}"))
                        .at("isError").flag());
                Data unknown = Data.of(JsonText
                        .parse(peer.post(HttpPeer.call(3, "proxmox_vm_stop", "{'vmid':900}")).body()));
                assertEquals(-32602, unknown.at("error").at("code").whole().orElse(0L), unknown.toString());
            }
            assertEquals(0, simulator.writes());
            assertFalse(simulator.requests().isEmpty());
            assertTrue(simulator.requests().stream().map(RecordedRequest::method).allMatch("GET"::equals));
        }
    }

    @Test
    void offersOneToolset() throws Exception {
        try (HttpFixture server = server()) {
            List<String> tools = server.peer("/mcp/x/vm").greet().tools();
            assertEquals(new VmToolset().areas().stream().flatMap(area -> area.tools().stream())
                    .map(tool -> tool.name()).sorted().toList(), tools);
            assertEquals(List.of(), simulator.requests());
        }
    }

    @Test
    void cancellingStopsTheWaitForATask() throws Exception {
        simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        simulator.state().power(900, false);
        try (HttpFixture server = server()) {
            HttpPeer peer = server.peer().greet();
            HttpResponse<Stream<String>> events = peer
                    .open(HttpPeer.call(7, "proxmox_vm_start", "{'vmid':900}"));
            List<String> lines = new ArrayList<>();
            events.body().forEach(line -> {
                lines.add(line);
                if (line.contains("notifications/progress") && lines.stream().filter(line::equals).count() == 1) {
                    peer.postLater("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':7}}");
                }
            });
            assertTrue(HttpPeer.messages(String.join("\n", lines)).stream().allMatch(message -> message.at("id")
                    .isAbsent()), lines.toString());
            assertFalse(peer.result(HttpPeer.call(8, "proxmox_vm_list", "{}")).at("isError").flag());
            assertTrue(server.endsWithin(Duration.ofSeconds(1)), "nothing is left to wait for");
        }
    }

    @Test
    void asksThePersonBehindTheClient() throws Exception {
        try (HttpFixture server = server()) {
            HttpPeer peer = server.peer().greet("{'elicitation':{}}");
            HttpResponse<Stream<String>> events = peer.open(HttpPeer.call(1, "proxmox_vm_stop", "{'vmid':900}"));
            List<String> lines = new ArrayList<>();
            events.body().forEach(line -> {
                lines.add(line);
                if (line.contains("elicitation/create")) {
                    assertEquals(0, simulator.writes());
                    accept(peer, HttpPeer.messages(line).getFirst());
                }
            });
            Data answer = HttpPeer.messages(String.join("\n", lines)).getLast();
            assertEquals("OK", answer.at("result").at("structuredContent").at("exitstatus").text().orElseThrow());
            assertFalse(simulator.state().isRunning(900));
        }
    }

    @Test
    void cancellingACallTakesItsQuestionBack() throws Exception {
        try (HttpFixture server = server()) {
            HttpPeer peer = server.peer().greet("{'elicitation':{}}");
            HttpResponse<Stream<String>> events = peer.open(HttpPeer.call(1, "proxmox_vm_stop", "{'vmid':900}"));
            List<String> lines = new ArrayList<>();
            events.body().forEach(line -> {
                lines.add(line);
                if (line.contains("elicitation/create")) {
                    peer.postLater("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
                }
            });
            List<Data> messages = HttpPeer.messages(String.join("\n", lines));
            assertEquals("notifications/cancelled", messages.getLast().at("method").text().orElseThrow());
            assertEquals(messages.getFirst().at("id").text(),
                    messages.getLast().at("params").at("requestId").text());
            assertEquals(0, simulator.writes());
        }
    }

    private static void accept(HttpPeer peer, Data question) {
        try {
            assertEquals(202, peer.post("{'jsonrpc':'2.0','id':'" + question.at("id").text().orElseThrow()
                    + "','result':{'action':'accept','content':{'confirm':true}}}").statusCode());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void leavesAGuestAloneWhenNobodyCanBeAsked() throws Exception {
        try (HttpFixture server = server()) {
            assertEquals("refused",
                    code(server.peer().greet().result(HttpPeer.call(1, "proxmox_vm_stop", "{'vmid':900}"))));
            assertEquals(0, simulator.writes());
        }
    }

    @Test
    void aThousandCallsAtOnceReachTheCluster() throws Exception {
        int many = 1000;
        CountDownLatch all = new CountDownLatch(many);
        try (HttpFixture server = HttpFixture.of(cluster.catalog(), call -> {
            all.countDown();
            try {
                assertTrue(all.await(60, TimeUnit.SECONDS), "they are in flight together");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return cluster.cluster().tools().run(call);
        })) {
            HttpPeer peer = server.peer().greet();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                answers.add(peer.postLater(HttpPeer.call(i, "proxmox_vm_status", "{'vmid':900,'node':'pve1'}")));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                Data result = HttpPeer.messages(answer.get(90, TimeUnit.SECONDS).body()).getLast().at("result");
                assertFalse(result.at("isError").flag(), result.toString());
            }
            assertEquals(many, simulator.requests().stream()
                    .filter(request -> request.path().endsWith("/qemu/900/status/current")).count());
        }
    }
}
