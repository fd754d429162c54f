package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GuestLookupTest {
    private static final String LOOK_UP = "GET /cluster/resources?type=vm";
    @AutoClose
    private final Lab lab = new Lab();

    @Test
    void findsByIdAndByName() {
        ToolResult byId = lab.run(LabTools.STATUS, Map.of("vmid", 101));
        assertEquals(Optional.of(new GuestAddress(GuestKind.VM, "pve2", 101, "web-02")), byId.target());
        assertEquals(List.of(LOOK_UP, "GET /nodes/pve2/qemu/101/status/current"), lab.sent());
        assertEquals(Map.of("type", "qemu", "vmid", 101L, "name", "web-02", "node", "pve2"),
                byId.toMap().get("target"));
        assertEquals(byId.target(), lab.run(LabTools.STATUS, Map.of("vmid", "web-02")).target());
        assertEquals(200, lab.run(LabTools.CONTAINER, Map.of("vmid", "dns-01")).target().orElseThrow().vmid());
    }

    @Test
    void findsByNameWhatWasMadeJustNow() {
        lab.confirmed(LabTools.RAW, Map.of("method", "POST", "path", "/nodes/pve2/qemu", "params",
                Map.of("vmid", 777, "name", "made-just-now", "memory", 128)));
        assertEquals(Optional.of(new GuestAddress(GuestKind.VM, "pve2", 777, "made-just-now")),
                lab.run(LabTools.STATUS, Map.of("vmid", "made-just-now")).target());
        lab.simulator.forgetRequests();
        lab.failure(LabTools.CONTAINER, Map.of("vmid", "made-just-now"));
        assertEquals(List.of(LOOK_UP), lab.sent(), "no container lacks a name");
    }

    @Test
    void nodeAndIdNeedNoLookUp() {
        lab.run(LabTools.STATUS, Map.of("vmid", "101", "node", "pve2"));
        assertEquals(List.of("GET /nodes/pve2/qemu/101/status/current"), lab.sent());
        lab.simulator.forgetRequests();
        lab.run(LabTools.START, Map.of("vmid", 103, "node", "pve2", "wait", false));
        assertEquals(List.of("POST /nodes/pve2/qemu/103/status/start"), lab.sent());
    }

    @Test
    void wrongKindIsSaid() {
        ToolFailure failure = lab.failure(LabTools.STATUS, Map.of("vmid", 200));
        assertEquals(FailureKind.NOT_FOUND, failure.kind());
        assertEquals("200 is a container, not a VM", failure.error());
        assertEquals("dns-01 is a container, not a VM",
                lab.failure(LabTools.STATUS, Map.of("vmid", "dns-01")).error());
        assertEquals("100 is a VM, not a container", lab.failure(LabTools.CONTAINER, Map.of("vmid", 100)).error());
        assertEquals(Map.of("vmid", "200 is a container, not a VM"), failure.details());
    }

    @Test
    void theToolForTheOtherKindIsNamed() {
        assertEquals("Use " + LabTools.CONTAINER + " with vmid 200.",
                lab.failure(LabTools.STATUS, Map.of("vmid", "dns-01")).guidance());
        assertEquals("Use " + LabTools.STATUS + " with vmid 100.",
                lab.failure(LabTools.CONTAINER, Map.of("vmid", 100)).guidance());
        assertEquals("No tool does this with a container.",
                lab.failure(LabTools.START, Map.of("vmid", 200)).guidance());
    }

    @Test
    void aGuestOnAnotherNodeIsToldWhereItIs() {
        String where = "There is VM 101 (web-02) on pve2.";
        assertEquals(where, lab.failure(LabTools.STATUS, Map.of("vmid", 101, "node", "pve1")).guidance());
        ToolFailure ofTask = lab.failure(LabTools.START, Map.of("vmid", 101, "node", "pve1"));
        assertEquals(FailureKind.NOT_FOUND, ofTask.kind());
        assertEquals(where, ofTask.guidance());
        assertEquals("There is container 200 (dns-01) on pve1.",
                lab.failure(LabTools.START, Map.of("vmid", 200, "node", "pve1")).guidance());
        assertEquals(where, lab.failure(LabTools.STATUS, Map.of("vmid", "web-02", "node", "pve1")).guidance());
    }

    @Test
    void anUnknownNodeBesideANameIsNamedWithThoseThereAre() {
        ToolFailure failure = lab.failure(LabTools.STATUS, Map.of("vmid", "web-02", "node", "pve9"));
        assertEquals("There is no node 'pve9'", failure.error());
        assertEquals("Nodes: pve1, pve2, pve3.", failure.guidance());
    }

    @Test
    void theNodeIsOfferedOnlyWhereItTellsThemApart() {
        lab.simulator.state().addVirtualMachine(300, "pve3", "web-01");
        assertEquals("Give the numeric vmid, or the node.",
                lab.failure(LabTools.STATUS, Map.of("vmid", "web-01")).guidance());
        lab.simulator.state().addVirtualMachine(301, "pve3", "web-01");
        assertEquals("Give the numeric vmid.", lab.failure(LabTools.STATUS, Map.of("vmid", "web-01")).guidance());
    }

    @Test
    void sameNameInBothKindsIsNotAmbiguous() {
        lab.simulator.state().addContainer(300, "pve3", "web-01");
        assertEquals(100, lab.run(LabTools.STATUS, Map.of("vmid", "web-01")).target().orElseThrow().vmid());
    }

    @Test
    void ambiguousNameListsTheCandidates() {
        lab.simulator.state().addVirtualMachine(300, "pve3", "web-01");
        ToolFailure failure = lab.failure(LabTools.START, Map.of("vmid", "web-01"));
        assertEquals(FailureKind.BAD_ARGUMENT, failure.kind());
        assertTrue(failure.error().contains("VM 100 (web-01) on pve1") && failure.error().contains(
                "VM 300 (web-01) on pve3"), failure.error());
        assertEquals(List.of("vmid"), List.copyOf(failure.details().keySet()));
        assertEquals(List.of(), lab.writes());
        assertEquals(300, lab.run(LabTools.STATUS, Map.of("vmid", "web-01", "node", "pve3")).target().orElseThrow()
                .vmid());
    }

    @Test
    void absentNamesTheNearest() {
        ToolFailure byName = lab.failure(LabTools.STATUS, Map.of("vmid", "wbe-01"));
        assertEquals(FailureKind.NOT_FOUND, byName.kind());
        assertEquals("There is no VM wbe-01", byName.error());
        assertTrue(byName.guidance().contains("100 web-01"), byName.guidance());
        ToolFailure byId = lab.failure(LabTools.STATUS, Map.of("vmid", 899));
        assertTrue(byId.guidance().startsWith("Nearest: 900 debian-13-template"), byId.guidance());
        ToolFailure onNode = lab.failure(LabTools.STATUS, Map.of("vmid", "web-01", "node", "pve2"));
        assertEquals("There is no VM web-01 on node pve2", onNode.error());
    }

    @Test
    void loginThatSeesNothingIsTold() {
        try (Lab empty = new Lab(io.github.proxmoxtools.simulator.Simulator.builder().empty())) {
            assertEquals("This login sees no VM at all.",
                    empty.failure(LabTools.STATUS, Map.of("vmid", 100)).guidance());
        }
    }

    @Test
    void nameIsReadAgainBeforeAChange() {
        lab.run(LabTools.START, Map.of("vmid", "db-02", "wait", false));
        assertEquals(List.of(LOOK_UP, "GET /nodes/pve2/qemu/103/status/current",
                "POST /nodes/pve2/qemu/103/status/start"), lab.sent());
    }

    @Test
    void readingByNameDoesNotReadItAgain() {
        lab.run(LabTools.STATUS, Map.of("vmid", "db-02"));
        assertEquals(2, lab.sent().size());
    }

    /** The list of resources may be some seconds old. */
    private void listStillSays(int vmid, String node, String name) {
        lab.simulator.faults().on("GET", "/cluster/resources", 1, Fault.plainText(200, "OK", JsonText.compact(Map.of(
                "data", List.of(Map.of("type", "qemu", "vmid", vmid, "node", node, "name", name))))));
    }

    @Test
    void guestThatIsGoneByNowIsNotChanged() {
        listStillSays(103, "pve1", "db-02");
        ToolFailure failure = lab.failure(LabTools.START, Map.of("vmid", "db-02"));
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind());
        assertTrue(failure.error().startsWith("VM 103 (db-02) on pve1 is not there any more"), failure.error());
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void guestThatHasAnotherNameByNowIsNotChanged() {
        listStillSays(103, "pve2", "old-name");
        ToolFailure failure = lab.failure(LabTools.START, Map.of("vmid", "old-name"));
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind());
        assertEquals("VM 103 (old-name) on pve2 is called 'db-02' by now; nothing was changed", failure.error());
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void nameDoesNotMatterWhereTheIdWasGiven() {
        listStillSays(103, "pve2", "old-name");
        lab.run(LabTools.START, Map.of("vmid", 103, "wait", false));
        assertEquals(List.of(LOOK_UP, "POST /nodes/pve2/qemu/103/status/start"), lab.sent());
    }

    @Test
    void otherKindsOfVmidAreRefusedBeforeAnythingIsSent() {
        for (Object bad : List.of(99, -5, "../100", true, "")) {
            ToolFailure failure = lab.failure(LabTools.STATUS, Map.of("vmid", bad));
            assertEquals(FailureKind.BAD_ARGUMENT, failure.kind());
            assertTrue(failure.details().containsKey("vmid"), failure.error());
        }
        assertTrue(lab.failure(LabTools.STATUS, Map.of()).error().startsWith("vmid: is required"));
        assertEquals(List.of(), lab.sent());
    }

    @Test
    void unknownNodeIsNamedWithThoseThereAre() {
        ToolFailure failure = lab.failure(LabTools.NODE, Map.of("node", "pve9"));
        assertEquals(FailureKind.NOT_FOUND, failure.kind());
        assertTrue(failure.error().contains("pve9"), failure.error());
        assertEquals(List.of("node"), List.copyOf(failure.details().keySet()));
        assertTrue(failure.guidance().contains("pve1, pve2, pve3"), failure.guidance());
        ToolFailure guest = lab.failure(LabTools.STATUS, Map.of("vmid", 100, "node", "pve9"));
        assertEquals(FailureKind.NOT_FOUND, guest.kind());
    }

    @Test
    void nodeThatIsDownIsNoUnknownNode() {
        lab.simulator.state().setOnline("pve2", false);
        ToolFailure failure = lab.failure(LabTools.NODE, Map.of("node", "pve2"));
        assertEquals(FailureKind.UNREACHABLE, failure.kind());
        assertTrue(failure.retryable());
    }

    @Test
    void guestThatDoesNotExistOnTheGivenNodeIsNotFound() {
        ToolFailure failure = lab.failure(LabTools.STATUS, Map.of("vmid", 555, "node", "pve1"));
        assertEquals(FailureKind.NOT_FOUND, failure.kind());
        assertEquals("not_found", failure.kind().category());
        assertEquals(Optional.of(500), failure.callSite().orElseThrow().httpStatus());
    }

    @Test
    void endpointAndTargetAreChosenByAParameter() {
        assertEquals(Optional.empty(), lab.run(LabTools.LEVELS, Map.of()).target());
        assertEquals(List.of("GET /cluster/status"), lab.sent());
        lab.simulator.forgetRequests();
        lab.run(LabTools.LEVELS, Map.of("level", "node", "node", "pve2"));
        assertEquals(List.of("GET /nodes/pve2/status"), lab.sent());
        lab.simulator.forgetRequests();
        assertEquals("VM 100 (web-01) on pve1",
                lab.run(LabTools.LEVELS, Map.of("level", "vm", "vmid", "web-01")).target().orElseThrow().toString());
        assertEquals(List.of(LOOK_UP, "GET /nodes/pve1/qemu/100/config"), lab.sent());
        assertEquals(GuestKind.LXC,
                lab.run(LabTools.LEVELS, Map.of("level", "lxc", "vmid", 200)).target().orElseThrow().kind());
    }

    @Test
    void endpointSendsItsFixedValuesAndKeepsItsRows() {
        ToolResult result = lab.run(LabTools.CONTAINERS, Map.of("view", Map.of("fields", "type", "limit", 2)));
        assertEquals(List.of(LOOK_UP), lab.sent());
        assertEquals(Map.of("count", 2, "total", 5, "items", List.of(Map.of("type", "lxc"), Map.of("type", "lxc")),
                "notes", List.of("Shown: 2 of 5; view.limit, view.offset and view.filter get the rest.")),
                result.toMap());
    }

    @Test
    void whatTheChosenEndpointNeedsOrDoesNotTakeIsNamed() {
        ToolFailure missing = lab.failure(LabTools.LEVELS, Map.of("level", "node"));
        assertEquals("node: is required for GET /nodes/{node}/status", missing.error());
        assertEquals(Map.of("node", "is required for GET /nodes/{node}/status"), missing.details());
        assertEquals("vmid: is required for GET /nodes/{node}/qemu/{vmid}/config",
                lab.failure(LabTools.LEVELS, Map.of("level", "vm")).error());
        assertEquals(Map.of("node", "has no meaning for GET /cluster/status", "vmid",
                "has no meaning for GET /cluster/status"),
                lab.failure(LabTools.LEVELS, Map.of("node", "pve1", "vmid", 100)).details());
        assertEquals(List.of(), lab.sent());
    }
}
