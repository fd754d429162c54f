package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.WrongMessages.Wrong;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes in over streams, a request is answered as JSON-RPC says, and the server lives on. */
@Timeout(60)
class StdioNonsenseTest {
    private final TestCluster cluster = new TestCluster(Catalog.of(List.of(new VmToolset())));
    private Session session;

    @BeforeEach
    void greet() throws Exception {
        session = cluster.setup().greeted("{}");
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        cluster.close();
        assertEquals(List.of(), session.mistakes());
    }

    private void livesOn() {
        session.send("{'jsonrpc':'2.0','id':1,'method':'ping'}");
        assertFalse(session.answer(1).at("result").isAbsent());
        assertEquals(List.of(), session.others(), "nothing else was said");
    }

    private void judge(Wrong wrong) {
        session.send(wrong.line());
        wrong.judge(session.await(message -> message.at("method").isAbsent()));
        livesOn();
    }

    @Test
    void whatIsNoRequest() {
        WrongMessages.malformed().forEach(this::judge);
    }

    @Test
    void whatThereIsNot() {
        WrongMessages.unknown().forEach(this::judge);
    }

    @Test
    void paramsOfWrongTypes() {
        WrongMessages.mistyped().forEach(this::judge);
    }

    @Test
    void paramsOfRightTypesAreNotRefusedForThem() {
        for (String line : WrongMessages.welltyped()) {
            session.send(line);
            Data answer = session.answer(9);
            WrongMessages.judgeAny(answer);
            assertFalse(answer.at("error").at("message").text().orElse("").startsWith("Invalid params: "),
                    () -> line + ": " + answer);
        }
        livesOn();
    }

    @Test
    void whatHasNoAnswer() {
        for (String line : WrongMessages.NOT_ANSWERED) {
            session.send(line);
            livesOn();
        }
        for (String line : List.of("", " ", "\t \r")) {
            session.sendRaw(line);
            livesOn();
        }
    }

    @Test
    void theLastOfSeveralMembersOfANameCounts() {
        session.send("{'jsonrpc':'2.0','id':8,'id':9,'method':'no/such','method':'ping'}");
        assertFalse(session.answer(9).at("result").isAbsent());
        livesOn();
    }

    @Test
    void aLineThatIsTooLong() {
        session.sendRaw("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\",\"params\":{\"a\":\"" + "x".repeat(17 << 20)
                + "\"}}");
        assertEquals(-32600, session.await(message -> true).at("error").at("code").whole().orElseThrow());
        livesOn();
    }

    @Test
    void bytesByChance() throws Exception {
        Random random = new Random(WrongMessages.SEED);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[1 + random.nextInt(60)];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = bytes[j] == '\n' ? (byte) 0xff : bytes[j];
            }
            bytes[0] = (byte) 0xc3;
            session.sendBytes(bytes);
            assertEquals(-32700, session.await(message -> true).at("error").at("code").whole().orElseThrow());
        }
        livesOn();
    }

    @Test
    void bytesThatAreNoText() throws Exception {
        byte[] line = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\",\"params\":{\"a\":\"??\"}}"
                .getBytes(StandardCharsets.UTF_8);
        line[line.length - 5] = (byte) 0xc3;
        line[line.length - 4] = (byte) 0x28;
        session.sendBytes(line);
        Data answer = session.await(message -> message.at("method").isAbsent());
        assertEquals(-32700, answer.at("error").at("code").whole().orElse(0L), answer::toString);
        livesOn();
    }

    @Test
    void soundMessagesThatWereSpoiledByChance() {
        WrongMessages.eachMutated(600, line -> {
            session.sendRaw(line);
            Optional<Object> id = answered(line);
            id.ifPresent(named -> WrongMessages.judgeAny(session
                    .await(message -> message.at("method").isAbsent() && named.equals(message.at("id").raw()))));
            session.send("{'jsonrpc':'2.0','id':'after','method':'ping'}");
            session.await(message -> message.at("id").text().equals(Optional.of("after")));
            session.others().forEach(WrongMessages::judgeAny);
            assertTrue(session.others().size() <= 1, () -> line + ": " + session.others());
            session.others().clear();
        });
    }

    /** The id of a message that is a request. */
    private static Optional<Object> answered(String line) {
        try {
            return JsonText.parse(line.strip()) instanceof Map<?, ?> map && "2.0".equals(map.get("jsonrpc"))
                    && map.get("method") instanceof String
                    && (map.get("id") instanceof Long || map.get("id") instanceof String)
                            ? Optional.of(map.get("id"))
                            : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Test
    void addressesThatLeadElsewhere() {
        cluster.simulator().forgetRequests();
        for (String address : HOSTILE) {
            String quoted = JsonText.compact(address);
            session.sendRaw("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"resources/read\",\"params\":{\"uri\":" + quoted
                    + "}}");
            Data answer = session.answer(9);
            assertTrue(answer.at("result").isAbsent(), () -> address + ": " + answer);
            WrongMessages.judgeAny(answer);
            session.sendRaw("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"completion/complete\",\"params\":{\"ref\":"
                    + "{\"type\":\"ref/resource\",\"uri\":" + quoted
                    + "},\"argument\":{\"name\":\"vmid\",\"value\":\"1\"}}}");
            WrongMessages.judgeAny(session.answer(9));
            session.sendRaw("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"completion/complete\",\"params\":{\"ref\":"
                    + "{\"type\":\"ref/resource\",\"uri\":\"proxmox://test/guests/{vmid}/snapshots/{snapname}\"},"
                    + "\"argument\":{\"name\":\"snapname\",\"value\":" + quoted + "},\"context\":{\"arguments\":"
                    + "{\"vmid\":" + quoted + "}}}}");
            WrongMessages.judgeAny(session.answer(9));
            livesOn();
        }
        List<String> strayed = cluster.simulator().requests().stream()
                .filter(request -> request.isWrite() || !request.path().matches("/api2/json(/[A-Za-z0-9:-]+)+"))
                .map(Object::toString).toList();
        assertEquals(List.of(), strayed);
    }

    private static final List<String> HOSTILE = Stream.of("", "x", "proxmox:", "proxmox://", "proxmox:///cluster",
            "proxmox://elsewhere/cluster", "proxmox://test", "proxmox://test/", "proxmox://test/cluster/",
            "proxmox://test/nodes/", "proxmox://test/nodes/../../access/users", "proxmox://test/nodes/..",
            "proxmox://test/nodes/%2e%2e%2faccess", "proxmox://test/nodes/pve1%2f..%2fpve2",
            "proxmox://test/nodes/%", "proxmox://test/nodes/%zz", "proxmox://test/nodes/pve1%00",
            "proxmox://test/nodes/pve1%0d%0aX: y", "proxmox://test/nodes/\u202epve1",
            "proxmox://test/guests/100/config/..", "proxmox://test/guests/%2e%2e/config",
            "proxmox://test/guests/-1", "proxmox://test/guests/99999999999999999999", "proxmox://test/guests/%7b%7d",
            "proxmox://test/guests/100/snapshots/..", "proxmox://test/guests/100/snapshots/%2e%2e%2fconfig",
            "proxmox://test/guests/100/snapshots/current%2frollback", "proxmox://test/storages/../nodes",
            "proxmox://test/storages/%2e%2e", "proxmox://test/tasks/UPID:pve1", "proxmox://test/tasks/..",
            "proxmox://test/tasks/UPID:..%2f..:1:2:3:a:b:c:", "proxmox://test/nodes/{node}",
            "proxmox://TEST/cluster", "proxmox://test/{", "proxmox://test/}", "proxmox://test/{}",
            "proxmox://test/{a}{a}",
            "proxmox://test/{*}", "proxmox://test/{a b}", "proxmox://(", "proxmox://test/[", "{", " ", "\\Q", "\\E\\",
            "proxmox://test/nodes/(?<x>", "PROXMOX://test/cluster", "file:///etc/passwd", "https://example.com/",
            "proxmox://test@elsewhere/cluster", "proxmox://test/nodes/" + "x".repeat(100_000)).toList();
}
