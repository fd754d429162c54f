package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.DeclarationException;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.PartialFailure;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static final String SNAPSHOT_PATH = "/nodes/pve1/qemu/102/snapshot";
    @AutoClose
    private final Lab lab = new Lab();

    private static Map<String, Object> snapshots(String names) {
        return Map.of("vmid", 102, "node", "pve1", "names", names);
    }

    private void hasSnapshots(String... names) {
        String listed = lab.run(LabTools.RAW, Map.of("method", "GET", "path", SNAPSHOT_PATH)).toMap().toString();
        for (String name : names) {
            assertTrue(listed.contains("name=" + name), listed);
        }
    }

    @Test
    void stepsAreDoneInOrderEachAfterTheTaskBeforeIt() {
        ToolResult result = lab.run(LabTools.SNAPSHOTS, snapshots("one,two"));
        assertTrue(assertInstanceOf(ToolResult.Task.class, result.content()).finished());
        hasSnapshots("one", "two");
        assertEquals(List.of(new ProgressSink.StepStarted("take one", 1, 2),
                new ProgressSink.StepStarted("take two", 2, 2)),
                lab.events.stream().filter(ProgressSink.StepStarted.class::isInstance).toList());
        assertEquals(List.of("snapname=one", "snapname=two"),
                lab.writes().stream().map(write -> write.body()).toList());
    }

    @Test
    void laterStepThatFailsIsPartial() {
        lab.simulator.faults().on("POST", SNAPSHOT_PATH, 2, Fault.status(500, "can't lock file '/x' - got timeout"));
        ToolFailure failure = lab.failure(LabTools.SNAPSHOTS, snapshots("one,two,three"));
        assertInstanceOf(PartialFailure.class, failure);
        assertFalse(failure.retryable());
        assertEquals(List.of("take one"), failure.details().get("done"));
        assertEquals("take two", failure.details().get("failed"));
        assertEquals(List.of("take three"), failure.details().get("left"));
        assertTrue(String.valueOf(failure.details().get("reason")).contains("code=locked"));
        assertEquals(2, lab.writes().size(), "nothing after the failed step");
        hasSnapshots("one");
    }

    @Test
    void laterTaskThatFailsIsPartial() {
        lab.simulator.tasks().nextWarns("qmsnapshot").nextFails("qmsnapshot", "out of space");
        ToolFailure failure = lab.failure(LabTools.SNAPSHOTS, snapshots("one,two"));
        assertEquals(FailureKind.PARTIAL, failure.kind());
        assertEquals("'take two' failed after 1 of 2 steps were done: out of space", failure.error());
    }

    @Test
    void firstStepThatFailsIsJustItsFailure() {
        lab.simulator.tasks().nextFails("qmsnapshot", "out of space");
        assertEquals(FailureKind.TASK_FAILED, lab.failure(LabTools.SNAPSHOTS, snapshots("one,two")).kind());
        assertEquals(1, lab.writes().size());
    }

    @Test
    void firstStepOfUnknownOutcomeSaysWhatWasNotSent() {
        lab.simulator.faults().on("POST", SNAPSHOT_PATH, 1, Fault.resetBeforeTaking());
        ToolFailure failure = lab.failure(LabTools.SNAPSHOTS, snapshots("one,two"));
        assertEquals(FailureKind.PARTIAL, failure.kind());
        assertEquals(List.of(), failure.details().get("done"));
        assertEquals("take one", failure.details().get("failed"));
        assertEquals(List.of("take two"), failure.details().get("left"));
        assertTrue(String.valueOf(failure.details().get("reason")).contains("code=outcome_unknown"));
        assertEquals(1, lab.writes().size());
    }

    @Test
    void interruptInTheFirstStepSaysWhatWasNotSent() throws Exception {
        lab.simulator.tasks().nextLasts("qmsnapshot", Duration.ofHours(1));
        Lab.Running<ToolResult> running = Lab.start(() -> lab.run(LabTools.SNAPSHOTS, snapshots("one,two")));
        Lab.await("the task is followed", () -> lab.sent().stream().anyMatch(sent -> sent.endsWith("/status")));
        running.thread().interrupt();
        ToolFailure failure = assertInstanceOf(Cancellation.class, running.failure());
        assertEquals("Cancelled; the task goes on; not done, or not to its end: take one, take two", failure.error());
        assertEquals(List.of(), failure.details().get("done"));
        assertEquals(List.of("take one", "take two"), failure.details().get("left"));
    }

    @Test
    void interruptBetweenStepsSaysWhatWasDone() throws Exception {
        lab.simulator.faults().on("POST", SNAPSHOT_PATH, 2, Fault.hang());
        Lab.Running<ToolResult> running = Lab.start(() -> lab.run(LabTools.SNAPSHOTS, snapshots("one,two")));
        Lab.await("the second step began", () -> lab.writes().size() == 2);
        running.thread().interrupt();
        ToolFailure failure = assertInstanceOf(Cancellation.class, running.failure());
        assertEquals(List.of("take one"), failure.details().get("done"));
        assertEquals(List.of("take two"), failure.details().get("left"));
    }

    @Test
    void resultThatCannotBeReadDoesNotHideWhatWasDone() {
        lab.simulator.faults().on("GET", SNAPSHOT_PATH, 2, Fault.status(500, "odd"));
        ToolFailure failure = lab.failure(LabTools.SNAPSHOTS, Map.of("vmid", 102, "node", "pve1", "names", "one",
                "last_read", true));
        assertEquals(FailureKind.PARTIAL, failure.kind());
        assertEquals(List.of("take one"), failure.details().get("done"));
        assertEquals("read the result", failure.details().get("failed"));
    }

    @Test
    void onlyTheLastTaskMayBeLeftToItself() {
        lab.simulator.tasks().nextLasts("qmsnapshot", Duration.ofMillis(200)).nextLasts("qmsnapshot",
                Duration.ofHours(1));
        ToolResult result = lab.run(LabTools.SNAPSHOTS,
                Map.of("vmid", 102, "node", "pve1", "names", "one,two", "wait", false));
        assertFalse(assertInstanceOf(ToolResult.Task.class, result.content()).finished());
        assertEquals(1, result.notes().size());
        assertEquals(1, lab.simulator.tasks().running());
        hasSnapshots("one");
    }

    @Test
    void lastTaskThatIsNotFinishedInTimeSaysSo() {
        lab.simulator.tasks().nextLasts("qmsnapshot", Duration.ofHours(1));
        ToolResult result = lab.run(LabTools.SNAPSHOTS,
                Map.of("vmid", 102, "node", "pve1", "names", "one", "wait_timeout", 1));
        assertFalse(assertInstanceOf(ToolResult.Task.class, result.content()).finished());
        assertTrue(result.notes().get(0).startsWith("The task still runs"), result.notes().toString());
    }

    @Test
    void scriptMayOnlyReadWhatItsToolDeclares() {
        Endpoint version = Endpoint.get("/version");
        Endpoint write = Endpoint.post("/pools");
        Tool foreign = Samples.reads("proxmox_foreign", "foreign").calls(version).runs(
                reading -> Work.done(reading.read(Query.of(Endpoint.get("/nodes"))).raw())).returnsData();
        Tool writing = Samples.changes("proxmox_writing", "writing").calls(write).runs(
                reading -> Work.done(reading.read(Query.of(write)).raw())).returnsData();
        Tool late = Samples.changes("proxmox_late", "late").calls(version, write).runs(reading -> Work.done(null)
                .answering(answers -> reading.read(Query.of(write)).raw())).returnsData();
        try (Engine engine = Engine.builder(Samples.catalog(foreign, writing, late),
                () -> lab.client(Duration.ofSeconds(10))).build()) {
            for (String tool : List.of("proxmox_foreign", "proxmox_writing", "proxmox_late")) {
                assertThrows(DeclarationException.class, () -> engine.run(ToolCall.of(tool, Map.of())));
            }
        }
        assertEquals(List.of(), lab.sent());
    }

    @Test
    void officialParametersAreSentAndChecked() {
        lab.run(LabTools.CONFIGURE, Map.of("vmid", 100, "node", "pve1", "description", "a=b&c", "onboot", true));
        assertEquals(java.util.Set.of("description=a%3Db%26c", "onboot=1"),
                java.util.Set.of(lab.writes().get(0).body().split("&")));
        ToolFailure failure = lab.failure(LabTools.CONFIGURE, Map.of("vmid", 100, "node", "pve1", "onboot", "maybe",
                "coers", 2));
        assertEquals(FailureKind.BAD_ARGUMENT, failure.kind());
        assertEquals(List.of("coers", "onboot"), failure.details().keySet().stream().sorted()
                .collect(Collectors.toList()));
        assertEquals(1, lab.writes().size());
    }

    private ToolResult versionsOfAllNodes() {
        Endpoint nodes = Endpoint.get("/nodes");
        Endpoint version = Endpoint.get("/nodes/{node}/version");
        Tool tool = Samples.reads("proxmox_versions", "versions").calls(nodes, version).runs(reading -> {
            Map<String, Query> queries = new LinkedHashMap<>();
            reading.read(Query.of(nodes)).items().stream().map(node -> node.at("node").text().orElseThrow()).sorted()
                    .forEach(node -> queries.put(node, Query.of(version).with("node", node)));
            return Work.done(List.copyOf(reading.readEach(queries).keySet()));
        }).returnsData();
        try (Engine engine = Engine.builder(Samples.catalog(tool), () -> lab.client(Duration.ofSeconds(10))).build()) {
            return engine.run(ToolCall.of(tool.name(), Map.of()));
        }
    }

    @Test
    void offlineNodeIsNamedAndTheOthersAreListed() {
        lab.simulator.state().setOnline("pve2", false);
        ToolResult result = versionsOfAllNodes();
        assertEquals(List.of("pve1", "pve3"), result.toMap().get("data"));
        assertEquals("partial", result.toMap().get("code"));
        assertEquals(java.util.Set.of("pve2"), result.missing().keySet());
        assertTrue(result.missing().get("pve2").error().contains("offline"), result.missing().toString());
        assertTrue(lab.sent().stream().noneMatch(sent -> sent.contains("/nodes/pve2/version")), "was not asked");
        assertEquals(1, result.notes().size());
    }

    @Test
    void nodeThatFailsIsNamedWithItsReason() {
        lab.simulator.faults().always("GET", "/nodes/pve3/version", Fault.status(596, "Broken pipe"));
        ToolResult result = versionsOfAllNodes();
        assertEquals(List.of("pve1", "pve2"), result.toMap().get("data"));
        assertEquals(FailureKind.UNREACHABLE, result.missing().get("pve3").kind());
    }

    @Test
    void nothingAtAllIsAFailure() {
        lab.simulator.faults().always("GET", "/nodes/*/version", Fault.status(500, "odd"));
        assertEquals(FailureKind.SERVER, assertThrows(ToolFailure.class, this::versionsOfAllNodes).kind());
    }
}
