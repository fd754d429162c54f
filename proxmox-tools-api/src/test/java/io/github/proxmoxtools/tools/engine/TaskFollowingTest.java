package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TaskFollowingTest {
    private static final Map<String, Object> STOPPED = Map.of("vmid", 103, "node", "pve2");
    private static final Map<String, Object> UNAWAITED = Map.of("vmid", 103, "node", "pve2", "wait", false);
    private static final String STARTED = "POST /nodes/pve2/qemu/103/status/start";
    @AutoClose
    private final Lab lab = new Lab();

    private static Map<String, Object> facts(ToolResult result, boolean finished) {
        ToolResult.Task task = assertInstanceOf(ToolResult.Task.class, result.content());
        assertEquals(finished, task.finished());
        Map<String, Object> facts = new java.util.LinkedHashMap<>();
        task.facts().forEach((name, value) -> {
            if (value != null) {
                facts.put(name, value);
            }
        });
        assertEquals(Upid.parse(String.valueOf(facts.get("upid"))).node(), facts.get("node"));
        return facts;
    }

    @Test
    void followsToTheEnd() {
        ToolResult result = lab.run(LabTools.START, STOPPED);
        Map<String, Object> facts = facts(result, true);
        assertEquals(List.of("upid", "node", "type", "status", "exitstatus", "seconds"), List.copyOf(facts.keySet()));
        assertEquals("qmstart", facts.get("type"));
        assertEquals("stopped", facts.get("status"));
        assertEquals("OK", facts.get("exitstatus"));
        assertTrue(lab.simulator.state().isRunning(103));
        assertEquals(List.of(), result.notes());
        assertEquals(new ProgressSink.TaskStarted(String.valueOf(facts.get("upid")), "qmstart"), lab.events.get(0));
        assertEquals(1, lab.writes().size());
    }

    @Test
    void warningsAreASuccessThatSaysSo() {
        lab.simulator.tasks().nextWarns("qmstart", "WARN: no disk for EFI");
        Map<String, Object> facts = facts(lab.run(LabTools.START, STOPPED), true);
        assertEquals("WARNINGS: 1", facts.get("exitstatus"));
        assertEquals(1, facts.get("warnings"));
        assertTrue(String.valueOf(facts.get("log")).contains("no disk for EFI"), facts.toString());
        assertTrue(lab.events.stream().anyMatch(event -> event instanceof ProgressSink.LogLine line
                && line.text().contains("no disk for EFI")), lab.events.toString());
    }

    @Test
    void linesThatTellHowMuchIsDoneAreUnderstood() {
        lab.simulator.tasks().nextWarns("qmstart", "moved 10% then 45.5 %", "250% is too much");
        lab.run(LabTools.START, STOPPED);
        List<java.util.OptionalDouble> fractions = lab.events.stream().filter(ProgressSink.LogLine.class::isInstance)
                .map(event -> ((ProgressSink.LogLine) event).fraction()).toList();
        assertEquals(List.of(java.util.OptionalDouble.of(0.455), java.util.OptionalDouble.empty()),
                fractions.subList(0, 2));
    }

    @Test
    void taskOfTheHaManagerSaysWhatItIs() {
        lab.simulator.faults().on("POST", "/nodes/pve2/qemu/103/status/start", 1, Fault.plainText(200, "OK",
                "{\"data\":\"UPID:pve2:000002C4:008ED282:6B0358BC:hastart:103:root@pam:\"}"));
        List<String> notes = lab.run(LabTools.START, UNAWAITED).notes();
        assertEquals(2, notes.size());
        assertTrue(notes.get(1).startsWith("This guest is managed by HA"), notes.toString());
    }

    @Test
    void failedTaskIsAFailureWithTheEndOfItsLog() {
        lab.simulator.tasks().nextFails("qmstart", "start failed: QEMU exited with code 1");
        ToolFailure failure = lab.failure(LabTools.START, STOPPED);
        assertInstanceOf(TaskFailure.class, failure);
        assertEquals(FailureKind.TASK_FAILED, failure.kind());
        assertEquals("start failed: QEMU exited with code 1", failure.error());
        assertFalse(failure.retryable());
        assertEquals("qmstart", failure.details().get("type"));
        assertEquals(failure.error(), failure.details().get("exitstatus"));
        assertTrue(String.valueOf(failure.details().get("log")).contains("QEMU exited with code 1"),
                failure.details().toString());
        assertEquals("/nodes/pve2/qemu/103/status/start", failure.callSite().orElseThrow().endpoint());
    }

    @Test
    void exitStatusIsUnderstood() {
        Map<String, FailureKind> meanings = Map.of("can't lock file '/x' - got timeout", FailureKind.LOCKED,
                "volume 'x' does not exist", FailureKind.NOT_FOUND, "disk already exists", FailureKind.ALREADY_EXISTS);
        meanings.forEach((text, kind) -> {
            lab.simulator.tasks().nextFails("qmstart", text);
            assertEquals(kind, lab.failure(LabTools.START, STOPPED).kind());
        });
        assertEquals(FailureKind.LOCKED, lab.failure(LabTools.START, Map.of("vmid", 107, "node", "pve2")).kind());
        assertEquals(FailureKind.NOT_FOUND, lab.failure(LabTools.START, Map.of("vmid", 555, "node", "pve2")).kind());
    }

    @Test
    void notFinishedInTimeIsNoFailure() {
        lab.simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        ToolResult result = lab.run(LabTools.START, Map.of("vmid", 103, "node", "pve2", "wait_timeout", 1));
        Map<String, Object> facts = facts(result, false);
        assertEquals("running", facts.get("status"));
        assertEquals(List.of("The task still runs; its UPID tells how it goes on (proxmox_task_status)."),
                result.notes());
        lab.simulator.clock().advance(Duration.ofHours(2));
        ToolResult later = lab.run(LabTools.TASK, Map.of("upid", facts.get("upid")));
        assertTrue(later.toMap().toString().contains("exitstatus=OK"), later.toMap().toString());
    }

    @Test
    void engineLimitsTheWaitWhereTheCallDoesNot() {
        lab.with(builder -> builder.waitTimeout(Duration.ofMillis(1)));
        lab.simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        facts(lab.run(LabTools.START, STOPPED), false);
    }

    @Test
    void withoutWaitingOnlyOneRequestIsSent() {
        ToolResult result = lab.run(LabTools.START, UNAWAITED);
        Map<String, Object> facts = facts(result, false);
        assertEquals(List.of("upid", "node", "type", "status"), List.copyOf(facts.keySet()));
        assertEquals(List.of(STARTED), lab.sent());
        assertEquals(List.of("The task was started; its UPID tells how it goes on (proxmox_task_status)."),
                result.notes());
    }

    @Test
    void noteNamesNoToolThatIsNotLoaded() {
        Catalog alone = LabTools.catalog().select(new Selection(java.util.Set.of(), java.util.Set.of(LabTools.START),
                java.util.Set.of(), io.github.proxmoxtools.tools.spi.Safety.DESTROY));
        try (Engine engine = Engine.builder(alone, () -> lab.client(Duration.ofSeconds(10))).build()) {
            assertEquals(List.of("The task was started; its UPID tells how it goes on."),
                    engine.run(lab.call(LabTools.START, UNAWAITED)).notes());
        }
    }

    @Test
    void watcherThatFailsDoesNotChangeTheOutcome() {
        ToolResult result = lab.engine().run(ToolCall.of(LabTools.START, STOPPED).reportingTo(event -> {
            throw new IllegalStateException("the watcher left");
        }));
        facts(result, true);
    }

    @Test
    void interruptEndsTheWaitAndNamesTheTask() throws Exception {
        lab.simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        Lab.Running<ToolResult> running = Lab.start(() -> lab.run(LabTools.START, STOPPED));
        Lab.await("the task is followed", () -> lab.sent().stream().anyMatch(sent -> sent.endsWith("/status")));
        long before = System.nanoTime();
        running.thread().interrupt();
        Cancellation failure = assertInstanceOf(Cancellation.class, running.failure());
        assertTrue(Duration.ofNanos(System.nanoTime() - before).compareTo(Duration.ofSeconds(2)) < 0, "promptly");
        assertEquals("qmstart", Upid.parse(String.valueOf(failure.details().get("upid"))).type());
        assertEquals(130, failure.kind().exitCode());
        assertFalse(failure.retryable());
        assertEquals(1, lab.simulator.tasks().running(), "the task goes on");
        assertEquals(1, lab.writes().size());
    }

    @Test
    void interruptStopsTheTaskWhereThatIsWanted() throws Exception {
        lab.simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        Lab.Running<ToolResult> running = Lab.start(() -> lab.engine().run(
                ToolCall.of(LabTools.START, STOPPED).stoppingTaskWhen(() -> true)));
        Lab.await("the task is followed", () -> lab.sent().stream().anyMatch(sent -> sent.endsWith("/status")));
        running.thread().interrupt();
        Cancellation failure = assertInstanceOf(Cancellation.class, running.failure());
        assertTrue(failure.error().contains("asked to stop"), failure.error());
        Lab.await("the task has ended", () -> lab.simulator.tasks().running() == 0);
        assertEquals(2, lab.writes().size(), "the start, and the end of its task");
    }

    @Test
    void interruptEndsARead() throws Exception {
        lab.simulator.faults().always("GET", "/version", Fault.hang());
        Lab.Running<ToolResult> running = Lab.start(() -> lab.run(LabTools.VERSION, Map.of()));
        Lab.await("it was asked", () -> !lab.sent().isEmpty());
        long before = System.nanoTime();
        running.thread().interrupt();
        Cancellation failure = assertInstanceOf(Cancellation.class, running.failure());
        assertTrue(Duration.ofNanos(System.nanoTime() - before).compareTo(Duration.ofSeconds(2)) < 0, "promptly");
        assertEquals(Map.of(), failure.details());
    }

    @Test
    void interruptOfAWriteSaysThatItMayHaveHappened() throws Exception {
        lab.simulator.faults().always("POST", "/nodes/pve2/qemu/103/status/start", Fault.hang());
        Lab.Running<ToolResult> running = Lab.start(() -> lab.run(LabTools.START, STOPPED));
        Lab.await("it was sent", () -> !lab.writes().isEmpty());
        running.thread().interrupt();
        Cancellation failure = assertInstanceOf(Cancellation.class, running.failure());
        assertEquals(Map.of("sent", STARTED), failure.details());
        assertTrue(failure.error().contains("may have done it"), failure.error());
        assertEquals(1, lab.writes().size());
    }

    @Test
    void interruptBeforeAnythingIsSentSendsNothing() throws Exception {
        Lab.Running<ToolResult> running = Lab.start(() -> {
            Thread.currentThread().interrupt();
            return lab.run(LabTools.START, STOPPED);
        });
        Cancellation failure = assertInstanceOf(Cancellation.class, running.failure());
        assertEquals(Map.of(), failure.details());
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void interruptOfManyReadsEndsThemAll() throws Exception {
        lab.simulator.faults().always("GET", "/nodes/*/status", Fault.hang());
        Lab.Running<ToolResult> running = Lab.start(() -> lab.run(LabTools.SURVEY, Map.of()));
        Lab.await("all were asked", () -> lab.sent().size() == 4);
        running.thread().interrupt();
        assertInstanceOf(Cancellation.class, running.failure());
    }

    @Test
    void readsHappenTogetherAndKeepTheirOrder() {
        ToolResult result = lab.run(LabTools.SURVEY, Map.of());
        assertEquals(List.of("pve1", "pve2", "pve3"), List.copyOf(((Map<?, ?>) assertInstanceOf(ToolResult.Value.class,
                result.content()).value()).keySet()));
        assertEquals(List.of("Asked 3 nodes."), result.notes());
    }

    @Test
    void oneOfManyReadsThatFailsFailsThemAll() {
        lab.simulator.state().setOnline("pve3", false);
        assertEquals(FailureKind.UNREACHABLE, lab.failure(LabTools.SURVEY, Map.of()).kind());
    }

    @Test
    void taskThatCanNoLongerBeFollowedIsNotSentAgain() {
        lab.simulator.faults().always("GET", "/nodes/pve2/tasks/*/status",
                Fault.status(403, "Permission check failed"));
        ToolFailure failure = lab.failure(LabTools.START, STOPPED);
        assertEquals(FailureKind.OUTCOME_UNKNOWN, failure.kind());
        assertFalse(failure.retryable());
        assertTrue(failure.details().containsKey("upid"), failure.details().toString());
        assertEquals(1, lab.writes().size());
    }

    @Test
    void upidOfAnotherNodeIsRefused() {
        Object upid = facts(lab.run(LabTools.START, UNAWAITED), false).get("upid");
        lab.simulator.forgetRequests();
        ToolFailure failure = lab.failure(LabTools.TASK, Map.of("upid", upid, "node", "pve1"));
        assertEquals("node: the UPID says pve2, not pve1", failure.error());
        ToolFailure broken = lab.failure(LabTools.TASK, Map.of("upid", "UPID:pve1:nonsense:"));
        assertEquals(List.of("upid"), List.copyOf(broken.details().keySet()));
        assertEquals(List.of(), lab.sent());
        assertEquals(Optional.empty(), broken.callSite());
    }
}
