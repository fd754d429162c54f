package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever a client calls, and by whatever way it comes in, nothing above the ceiling reaches the cluster.
 *
 * <p>Nobody is asked for confirmation here, so that it is the ceiling alone that holds. Where the client library would
 * hold by itself, everything is done once with that lock and once without.
 */
@Timeout(300)
class CeilingTest {
    private static final List<String> CALLERS = List.of("proxmox_call_read", "proxmox_call_change",
            "proxmox_call_destroy");

    @AutoClose
    private final Simulator simulator = Simulator.start();

    private record Call(String tool, Map<String, Object> arguments) {}

    private static Stream<Tool> tools() {
        return WholeCatalog.ALL.tools().stream();
    }

    /** Each tool with the least arguments, and with every flag set besides. */
    private static Stream<Call> declared(Stream<Tool> tools) {
        return tools.flatMap(tool -> {
            Map<String, Object> least = WholeCatalog.minimal(tool.name());
            Map<String, Object> flagged = new LinkedHashMap<>(least);
            tool.params().stream().filter(param -> param.type() instanceof ParamType.Flag)
                    .forEach(param -> flagged.put(param.name(), true));
            return Stream.of(new Call(tool.name(), least), new Call(tool.name(), flagged));
        });
    }

    /** Raw calls of every method, also written as nobody should, for what destroys. */
    private static Stream<Call> raw() {
        List<String> targets = List.of("DELETE /nodes/pve1/qemu/100", "DELETE /access/users/alice@pve",
                "POST /nodes/pve1/qemu/100/status/stop", "POST /nodes/pve1/qemu/100/status/shutdown",
                "POST /nodes/pve1/qemu/100/agent/exec", "POST /nodes/pve1/qemu/100/agent/shutdown",
                "POST /nodes/pve1/status", "PUT /nodes/pve1/qemu/100/config", "POST /nodes/pve1/execute",
                "DELETE /nodes/pve1/storage/local/content/local:iso/debian.iso", "PUT /access/acl",
                "POST /nodes/pve1/qemu/100/snapshot/one/rollback", "PUT /access/password",
                "PUT /access/users/alice@pve", "POST /nodes/pve1/storage/local/upload");
        return targets.stream().map(target -> target.split(" ", 2)).flatMap(target -> Stream.of(target[0],
                target[0].toLowerCase(Locale.ROOT), target[0] + " ", "GET").flatMap(
                        method -> Stream
                                .of(Map.<String, Object>of(),
                                        Map.<String, Object>of("delete", "scsi0", "command", "true"))
                                .flatMap(parameters -> Stream.of(true, false).map(force -> new Call("proxmox_api_call",
                                        Map.of("method", method, "path", target[1], "params", parameters, "force",
                                                force))))));
    }

    private static Stream<Call> everything() {
        return Stream.concat(declared(tools()), raw()).distinct();
    }

    /** Calls plainly, and through whatever callers there are. */
    private static int call(StartedServer.Peer peer, List<Call> calls, boolean compact) throws Exception {
        int done = 0;
        for (Call call : calls) {
            String arguments = JsonText.compact(call.arguments());
            for (String tool : compact ? CALLERS : List.of(call.tool())) {
                Data answer = peer.ask("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + (compact
                        ? "{\"tool\":\"" + call.tool() + "\",\"arguments\":" + arguments + "}"
                        : arguments) + "}");
                assertFalse(answer.at("result").isAbsent() && answer.at("error").isAbsent(), answer::toString);
                done += answer.at("result").isAbsent() || answer.at("result").at("isError").flag() ? 0 : 1;
            }
        }
        return done;
    }

    private static void readAround(StartedServer.Peer peer) throws Exception {
        String cluster = peer.ask("resources/list", "{}").at("result").at("resources").items().getFirst().at("uri")
                .text().orElseThrow().replaceFirst("/cluster$", "");
        for (String path : List.of("/cluster", "/nodes/pve1", "/storages/local", "/guests/100", "/guests/100/config",
                "/guests/100/snapshots/current", "/tasks/UPID:none", "/guests/100/status/stop")) {
            peer.ask("resources/read", "{\"uri\":\"" + cluster + path + "\"}");
            peer.ask("resources/subscribe", "{\"uri\":\"" + cluster + path + "\"}");
            peer.ask("resources/unsubscribe", "{\"uri\":\"" + cluster + path + "\"}");
        }
        for (Data prompt : peer.ask("prompts/list", "{}").at("result").at("prompts").items()) {
            peer.ask("prompts/get", "{\"name\":\"" + prompt.at("name").text().orElseThrow()
                    + "\",\"arguments\":{\"vmid\":\"100\"}}");
            peer.ask("prompts/get", "{\"name\":\"" + prompt.at("name").text().orElseThrow() + "\"}");
        }
        for (String argument : List.of("node", "vmid", "storage", "snapname")) {
            peer.ask("completion/complete", "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"" + cluster
                    + "/guests/{vmid}/snapshots/{snapname}\"},\"argument\":{\"name\":\"" + argument
                    + "\",\"value\":\"\"},\"context\":{\"arguments\":{\"vmid\":\"100\"}}}");
        }
    }

    private static Set<String> listed(StartedServer.Peer peer) throws Exception {
        return peer.ask("tools/list", "{}").at("result").at("tools").items().stream()
                .map(tool -> tool.at("name").text().orElseThrow()).collect(Collectors.toSet());
    }

    private static boolean isLogin(RecordedRequest request) {
        return request.method().equals("POST") && request.path().equals("/api2/json/access/ticket");
    }

    private void onlyReadsArrived(int atLeast) {
        List<RecordedRequest> requests = simulator.requests();
        assertEquals(List.of(), requests.stream().filter(request -> !request.method().equals("GET"))
                .filter(request -> !isLogin(request)).map(CeilingTest::described).toList());
        assertTrue(requests.size() >= atLeast, () -> "only " + requests.size() + " requests: is anything called?");
    }

    private static String described(RecordedRequest request) {
        return request.method() + " " + request.path() + "?" + request.query() + " " + request.body();
    }

    @ParameterizedTest
    @CsvSource({"--read-only, false", "--access read, false", "--read-only --access destroy, false",
            "--read-only --compact, true", "--access read --compact, true"})
    void readingOnStreams(String flags, boolean compact) throws Exception {
        for (boolean sealed : List.of(true, false)) {
            try (StartedServer server = started(sealed, flags); StartedServer.Peer peer = server.onStreams()) {
                assertFalse(listed(peer).contains("proxmox_vm_agent_ping"));
                assertTrue(call(peer, everything().toList(), compact) > 30);
                readAround(peer);
                onlyReadsArrived(60);
                assertEquals(List.of(), server.mistakes());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/mcp/readonly, ''", "/mcp/x/vm/readonly, ''", "/mcp/x/lxc/readonly, ''", "/mcp/x/infra/readonly, ''",
            "/mcp/x/access/readonly, ''", "/mcp/x/infra.raw/readonly, ''", "/mcp/readonly, --compact",
            "/mcp, --read-only", "/mcp/x/vm, --access read"})
    void readingOnHttp(String path, String flags) throws Exception {
        try (StartedServer server = started(false, flags + " --http 0");
                StartedServer.Peer peer = server.onHttp(path)) {
            assertFalse(listed(peer).contains("proxmox_vm_agent_ping"));
            assertTrue(call(peer, everything().toList(), flags.contains("--compact")) > 0);
            readAround(peer);
            onlyReadsArrived(10);
            assertEquals(List.of(), server.mistakes());
        }
    }

    @Test
    void readingThroughTheCallerThatReads() throws Exception {
        try (StartedServer server = started(false, "--compact"); StartedServer.Peer peer = server.onStreams()) {
            for (Call call : everything().toList()) {
                peer.ask("tools/call", "{\"name\":\"proxmox_call_read\",\"arguments\":{\"tool\":\"" + call.tool()
                        + "\",\"arguments\":" + JsonText.compact(call.arguments()) + "}}");
            }
            onlyReadsArrived(60);
        }
    }

    @Test
    void readingOfSeveralClusters() throws Exception {
        try (TestCluster one = new TestCluster(WholeCatalog.ALL);
                TestCluster two = new TestCluster(WholeCatalog.ALL);
                Session session = one.setup().on(SeveralClustersTest.two(one, two)).within(Safety.READ)
                        .confirmedBy(ConfirmMode.NONE).greeted("{}")) {
            int id = 0;
            for (Call call : everything().toList()) {
                for (String context : List.of("one", "two")) {
                    Map<String, Object> arguments = new LinkedHashMap<>(call.arguments());
                    arguments.put("context", context);
                    session.sendRaw("{\"jsonrpc\":\"2.0\",\"id\":" + ++id
                            + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + call.tool() + "\",\"arguments\":"
                            + JsonText.compact(arguments) + "}}");
                    session.answer(id);
                }
            }
            for (TestCluster cluster : List.of(one, two)) {
                List<RecordedRequest> requests = cluster.simulator().requests();
                assertTrue(requests.size() > 40, () -> "only " + requests.size());
                assertTrue(requests.stream().allMatch(request -> request.method().equals("GET")));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"--access change, /mcp", "--access change, ''", "--access change --compact, ''",
            "--access change --compact, /mcp", "--access change, /mcp/x/infra"})
    void changing(String flags, String path) throws Exception {
        List<Call> destroying = Stream.concat(declared(tools().filter(CeilingTest::alwaysDestroys)), raw())
                .toList();
        try (StartedServer server = started(true, path.isEmpty() ? flags : flags + " --http 0");
                StartedServer.Peer peer = path.isEmpty() ? server.onStreams() : server.onHttp(path)) {
            call(peer, destroying, flags.contains("--compact"));
            onlyReadsArrived(0);
            List<Call> changing = new ArrayList<>(declared(tools().filter(tool -> !alwaysDestroys(tool))).toList());
            changing.removeIf(call -> call.tool().contains("upload"));
            call(peer, changing, flags.contains("--compact"));
            assertEquals(List.of(), simulator.requests().stream().filter(CeilingTest::destroys)
                    .map(CeilingTest::described).toList());
            assertTrue(simulator.writes() > 0, "nothing was changed: the arguments are no good");
            assertEquals(List.of(), server.mistakes());
        }
    }

    private static boolean alwaysDestroys(Tool tool) {
        return tool.safety() == Safety.DESTROY || tool.name().equals("proxmox_api_call");
    }

    /** As far as a request shows by itself. */
    private static boolean destroys(RecordedRequest request) {
        return request.method().equals("DELETE") || (request.isWrite() && request.path().matches(
                ".*/(status/(stop|shutdown|reboot|reset|suspend)|rollback|template|execute|exec|file-write|status)"))
                || (request.isWrite() && !request.path().endsWith("/migrate")
                        && request.body().matches("(^|.*&)(delete|force|purge)=[^0&].*"));
    }

    /** That the calls above are worth anything: without a ceiling they change a lot. */
    @Test
    void withoutACeilingTheSameCallsArrive() throws Exception {
        try (StartedServer server = started(true, ""); StartedServer.Peer peer = server.onStreams()) {
            call(peer, everything().filter(call -> !call.tool().contains("upload")).toList(), false);
            Set<String> arrived = simulator.requests().stream().filter(RecordedRequest::isWrite)
                    .map(request -> request.method() + " " + request.path()).collect(Collectors.toSet());
            assertTrue(arrived.size() > 50, () -> arrived.size() + " " + arrived);
        }
    }

    private StartedServer started(boolean sealed, String flags) {
        return new StartedServer(simulator, sealed, Stream.concat(Stream.of("--confirm", "none"),
                Stream.of(flags.split(" ")).filter(word -> !word.isEmpty())).toArray(String[]::new));
    }
}
