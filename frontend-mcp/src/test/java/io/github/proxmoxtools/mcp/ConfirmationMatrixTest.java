package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No call that destroys leaves without what its mode asks for, whatever the client can do and whatever it answers. */
class ConfirmationMatrixTest {
    @AutoClose
    private final TestCluster cluster = new TestCluster(
            Catalog.of(List.of(new VmToolset(), new InfraToolset())));

    /** What a client can do when it is asked, and what its user says. */
    private enum Client {
        CANNOT_BE_ASKED("{}", ""),
        ONLY_OPENS_ADDRESSES("{'elicitation':{'url':{}}}", ""),
        SAYS_YES("{'elicitation':{}}", "{'action':'accept','content':{'confirm':true}}"),
        SAYS_YES_TO_A_FORM("{'elicitation':{'form':{}}}", "{'action':'accept','content':{'confirm':true}}"),
        LEAVES_THE_BOX_EMPTY("{'elicitation':{}}", "{'action':'accept','content':{'confirm':false}}"),
        ANSWERS_A_WORD("{'elicitation':{}}", "{'action':'accept','content':{'confirm':'true'}}"),
        ANSWERS_NOTHING("{'elicitation':{}}", "{'action':'accept'}"),
        DECLINES("{'elicitation':{}}", "{'action':'decline'}"),
        CLOSES_THE_QUESTION("{'elicitation':{}}", "{'action':'cancel'}"),
        NEVER_ANSWERS("{'elicitation':{}}", "");

        private final String capabilities;
        private final String answer;

        Client(String capabilities, String answer) {
            this.capabilities = capabilities;
            this.answer = answer;
        }

        boolean isAsked() {
            return this != CANNOT_BE_ASKED && this != ONLY_OPENS_ADDRESSES;
        }

        boolean agrees() {
            return this == SAYS_YES || this == SAYS_YES_TO_A_FORM;
        }
    }

    /** A call that would stop a guest, by each way there is. */
    private enum Way {
        TOOL(false, "proxmox_vm_stop", "{'vmid':900}"),
        RAW_CALL(false, "proxmox_api_call", "{'method':'POST','path':'/nodes/pve1/qemu/900/status/stop'}"),
        UNDECLARED_RAW_CALL(false, "proxmox_api_call",
                "{'method':'PUT','path':'/cluster/options','params':{'console':'xtermjs'}}"),
        RAISED_BY_ARGUMENT(false, "proxmox_vm_update_config", "{'vmid':900,'delete':['scsi0']}"),
        COMPACT(true, "proxmox_call_destroy", "{'tool':'proxmox_vm_stop','arguments':{'vmid':900}}");

        private final boolean compact;
        private final String tool;
        private final String arguments;

        Way(boolean compact, String tool, String arguments) {
            this.compact = compact;
            this.tool = tool;
            this.arguments = arguments;
        }
    }

    static Stream<Arguments> matrix() {
        List<Arguments> all = new ArrayList<>();
        for (Client client : Client.values()) {
            for (ConfirmMode mode : ConfirmMode.values()) {
                for (Safety access : Safety.values()) {
                    for (Way way : Way.values()) {
                        // One that never answers costs time, and is the same by every way.
                        if (client != Client.NEVER_ANSWERS || way == Way.TOOL) {
                            all.add(Arguments.of(client, mode, access, way));
                        }
                    }
                }
            }
        }
        return all.stream();
    }

    @BeforeEach
    void addRunningGuest() {
        cluster.simulator().state().addVirtualMachine(901, "pve1", "other").power(901, true);
        cluster.addVictim();
    }

    private TestServer setup(ConfirmMode mode, Safety access, boolean compact) {
        TestServer setup = cluster.setup().confirmedBy(mode).within(access);
        return compact ? setup.compacted() : setup;
    }

    private static Data question(Session session) {
        return session.await(message -> message.at("method").text().equals(Optional.of("elicitation/create")));
    }

    private static void reply(Session session, Data question, String answer) {
        session.send("{'jsonrpc':'2.0','id':'" + question.at("id").text().orElseThrow() + "','result':" + answer + "}");
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, {3}")
    @MethodSource("matrix")
    void nothingLeavesWithoutWhatTheModeAsksFor(Client client, ConfirmMode mode, Safety access, Way way)
            throws Exception {
        boolean allowed = access == Safety.DESTROY;
        boolean asks = allowed && mode == ConfirmMode.ASK && client.isAsked();
        boolean leaves = allowed && (mode == ConfirmMode.NONE || (asks && client.agrees()));
        try (Session session = setup(mode, access, way.compact).waitingForPeople(Duration.ofMillis(
                client == Client.NEVER_ANSWERS ? 150 : 20_000)).greeted(client.capabilities)) {
            session.call(1, way.tool, way.arguments);
            if (asks) {
                Data question = question(session);
                assertEquals(0, cluster.simulator().writes(), "nothing is sent before the answer");
                if (!client.answer.isEmpty()) {
                    reply(session, question, client.answer);
                }
            }
            Data answer = session.answer(1);
            assertEquals(leaves ? 1 : 0, cluster.simulator().writes(), answer::toString);
            boolean failed = !answer.at("error").isAbsent() || answer.at("result").at("isError").flag();
            assertEquals(!leaves, failed, answer::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void whatOnlyChangesIsNeverAsked(Client client) throws Exception {
        try (Session session = cluster.setup().greeted(client.capabilities)) {
            Data answer = session.structure(1, "proxmox_vm_update_config", "{'vmid':900,'tags':'harmless'}");
            assertTrue(answer.at("error").isAbsent(), answer::toString);
            assertEquals(1, cluster.simulator().writes());
        }
    }

    private String token(Session session, String arguments) {
        Data refusal = session.structure(1, "proxmox_vm_stop", arguments);
        assertEquals(0, cluster.simulator().writes());
        return refusal.at("plan_token").text().orElse(refusal.toString());
    }

    private static String with(String token, String arguments) {
        return arguments.replace("}", ",'plan_token':'" + token + "'}");
    }

    @Test
    void aTokenStandsForOneCallOnly() throws Exception {
        try (Session session = setup(ConfirmMode.TOKEN, Safety.DESTROY, false).greeted("{}")) {
            String token = token(session, "{'vmid':900}");
            session.structure(2, "proxmox_vm_stop", with(token, "{'vmid':900}"));
            assertEquals(1, cluster.simulator().writes());
            cluster.simulator().state().power(900, true);
            Data again = session.structure(3, "proxmox_vm_stop", with(token, "{'vmid':900}"));
            assertEquals("refused", again.at("code").text().orElse(again.toString()));
            assertEquals(1, cluster.simulator().writes());
        }
    }

    @ParameterizedTest
    @MethodSource("otherCalls")
    void aTokenFitsNoOtherCall(String tool, String arguments) throws Exception {
        try (Session session = setup(ConfirmMode.TOKEN, Safety.DESTROY, false).greeted("{}")) {
            String token = token(session, "{'vmid':900}");
            Data other = session.structure(2, tool, with(token, arguments));
            assertEquals("refused", other.at("code").text().orElse(other.toString()));
            Data spent = session.structure(3, "proxmox_vm_stop", with(token, "{'vmid':900}"));
            assertEquals("refused", spent.at("code").text().orElse(spent.toString()), "a wrong try spends it");
            assertEquals(0, cluster.simulator().writes());
        }
    }

    static Stream<Arguments> otherCalls() {
        return Stream.of(Arguments.of("proxmox_vm_stop", "{'vmid':901}"),
                Arguments.of("proxmox_vm_stop", "{'vmid':900,'timeout':5}"),
                Arguments.of("proxmox_vm_reset", "{'vmid':900}"), Arguments.of("proxmox_vm_delete", "{'vmid':900}"));
    }

    @Test
    void aTokenOfOneClusterFitsNoOther() throws Exception {
        try (TestCluster twin = new TestCluster(cluster.catalog())) {
            twin.addVictim();
            try (Session session = setup(ConfirmMode.TOKEN, Safety.DESTROY, false)
                    .on(SeveralClustersTest.two(cluster, twin)).greeted("{}")) {
                String token = token(session, "{'vmid':900,'context':'one'}");
                Data other = session.structure(2, "proxmox_vm_stop", with(token, "{'vmid':900,'context':'two'}"));
                assertEquals("refused", other.at("code").text().orElse(other.toString()));
                assertEquals(0, twin.simulator().writes());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anAnswerDoesNotFitATargetThatChangedMeanwhile(String field, Object value) throws Exception {
        try (Session session = cluster.setup().greeted(Session.ELICITATION)) {
            session.call(1, "proxmox_vm_stop", "{'vmid':900}");
            Data question = question(session);
            cluster.simulator().state().set(900, field, value);
            reply(session, question, Client.SAYS_YES.answer);
            Data answer = session.answer(1).at("result").at("structuredContent");
            assertEquals("changed_meanwhile", answer.at("code").text().orElse(answer.toString()));
            assertEquals(0, cluster.simulator().writes());
        }
    }

    static Stream<Arguments> changes() {
        return Stream.of(Arguments.of("name", "renamed"), Arguments.of("lock", "backup"));
    }

    @Test
    void anAnswerOfALateQuestionIsNoAnswerToAnother() throws Exception {
        try (Session session = cluster.setup().waitingForPeople(Duration.ofMillis(150))
                .greeted(Session.ELICITATION)) {
            session.call(1, "proxmox_vm_stop", "{'vmid':900}");
            Data late = question(session);
            session.answer(1);
            session.call(2, "proxmox_vm_stop", "{'vmid':901}");
            question(session);
            reply(session, late, Client.SAYS_YES.answer);
            Data answer = session.answer(2).at("result").at("structuredContent");
            assertEquals("refused", answer.at("code").text().orElse(answer.toString()));
            assertEquals(0, cluster.simulator().writes());
        }
    }

    @Test
    void anAnswerCountsOnce() throws Exception {
        try (Session session = cluster.setup().greeted(Session.ELICITATION)) {
            session.call(1, "proxmox_vm_stop", "{'vmid':900}");
            Data question = question(session);
            reply(session, question, Client.SAYS_YES.answer);
            reply(session, question, Client.SAYS_YES.answer);
            session.answer(1);
            session.structure(2, "proxmox_vm_list", "{}");
            assertEquals(1, cluster.simulator().writes());
        }
    }

    @Test
    void thereIsNoArgumentThatConfirms() throws IOException {
        cluster.catalog().tools().forEach(tool -> assertTrue(
                tool.params().stream()
                        .noneMatch(param -> List.of("confirm", "yes", "confirmed").contains(param.name())),
                tool::name));
    }
}
