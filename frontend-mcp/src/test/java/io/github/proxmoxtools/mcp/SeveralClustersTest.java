package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.Cluster;
import io.github.proxmoxtools.mcp.calls.Clusters;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server for two simulated clusters: an argument chooses, and exists for that alone. */
class SeveralClustersTest {
    private final Catalog catalog = Catalog.of(List.of(new VmToolset()));
    @AutoClose
    private final TestCluster one = new TestCluster(catalog);
    @AutoClose
    private final TestCluster two = new TestCluster(catalog);

    static Clusters two(TestCluster one, TestCluster two) {
        return two(one, two, Optional.of("one"));
    }

    private static Clusters two(TestCluster one, TestCluster two, Optional<String> usual) {
        SequencedMap<String, Cluster> byName = new LinkedHashMap<>();
        byName.put("one", one.cluster());
        byName.put("two", two.cluster());
        return new Clusters(byName, usual);
    }

    @BeforeEach
    void addGuests() {
        one.simulator().state().addVirtualMachine(900, "pve1", "first").power(900, true);
        two.simulator().state().addVirtualMachine(900, "pve1", "second").power(900, true);
    }

    private static String nameOf(Data structure) {
        return structure.at("target").at("name").text().orElse(structure.toString());
    }

    @Test
    void anArgumentChooses() throws Exception {
        try (Session session = one.setup().on(two(one, two)).greeted("{}")) {
            assertEquals("first", nameOf(session.structure(1, "proxmox_vm_status", "{'vmid':900}")));
            assertEquals("first", nameOf(session.structure(2, "proxmox_vm_status", "{'vmid':900,'context':'one'}")));
            assertEquals("second", nameOf(session.structure(3, "proxmox_vm_status", "{'vmid':900,'context':'two'}")));
        }
    }

    @Test
    void theArgumentIsListedForEveryTool() throws Exception {
        try (Session session = one.setup().on(two(one, two)).greeted("{}")) {
            session.send("{'jsonrpc':'2.0','id':1,'method':'tools/list'}");
            session.answer(1).at("result").at("tools").items()
                    .forEach(tool -> assertEquals(List.of("one", "two"),
                            tool.at("inputSchema").at("properties").at("context").at("enum").raw(), tool::toString));
        }
    }

    @Test
    void withASingleClusterThereIsNoSuchArgument() throws Exception {
        try (Session session = one.setup().greeted("{}")) {
            session.send("{'jsonrpc':'2.0','id':1,'method':'tools/list'}");
            assertTrue(session.answer(1).at("result").at("tools").items().stream()
                    .allMatch(tool -> tool.at("inputSchema").at("properties").at("context").isAbsent()));
            assertEquals("bad_argument", session.structure(2, "proxmox_vm_status", "{'vmid':900,'context':'one'}")
                    .at("code").text().orElseThrow());
        }
    }

    @Test
    void anUnknownClusterIsRefusedWithTheNamesOfTheOthers() throws Exception {
        try (Session session = one.setup().on(two(one, two)).greeted("{}")) {
            Data answer = session.structure(1, "proxmox_vm_status", "{'vmid':900,'context':'twoo'}");
            assertEquals("bad_argument", answer.at("code").text().orElseThrow());
            assertTrue(answer.at("error").text().orElseThrow().contains("did you mean two?"), answer::toString);
        }
    }

    @Test
    void whereNoneIsUsualOneMustBeNamed() throws Exception {
        try (Session session = one.setup().on(two(one, two, Optional.empty())).greeted("{}")) {
            Data answer = session.structure(1, "proxmox_vm_status", "{'vmid':900}");
            assertTrue(answer.at("error").text().orElseThrow().contains("Clusters: one, two"), answer::toString);
            session.send("{'jsonrpc':'2.0','id':2,'method':'tools/list'}");
            session.answer(2).at("result").at("tools").items().forEach(tool -> assertTrue(
                    tool.at("inputSchema").at("required").raw() instanceof List<?> names && names.contains("context")));
        }
    }

    @Test
    void aQuestionNamesTheCluster() throws Exception {
        try (Session session = one.setup().on(two(one, two)).greeted(Session.ELICITATION)) {
            session.call(1, "proxmox_vm_stop", "{'vmid':900,'context':'two'}");
            Data question = session
                    .await(message -> message.at("method").text().equals(Optional.of("elicitation/create")));
            assertTrue(question.at("params").at("message").text().orElseThrow().contains("Cluster: two"));
            session.send("{'jsonrpc':'2.0','id':'" + question.at("id").text().orElseThrow()
                    + "','result':{'action':'accept','content':{'confirm':true}}}");
            session.answer(1);
            assertFalse(two.simulator().state().isRunning(900));
            assertTrue(one.simulator().state().isRunning(900));
        }
    }
}
