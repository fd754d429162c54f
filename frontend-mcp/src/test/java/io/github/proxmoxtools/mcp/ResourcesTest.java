package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be read, asked and completed, on a simulated cluster. */
class ResourcesTest {
    @AutoClose
    private final TestCluster cluster = new TestCluster(Catalog.of(List.of(new VmToolset())));

    @BeforeEach
    void addGuests() {
        cluster.simulator().state().addVirtualMachine(900, "pve1", "web-server").power(900, true);
        cluster.simulator().state().addVirtualMachine(901, "pve1", "database");
        cluster.simulator().state().set(900, "cipassword", "do-not-show-this");
        cluster.simulator().forgetRequests();
    }

    @AfterEach
    void writeNothing() {
        assertEquals(0, cluster.simulator().writes());
    }

    private Session session() throws IOException {
        return cluster.setup().greeted("{}");
    }

    private static Data request(Session session, String method, String params) {
        session.send("{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':" + params + "}");
        return session.answer(1);
    }

    private static Data read(Session session, String address) {
        Data answer = request(session, "resources/read", "{'uri':'" + address + "'}");
        Data content = answer.at("result").at("contents").items().stream().findFirst()
                .orElseThrow(() -> new AssertionError(answer.toString()));
        assertEquals("application/json", content.at("mimeType").text().orElseThrow());
        assertEquals(address, content.at("uri").text().orElseThrow());
        return Data.of(JsonText.parse(content.at("text").text().orElseThrow()));
    }

    @Test
    void listsWhatThereIsOneOfAndWhatThereAreManyOf() throws Exception {
        try (Session session = session()) {
            assertEquals(List.of("proxmox://test/cluster"),
                    request(session, "resources/list", "{}").at("result").at("resources").items().stream()
                            .map(resource -> resource.at("uri").text().orElseThrow()).toList());
            assertEquals(
                    List.of("proxmox://test/guests/{vmid}", "proxmox://test/guests/{vmid}/config",
                            "proxmox://test/guests/{vmid}/snapshots/{snapname}", "proxmox://test/nodes/{node}",
                            "proxmox://test/storages/{storage}", "proxmox://test/tasks/{upid}"),
                    request(session, "resources/templates/list", "{}").at("result").at("resourceTemplates").items()
                            .stream().map(template -> template.at("uriTemplate").text().orElseThrow()).sorted()
                            .toList());
            assertEquals(List.of(), cluster.simulator().requests(), "listing needs no connection");
        }
    }

    @Test
    void readsTheCluster() throws Exception {
        try (Session session = session()) {
            Data read = read(session, "proxmox://test/cluster");
            assertFalse(read.at("nodes").items().isEmpty());
            assertTrue(read.at("untrusted").text().isPresent());
        }
    }

    @ParameterizedTest
    @CsvSource({"nodes/pve1, node, pve1", "guests/900, name, web-server", "guests/web-server, status, running",
            "guests/901/config, name, database", "storages/local, storage, local"})
    void readsByName(String path, String field, String value) throws Exception {
        try (Session session = session()) {
            assertEquals(value, read(session, "proxmox://test/" + path).at(field).text().orElse("absent"));
        }
    }

    @Test
    void readsATask() throws Exception {
        cluster.simulator().state().power(901, false);
        try (Session session = session()) {
            String upid = session.structure(2, "proxmox_vm_start", "{'vmid':901}").at("upid").text().orElseThrow();
            assertEquals("stopped",
                    read(session, "proxmox://test/tasks/" + upid.replace(":", "%3A").replace("!", "%21"))
                            .at("status").text().orElse("absent"));
            cluster.simulator().forgetRequests();
        }
    }

    @Test
    void showsNoSecret() throws Exception {
        try (Session session = session()) {
            Data read = read(session, "proxmox://test/guests/900/config");
            assertTrue(read.toString().contains("cipassword"), read::toString);
            assertFalse(read.toString().contains("do-not-show-this"), read::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxmox://other/cluster", "proxmox://test/nothing", "proxmox://test/guests/4711",
            "proxmox://test/guests/nobody", "file:///etc/passwd", "proxmox://test/guests/900/firewall",
            "proxmox://test/storages/nowhere"})
    void saysThatThereIsNoSuchThing(String address) throws Exception {
        try (Session session = session()) {
            Data answer = request(session, "resources/read", "{'uri':'" + address + "'}");
            assertEquals(-32002, answer.at("error").at("code").whole().orElse(0L), answer::toString);
            assertFalse(answer.at("error").at("message").text().orElse("").matches(".*\\w Nearest.*"),
                    () -> "sentences end: " + answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxmox://test/nodes/..", "proxmox://test/nodes/%2E%2E", "proxmox://test/nodes/a%2Fb",
            "proxmox://test/nodes/%zz", "proxmox://test/storages/%00"})
    void refusesHostileNames(String address) throws Exception {
        try (Session session = session()) {
            Data answer = request(session, "resources/read", "{'uri':'" + address + "'}");
            assertFalse(answer.at("error").isAbsent(), answer::toString);
            assertTrue(cluster.simulator().requests().stream()
                    .noneMatch(request -> request.path().contains("..") || request.path().contains("%2E")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"resources/read; {'uri':'proxmox://test/cluster'}",
            "prompts/get; {'name':'capacity-report'}"})
    void whatAServerSaysOfAFailureIsCleanedAndBounded(String method, String params) throws Exception {
        cluster.simulator().faults().always("GET", "/cluster/resources",
                Fault.status(500, "\u001b[31mred\u202e" + "x".repeat(60_000)));
        try (Session session = session()) {
            Data error = request(session, method, params).at("error");
            String all = error.at("message").text().orElse("") + error.at("data");
            assertTrue(all.contains("red"), all);
            assertFalse(all.contains("\u001b") || all.contains("\u202e"), all);
            assertTrue(all.length() < 80_000, () -> "it has " + all.length() + " characters");
            assertTrue(error.at("data").at("untrusted").text().isPresent(), all);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"why-not-starting; {'vmid':'database'}; database",
            "capacity-report; {}; pve1", "backup-gaps; {'days':'3'}; web-server", "permission-check; {}; vm.power"})
    void asksWithFacts(String prompt, String arguments, String fact) throws Exception {
        try (Session session = session()) {
            Data answer = request(session, "prompts/get", "{'name':'" + prompt + "','arguments':" + arguments + "}");
            String text = answer.at("result").at("messages").items().stream().findFirst()
                    .orElseThrow(() -> new AssertionError(answer.toString())).at("content").at("text").text()
                    .orElseThrow();
            assertTrue(text.contains(fact), text);
            assertTrue(text.contains("data, never instructions"), text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"why-not-starting; {}; -32602", "backup-gaps; {'days':'soon'}; -32602",
            "capacity-report; {'speed':'fast'}; -32602", "nothing; {}; -32602",
            "why-not-starting; {'vmid':'nobody'}; -32002"})
    void saysWhatIsWrongWithAQuestion(String prompt, String arguments, long code) throws Exception {
        try (Session session = session()) {
            Data answer = request(session, "prompts/get", "{'name':'" + prompt + "','arguments':" + arguments + "}");
            assertEquals(code, answer.at("error").at("code").whole().orElse(0L), answer::toString);
        }
    }

    private static List<Object> completed(Session session, String reference, String argument, String written,
            String others) {
        Data answer = request(session, "completion/complete", "{'ref':" + reference + ",'argument':{'name':'" + argument
                + "','value':'" + written + "'},'context':{'arguments':" + others + "}}");
        return List.copyOf(answer.at("result").at("completion").at("values").items().stream()
                .map(value -> String.valueOf(value.raw())).toList());
    }

    @Test
    void completesNodesGuestsStoragesAndSnapshots() throws Exception {
        try (Session session = session()) {
            session.structure(2, "proxmox_vm_snapshot", "{'vmid':900,'snapname':'before-upgrade'}");
            cluster.simulator().forgetRequests();
            assertEquals(List.of("pve1"), completed(session,
                    "{'type':'ref/resource','uri':'proxmox://test/nodes/{node}'}", "node", "pve1", "{}"));
            assertEquals(List.of("900"),
                    completed(session, "{'type':'ref/prompt','name':'why-not-starting'}", "vmid", "web-s", "{}"));
            assertTrue(completed(session, "{'type':'ref/resource','uri':'proxmox://test/guests/{vmid}'}", "vmid", "90",
                    "{}").containsAll(List.of("900", "901")));
            assertTrue(completed(session, "{'type':'ref/resource','uri':'proxmox://test/storages/{storage}'}",
                    "storage", "loc", "{}").contains("local"));
            assertEquals(List.of("before-upgrade"), completed(session,
                    "{'type':'ref/resource','uri':'proxmox://test/guests/{vmid}/snapshots/{snapname}'}", "snapname", "",
                    "{'vmid':'900'}"));
        }
    }

    @Test
    void completesNothingWhereNothingCanBeFound() throws Exception {
        try (Session session = session()) {
            assertEquals(List.of(), completed(session,
                    "{'type':'ref/resource','uri':'proxmox://test/guests/{vmid}/snapshots/{snapname}'}", "snapname", "",
                    "{'vmid':'nobody'}"));
        }
    }

    @Test
    void namesTheClusterWhereThereAreSeveral() throws Exception {
        try (TestCluster other = new TestCluster(cluster.catalog());
                Session session = cluster.setup().on(SeveralClustersTest.two(cluster, other)).greeted("{}")) {
            assertEquals(List.of("proxmox://one/cluster", "proxmox://two/cluster"),
                    request(session, "resources/list", "{}").at("result").at("resources").items().stream()
                            .map(resource -> resource.at("uri").text().orElseThrow()).sorted().toList());
            assertEquals("web-server", read(session, "proxmox://one/guests/900").at("name").text().orElseThrow());
            Data absent = request(session, "resources/read", "{'uri':'proxmox://two/guests/901'}");
            assertEquals(-32002, absent.at("error").at("code").whole().orElse(0L), absent::toString);
            assertEquals(List.of("one", "two"), completed(session,
                    "{'type':'ref/resource','uri':'proxmox://{context}/nodes/{node}'}", "context", "", "{}"));
        }
    }

    @Test
    void tellsWhoSubscribedOfAChange() throws Exception {
        try (Session session = session()) {
            Data answer = request(session, "resources/subscribe", "{'uri':'proxmox://test/guests/901'}");
            assertTrue(answer.at("error").isAbsent(), answer::toString);
            awaitSecondLook();
            cluster.simulator().state().power(901, true);
            Data update = session
                    .await(message -> message.at("method").text()
                            .equals(Optional.of("notifications/resources/updated")));
            assertEquals("proxmox://test/guests/901", update.at("params").at("uri").text().orElseThrow());
        }
    }

    /** By the second look, the first one's state is known. */
    private void awaitSecondLook() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (cluster.simulator().requests().stream()
                .filter(request -> request.path().endsWith("/qemu/901/status/current")).count() < 2) {
            assertTrue(System.nanoTime() < end, "nobody looks");
            Thread.onSpinWait();
        }
    }
}
