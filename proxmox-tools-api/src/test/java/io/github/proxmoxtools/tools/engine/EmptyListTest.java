package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Toolset;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("auth")
class EmptyListTest {
    private static final String SECRET = "01234567-89ab-cdef-0123-456789abcdef";
    private static final Param<String> NODE = Param.text("node", "Which node.");
    private static final Tool GUESTS = Tool.reads("proxmox_few_guests").command("few", "guests").title("List Guests")
            .description("Lists VMs.").get("/nodes/{node}/qemu", NODE).returnsList(Column.plain("vmid"));
    private static final Tool SNAPSHOTS = Tool.reads("proxmox_few_snapshots").command("few", "snapshots")
            .title("List Snapshots").description("Lists snapshots.")
            .get("/nodes/{node}/qemu/{vmid}/snapshot", GuestInput.VM).returnsList(Column.plain("name"));
    private static final Tool TASKS = Tool.reads("proxmox_few_tasks").command("few", "tasks").title("List Tasks")
            .description("Lists tasks.").get("/nodes/{node}/tasks", NODE, Param.flag("errors", "Only failed ones."),
                    Param.whole("limit", "How many.").optional(), Param.whole("start", "From where.").optional())
            .returnsList(Column.plain("upid"));
    private static final Tool SNAPSHOT = Tool.reads("proxmox_few_snapshot").command("few", "snapshot")
            .title("Show Snapshot").description("Shows a snapshot.")
            .get("/nodes/{node}/qemu/{vmid}/snapshot/{snapname}/config", GuestInput.VM,
                    Param.text("snapname", "Which one."))
            .returnsData();
    private static final Tool START = Tool.changes("proxmox_few_start").command("few", "start").title("Start Guest")
            .description("Starts a VM.").post("/nodes/{node}/qemu/{vmid}/status/start", GuestInput.VM).startsTask();

    private static final Param<Long> HOW_MANY = Param.whole("nodes", "How many nodes.").notSent();
    private static final Endpoint ALL_NODES = Endpoint.get("/nodes");
    private static final Endpoint ONE_NODE = Endpoint.get("/nodes/{node}/lxc");
    /** Looks for the nodes before it lists what is on them. */
    private static final Tool EVERYWHERE = Tool.reads("proxmox_few_everywhere").command("few", "everywhere")
            .title("List Containers").description("Lists running ones.").calls(ALL_NODES, ONE_NODE)
            .takes(HOW_MANY)
            .runs(EmptyListTest::everywhere).returnsList(Column.plain("vmid"));

    private static final Tool NOWHERE = Tool.reads("proxmox_few_nowhere").command("few", "nowhere")
            .title("List Nothing").description("Lists nothing.").calls(ONE_NODE).takes()
            .runs(reading -> Work.done(List.of())).returnsList(Column.plain("vmid"));

    private static Work everywhere(Reading reading) {
        List<Query> queries = reading.read(Query.of(ALL_NODES)).items().stream()
                .map(node -> node.at("node").text().orElseThrow()).sorted()
                .limit(reading.arguments().get(HOW_MANY))
                .map(node -> Query.of(ONE_NODE).with("node", node)).toList();
        List<Object> rows = new ArrayList<>();
        reading.readAll(queries).forEach(answer -> answer.items().stream()
                .filter(row -> row.at("status").text().filter("running"::equals).isPresent())
                .forEach(row -> rows.add(row.fields())));
        return Work.done(rows);
    }

    @AutoClose
    private final Simulator simulator = Simulator.builder().nodeCount(2).empty().start();
    @AutoClose
    private final Engine admin = engine(simulator.adminTokenId(), simulator.adminTokenSecret());
    @AutoClose
    private final Engine agent = engine("automation@pve!agent", SECRET);

    private static final class Few implements Toolset {
        @Override
        public String name() {
            return "few";
        }

        @Override
        public String description() {
            return "Few tools.";
        }

        @Override
        public List<Area> areas() {
            return List.of(Area.of("few", "Few", GUESTS, SNAPSHOTS, TASKS, SNAPSHOT, START, EVERYWHERE, NOWHERE));
        }
    }

    private Engine engine(String token, String secret) {
        return Engine.builder(Catalog.of(List.of(new Few())), () -> SimulatedEngine
                .clientOf(simulator, new Credentials.ApiToken(token, secret)).build()).build();
    }

    @BeforeEach
    void addLogin() {
        simulator.state().addUser("automation@pve", "a password").addToken("automation@pve", "agent", SECRET, true);
    }

    private static List<String> notes(Engine engine) {
        return engine.run(ToolCall.of(GUESTS.name(), Map.of("node", "pve1"))).notes();
    }

    private long askedForPermissions() {
        return simulator.requests().stream().filter(request -> request.path().endsWith("/access/permissions")).count();
    }

    @Test
    void saysThatThereIsNothingToWhoMaySeeAll() {
        assertEquals(List.of("Nothing is there, as far as the permissions of this login tell (VM.Audit on /vms)."),
                notes(admin));
        assertEquals(1, askedForPermissions());
    }

    @Test
    void saysThatNothingMatchesWhereArgumentsNarrow() {
        assertEquals(List.of("Nothing matches these arguments, as far as the permissions of this login tell "
                + "(Sys.Audit on /nodes/pve1)."), tasks(Map.of("node", "pve1", "errors", true)));
        assertEquals(
                List.of("Nothing is there, as far as the permissions of this login tell (Sys.Audit on /nodes/pve1)."),
                tasks(Map.of("node", "pve1", "limit", 5)));
        simulator.faults().always("GET", "/access/permissions", Fault.status(500, "no"));
        assertEquals(List.of(EmptyList.NO_MATCH_KNOWN), tasks(Map.of("node", "pve1", "start", 10)));
    }

    private List<String> tasks(Map<String, Object> arguments) {
        return admin.run(ToolCall.of(TASKS.name(), arguments)).notes();
    }

    private List<String> everywhere(int nodes) {
        return admin.run(ToolCall.of(EVERYWHERE.name(), Map.of("nodes", nodes))).notes();
    }

    @Test
    void explainsTheReadThatAScriptMakesItsListOf() {
        assertEquals(List.of("Nothing is there, as far as the permissions of this login tell (VM.Audit on /vms)."),
                everywhere(1));
        assertEquals(List.of(EmptyList.UNKNOWN), everywhere(2), "each may be empty for another reason");
    }

    @Test
    void saysThatAScriptLeftOutWhatCame() {
        simulator.state().addContainer(100, "pve1", "web");
        assertEquals(List.of(EmptyList.NONE_OF_THESE), everywhere(1));
        assertEquals(0, askedForPermissions());
    }

    @Test
    void saysNothingWhereAScriptHasReadNothing() {
        assertEquals(List.of(), admin.run(ToolCall.of(NOWHERE.name(), Map.of())).notes());
    }

    @Test
    void saysWhatALoginLacksToSeeIt() {
        simulator.state().addVirtualMachine(100, "pve1", "web");
        String note = notes(agent).getFirst();
        assertTrue(note.startsWith("This login does not hold VM.Audit on all of /vms, so guests may exist"), note);
        assertTrue(note.contains("pveum acl modify /vms --tokens 'automation@pve!agent' --roles PVEAuditor`."), note);
        assertFalse(note.contains(SECRET));
    }

    @Test
    void asksNothingMoreWhenRowsCame() {
        simulator.state().addVirtualMachine(100, "pve1", "web");
        assertEquals(List.of(), notes(admin));
        assertEquals(0, askedForPermissions());
    }

    @Test
    void saysNoMoreThanItKnows() {
        simulator.faults().always("GET", "/access/permissions", Fault.status(500, "no"));
        assertEquals(List.of(EmptyList.UNKNOWN), notes(admin));
    }

    @Test
    void aRefusalNamesThePrivilegeAndTheCommand() {
        simulator.state().addVirtualMachine(100, "pve1", "web").grant("/vms", "automation@pve", "PVEAuditor")
                .grant("/vms", "automation@pve!agent", "PVEAuditor");
        ToolFailure failure = failure(agent, START.name(), Map.of("vmid", 100));
        assertEquals(FailureKind.PERMISSION_DENIED, failure.kind());
        assertTrue(failure.guidance().contains(
                "pveum acl modify /vms/100 --tokens 'automation@pve!agent' --roles PVEVMUser`."), failure::guidance);
        assertFalse(failure.toMap().toString().contains(SECRET));
    }

    @Test
    void anAbsentGuestIsFollowedByTheToolThatListsThem() {
        simulator.state().addVirtualMachine(104, "pve1", "web");
        ToolFailure byName = failure(admin, START.name(), Map.of("vmid", 105));
        assertTrue(byName.guidance().contains("104 web") && byName.guidance().contains(GUESTS.name()),
                byName::guidance);
        ToolFailure byNode = failure(admin, SNAPSHOTS.name(), Map.of("vmid", 105, "node", "pve1"));
        assertEquals("There is: 104. proxmox_few_guests lists what there is.", byNode.guidance(), byNode::error);
    }

    @Test
    void anAbsentSnapshotIsFollowedByThoseThatExist() {
        simulator.state().addVirtualMachine(104, "pve1", "web");
        ToolFailure failure = failure(admin, SNAPSHOT.name(), Map.of("vmid", 104, "snapname", "befor"));
        assertEquals(FailureKind.NOT_FOUND, failure.kind(), failure::error);
        assertEquals("proxmox_few_snapshots lists what there is.", failure.guidance());
    }

    private static ToolFailure failure(Engine engine, String tool, Map<String, Object> arguments) {
        return Assertions.assertThrows(ToolFailure.class, () -> engine.run(ToolCall.of(tool, arguments)));
    }
}
