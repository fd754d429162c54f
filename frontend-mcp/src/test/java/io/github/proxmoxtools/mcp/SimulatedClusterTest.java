package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything from a line of JSON to a simulated cluster and back. */
class SimulatedClusterTest {
    @AutoClose
    private final TestCluster cluster = new TestCluster(Catalog.of(List.of(new VmToolset())));
    private final Simulator simulator = cluster.simulator();

    @BeforeEach
    void addRunningGuest() {
        cluster.addVictim();
    }

    private Session session(ConfirmMode mode, String capabilities) throws IOException {
        return cluster.setup().confirmedBy(mode).greeted(capabilities);
    }

    private static Data structure(Data answer) {
        return answer.at("result").at("structuredContent");
    }

    @Test
    void listsWithoutConnecting() throws Exception {
        try (Session session = session(ConfirmMode.ASK, "{}")) {
            session.send("{'jsonrpc':'2.0','id':1,'method':'tools/list'}");
            assertFalse(session.answer(1).at("result").at("tools").items().isEmpty());
            assertEquals(List.of(), simulator.requests());
        }
    }

    @Test
    void coercesSlipsAndFindsGuestsByName() throws Exception {
        try (Session session = session(ConfirmMode.ASK, "{}")) {
            session.call(1, "proxmox_vm_status", "{'vmid':'victim'}");
            session.call(2, "proxmox_vm_status", "{'vmid':900}");
            assertEquals(900, structure(session.answer(1)).at("target").at("vmid").whole().orElseThrow());
            assertEquals("victim", structure(session.answer(2)).at("target").at("name").text().orElseThrow());
        }
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        try (Session session = session(ConfirmMode.ASK, "{}")) {
            session.call(1, "proxmox_vm_status", "{'vmid':'nobody'}");
            Data answer = session.answer(1);
            assertTrue(answer.at("result").at("isError").flag());
            assertEquals("not_found", structure(answer).at("code").text().orElseThrow());
        }
    }

    @Test
    void stopsAGuestAfterAYes() throws Exception {
        try (Session session = session(ConfirmMode.ASK, Session.ELICITATION)) {
            session.call(1, "proxmox_vm_stop", "{'vmid':900}");
            Data question = session
                    .await(message -> message.at("method").text().equals(Optional.of("elicitation/create")));
            assertTrue(simulator.state().isRunning(900));
            assertEquals(0, simulator.writes());
            assertTrue(question.at("params").at("message").text().orElseThrow().contains("'victim' on node pve1"));
            session.send("{'jsonrpc':'2.0','id':'" + question.at("id").text().orElseThrow()
                    + "','result':{'action':'accept','content':{'confirm':true}}}");
            assertEquals("OK", structure(session.answer(1)).at("exitstatus").text().orElseThrow());
            assertFalse(simulator.state().isRunning(900));
        }
    }

    @Test
    void leavesAGuestAloneWhenNobodyCanBeAsked() throws Exception {
        try (Session session = session(ConfirmMode.ASK, "{}")) {
            session.call(1, "proxmox_vm_stop", "{'vmid':900}");
            assertEquals("refused", structure(session.answer(1)).at("code").text().orElseThrow());
            assertEquals(0, simulator.writes());
        }
    }

    @Test
    void aTokenStillFitsAGuestThatHasBeenUpForLonger() throws Exception {
        try (Session session = session(ConfirmMode.TOKEN, "{}")) {
            session.call(1, "proxmox_vm_stop", "{'vmid':900}");
            String token = structure(session.answer(1)).at("plan_token").text().orElseThrow();
            simulator.clock().advance(Duration.ofSeconds(90));
            session.call(2, "proxmox_vm_stop", "{'vmid':900,'plan_token':'" + token + "'}");
            assertEquals("OK", structure(session.answer(2)).at("exitstatus").text().orElseThrow());
        }
    }

    @Test
    void aTokenDoesNotFitAGuestInAnotherState() throws Exception {
        try (Session session = session(ConfirmMode.TOKEN, "{}")) {
            session.call(1, "proxmox_vm_stop", "{'vmid':900}");
            String token = structure(session.answer(1)).at("plan_token").text().orElseThrow();
            simulator.state().set(900, "name", "renamed");
            session.call(2, "proxmox_vm_stop", "{'vmid':900,'plan_token':'" + token + "'}");
            assertEquals("refused", structure(session.answer(2)).at("code").text().orElseThrow());
            assertEquals(0, simulator.writes());
        }
    }

    @Test
    void stopsWaitingForATaskWhenTheCallIsCancelled() throws Exception {
        simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        simulator.state().power(900, false);
        try (Session session = session(ConfirmMode.ASK, "{}")) {
            session.send(
                    "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'proxmox_vm_start','arguments':"
                            + "{'vmid':900},'_meta':{'progressToken':'p'}}}");
            session.await(message -> message.at("method").text().equals(Optional.of("notifications/progress")));
            session.send("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
            session.call(2, "proxmox_vm_list", "{}");
            assertFalse(session.answer(2).at("result").at("isError").flag());
            assertTrue(session.endsWithin(Duration.ofSeconds(1)), "nothing is left to wait for");
        }
    }

    @Test
    void stopsTheTaskOfACallThatIsCancelledButNotOfOneThatEndsWithTheServer() throws Exception {
        simulator.state().power(900, false);
        simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        try (Session session = session(ConfirmMode.ASK, "{}")) {
            startAndAwait(session, 1);
            assertTrue(session.endsWithin(Duration.ofSeconds(20)));
        }
        assertEquals(1, simulator.tasks().running(), "whoever turns away from the server has cancelled nothing");
        simulator.clock().advance(Duration.ofHours(2));
        simulator.state().power(900, false);
        simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        try (Session session = session(ConfirmMode.ASK, "{}")) {
            startAndAwait(session, 1);
            session.send("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
            session.call(2, "proxmox_vm_list", "{}");
            session.answer(2);
            assertTrue(session.endsWithin(Duration.ofSeconds(20)));
        }
        assertEquals(0, simulator.tasks().running());
    }

    private static void startAndAwait(Session session, int id) {
        session.send("{'jsonrpc':'2.0','id':" + id
                + ",'method':'tools/call','params':{'name':'proxmox_vm_start','arguments':"
                + "{'vmid':900},'_meta':{'progressToken':'p'}}}");
        session.await(message -> message.at("method").text().equals(Optional.of("notifications/progress")));
    }
}
