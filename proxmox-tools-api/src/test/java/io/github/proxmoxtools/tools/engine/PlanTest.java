package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PlanTest {
    @AutoClose
    private final Lab lab = new Lab();

    @AfterEach
    void writeNothing() {
        assertTrue(lab.simulator.requests().stream().noneMatch(RecordedRequest::isWrite), "a plan only reads");
    }

    @Test
    void tellsTargetCallsFactsAndPrivileges() {
        Plan plan = lab.plan(LabTools.START, Map.of("vmid", "db-02"));
        assertEquals(LabTools.START, plan.tool());
        assertEquals(Safety.CHANGE, plan.safety());
        assertEquals("VM 103 (db-02) on pve2", plan.target().orElseThrow().toString());
        assertEquals("stopped", plan.facts().get("status"));
        assertEquals(List.of(), plan.reads());
        assertEquals(List.of(new Plan.PlannedCall("POST", "/nodes/pve2/qemu/103/status/start", Map.of())),
                plan.writes());
        assertTrue(plan.privileges().toString().contains("VM.PowerMgmt"), plan.privileges().toString());
        assertEquals(List.of("tool", "class", "target", "facts", "reads", "writes", "privileges",
                "permitted"),
                List.copyOf(plan.toMap().keySet()));
        assertEquals("change", plan.toMap().get("class"));
        assertEquals(List.of(Map.of("method", "POST", "path", "/nodes/pve2/qemu/103/status/start")),
                plan.toMap().get("writes"));
    }

    @Test
    void saysWhatThePreparingFoundOut() {
        assertEquals(List.of("Asked 3 nodes."), lab.plan(LabTools.SURVEY, Map.of()).notes());
        assertEquals(List.of("Asked 3 nodes."), lab.plan(LabTools.SURVEY, Map.of()).toMap().get("notes"));
    }

    @Test
    void readIsARead() {
        Plan plan = lab.plan(LabTools.NODES, Map.of());
        assertEquals(List.of(new Plan.PlannedCall("GET", "/nodes", Map.of())), plan.reads());
        assertEquals(List.of(), plan.writes());
    }

    @Test
    void scriptTellsItsReadsAndEachWrite() {
        Plan plan = lab.plan(LabTools.SNAPSHOTS, Map.of("vmid", 102, "names", "one,two"));
        assertEquals(List.of(new Plan.PlannedCall("GET", "/nodes/pve1/qemu/102/snapshot", Map.of())), plan.reads());
        assertEquals(List.of(
                new Plan.PlannedCall("take one", "POST", "/nodes/pve1/qemu/102/snapshot",
                        Map.of("snapname", "one")),
                new Plan.PlannedCall("take two", "POST", "/nodes/pve1/qemu/102/snapshot",
                        Map.of("snapname", "two"))),
                plan.writes());
    }

    @Test
    void masksSecrets() {
        Plan declared = lab.plan(LabTools.ADD_USER, Map.of("userid", "x@pve", "password", "hunter2", "comment",
                "his password is hunter2"));
        assertEquals(Map.of("userid", "x@pve", "password", "***", "comment", "his password is ***"),
                declared.writes().get(0).parameters());
        Plan raw = lab.plan(LabTools.RAW, Map.of("method", "POST", "path", "/access/users", "params",
                Map.of("userid", "x@pve", "password", "hunter2-hunter2")));
        assertEquals("***", raw.writes().get(0).parameters().get("password"));
        assertFalse(raw.toMap().toString().contains("hunter2"), raw.toString());
        Plan official = lab.plan(LabTools.CONFIGURE, Map.of("vmid", 100, "cipassword", "hunter2"));
        assertFalse(official.toMap().toString().contains("hunter2"), official.toString());
        Plan brief = lab.plan(LabTools.ADD_USER, Map.of("userid", "x@pve", "password", "pw1"));
        assertFalse(brief.toMap().toString().contains("pw1"), brief.toString());
    }

    @Test
    void repeatedValuesAreListed() {
        Plan plan = lab.plan(LabTools.RAW, Map.of("method", "POST", "path", "/nodes/pve1/qemu/100/agent/exec",
                "params", Map.of("command", List.of("ls", "-l", "/"))));
        assertEquals(List.of("ls", "-l", "/"), plan.writes().get(0).parameters().get("command"));
    }

    @Test
    void impossibleCallHasNoPlan() {
        ToolFailure failure = org.junit.jupiter.api.Assertions.assertThrows(ToolFailure.class,
                () -> lab.plan(LabTools.CONFIGURE, Map.of("vmid", 100, "coers", 2)));
        assertEquals(FailureKind.BAD_ARGUMENT, failure.kind());
        assertTrue(failure.error().contains("did you mean") && failure.error().contains("cores"), failure.error());
    }

    @Test
    void needsNoConfirmation() {
        assertEquals(Safety.DESTROY, lab.plan(LabTools.STOP, Map.of("vmid", 100)).safety());
    }
}
