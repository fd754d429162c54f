package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.RawClient.Answer;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@ProxmoxSimulator
class NodesTest {
    @Test
    void aStoppedNodeRefusesConnectionsAndTheOthersCannotReachIt(Simulator simulator) throws Exception {
        simulator.state().stopNode("pve2");
        assertThrows(ConnectException.class, () -> new RawClient(simulator, "pve2"));
        Answer answer = ask(simulator, "pve1", "/nodes/pve2/qemu");
        assertEquals("HTTP/1.1 595 No route to host", answer.statusLine());
        assertEquals("", answer.body());
        assertEquals(List.of("close"), answer.all("Connection"));
        String rows = ask(simulator, "pve1", "/cluster/status").body();
        assertTrue(rows.contains("\"quorate\":1"), rows);
        assertTrue(rows.matches(".*\"name\":\"pve2\"[^}]*\"online\":0.*"), rows);
    }

    @Test
    void aNodeComesBackOnItsPortWithTheGuestsThatStartWithIt(Simulator simulator) throws Exception {
        int port = simulator.port("pve2");
        simulator.state().set(201, "onboot", 0).stopNode("pve2").startNode("pve2");
        assertEquals(port, simulator.port("pve2"));
        assertEquals(200, ask(simulator, "pve2", "/version").status());
        assertTrue(simulator.state().isRunning(101));
        assertFalse(simulator.state().isRunning(201));
    }

    @Test
    void tasksOfAStoppedNodeStandStillAndComeToNothing(Simulator simulator) throws Exception {
        String upid = upid(RawClient.once(simulator, "POST", "/nodes/pve2/qemu/103/status/start", ""));
        simulator.state().stopNode("pve2");
        simulator.clock().advance(Duration.ofHours(1));
        assertEquals(1, simulator.tasks().running());
        simulator.state().startNode("pve2");
        String status = ask(simulator, "pve1", "/nodes/pve2/tasks/" + upid + "/status").body();
        assertTrue(status.contains("\"exitstatus\":\"unexpected status\""), status);
        assertFalse(simulator.state().isRunning(103));
    }

    @Test
    void aNodeThatIsCutOffAnswersButSeesNobodyAndWritesNothing(Simulator simulator) throws Exception {
        simulator.state().setOnline("pve3", false);
        String own = ask(simulator, "pve3", "/cluster/status").body();
        assertTrue(own.contains("\"quorate\":0"), own);
        assertTrue(own.matches(".*\"name\":\"pve1\"[^}]*\"online\":0.*"), own);
        assertEquals(595, ask(simulator, "pve3", "/nodes/pve1/qemu").status());
        assertEquals(200, ask(simulator, "pve3", "/nodes/pve3/qemu").status());
        assertEquals("500 cluster not ready - no quorum?", put(simulator, "pve3", "/nodes/pve3/qemu/104/config"));
        assertEquals("200 OK", put(simulator, "pve1", "/nodes/pve1/qemu/100/config"));
    }

    @Test
    void withoutQuorumReadsGoOnAndWritesFail(Simulator simulator) throws Exception {
        simulator.state().loseQuorum();
        assertEquals(200, ask(simulator, "pve1", "/cluster/resources").status());
        assertEquals("500 cluster not ready - no quorum?",
                reply(RawClient.once(simulator, "POST", "/access/groups", "groupid=g")));
        String upid = upid(RawClient.once(simulator, "POST", "/nodes/pve2/qemu/103/status/start", ""));
        simulator.clock().advance(Duration.ofSeconds(30));
        String status = ask(simulator, "pve1", "/nodes/pve2/tasks/" + upid + "/status").body();
        assertTrue(status.contains("\"exitstatus\":\"cluster not ready - no quorum?\""), status);
        simulator.state().regainQuorum();
        assertEquals("200 OK", reply(RawClient.once(simulator, "POST", "/access/groups", "groupid=g")));
    }

    @Test
    void nobodyWaitsForANodeThatIsTooSlowButItsWorkIsDone(Simulator simulator) throws Exception {
        simulator.state().slowNode("pve2", Duration.ofSeconds(40));
        long begin = System.nanoTime();
        Answer answer = change(simulator, "pve1", "/nodes/pve2/qemu/101/config");
        assertEquals("HTTP/1.1 596 Connection timed out", answer.statusLine());
        assertTrue(System.nanoTime() - begin >= Duration.ofMillis(600).toNanos());
        simulator.clock().advance(Duration.ofSeconds(1));
        simulator.state().slowNode("pve2", Duration.ZERO);
        String config = ask(simulator, "pve1", "/nodes/pve2/qemu/101/config").body();
        assertTrue(config.contains("\"description\":\"changed\""), config);
    }

    @Test
    void aSlowNodeIsWaitedForUpToTheLimit(Simulator simulator) throws Exception {
        simulator.state().slowNode("pve2", Duration.ofSeconds(10));
        long begin = System.nanoTime();
        assertEquals(200, ask(simulator, "pve1", "/nodes/pve2/qemu").status());
        assertEquals(200, ask(simulator, "pve2", "/version").status());
        assertTrue(System.nanoTime() - begin >= Duration.ofMillis(400).toNanos());
    }

    @Test
    void nodesRefuseEachOthersWrongCertificates(Simulator simulator) throws Exception {
        simulator.state().trustNode("pve2", false);
        assertEquals("HTTP/1.1 596 tls_process_server_certificate: certificate verify failed",
                ask(simulator, "pve1", "/nodes/pve2/qemu").statusLine());
        assertEquals(200, ask(simulator, "pve2", "/nodes/pve2/qemu").status());
    }

    @Test
    void proxiedAnswersHaveTheConnectionHeaderOfBothDaemons(Simulator simulator) throws Exception {
        assertEquals(List.of("close", "Keep-Alive"), ask(simulator, "pve1", "/nodes/pve2/qemu").all("Connection"));
    }

    private static Answer ask(Simulator simulator, String node, String path) throws Exception {
        try (var client = new RawClient(simulator, node)) {
            return client.get(path);
        }
    }

    private static Answer change(Simulator simulator, String node, String path) throws Exception {
        try (var client = new RawClient(simulator, node)) {
            return client.send("PUT", path, "description=changed");
        }
    }

    private static String put(Simulator simulator, String node, String path) throws Exception {
        return reply(change(simulator, node, path));
    }

    private static String reply(Answer answer) {
        return answer.status() + " " + answer.reason();
    }

    private static String upid(Answer answer) {
        return answer.body().substring(9, answer.body().length() - 2);
    }
}
