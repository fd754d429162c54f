package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
    private static final Map<String, Object> WEB = Map.of("vmid", "web-01");
    @AutoClose
    private final Lab lab = new Lab();

    private ToolResult stop(Confirmer confirmer) {
        return lab.engine().run(lab.call(LabTools.STOP, WEB).confirmedBy(confirmer));
    }

    private ToolFailure refused(Confirmer confirmer) {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> stop(confirmer));
        assertEquals(List.of(), lab.writes(), "nothing was written");
        assertTrue(lab.simulator.state().isRunning(100));
        return failure;
    }

    private static Confirmer answering(Confirmer.Answer answer) {
        return plan -> CompletableFuture.completedFuture(answer);
    }

    @Test
    void yesLetsItThrough() {
        AtomicReference<Plan> asked = new AtomicReference<>();
        ToolResult result = stop(plan -> {
            asked.set(plan);
            return CompletableFuture.completedFuture(Confirmer.Answer.YES);
        });
        assertTrue(assertInstanceOf(ToolResult.Task.class, result.content()).finished());
        assertFalse(lab.simulator.state().isRunning(100));
        assertEquals(1, lab.writes().size());
        Plan plan = asked.get();
        assertEquals(Safety.DESTROY, plan.safety());
        assertEquals("VM 100 (web-01) on pve1", plan.target().orElseThrow().toString());
        assertEquals("running", plan.facts().get("status"));
        assertEquals(List.of(new Plan.PlannedCall("POST", "/nodes/pve1/qemu/100/status/stop", Map.of())),
                plan.writes());
    }

    @Test
    void noAndNobodyRefuse() {
        ToolFailure no = refused(answering(Confirmer.Answer.NO));
        assertEquals(FailureKind.REFUSED, no.kind());
        assertEquals("Not confirmed; nothing was changed", no.error());
        assertTrue(no.details().get("plan").toString().contains("/nodes/pve1/qemu/100/status/stop"));
        assertTrue(refused(Confirmer.NEVER).error().contains("nobody to confirm"));
        assertEquals(FailureKind.REFUSED, lab.failure(LabTools.STOP, WEB).kind(), "nobody is asked unless somebody is");
    }

    @Test
    void answerMayComeFromAnotherThread() throws Exception {
        CompletableFuture<Confirmer.Answer> answer = new CompletableFuture<>();
        CompletableFuture<Plan> asked = new CompletableFuture<>();
        Lab.Running<ToolResult> running = Lab.start(() -> stop(plan -> {
            asked.complete(plan);
            return answer;
        }));
        asked.get();
        assertEquals(List.of(), lab.writes());
        answer.complete(Confirmer.Answer.YES);
        running.result();
        assertEquals(1, lab.writes().size());
    }

    @Test
    void interruptWhileWaitingEndsTheCall() throws Exception {
        CompletableFuture<Plan> asked = new CompletableFuture<>();
        Lab.Running<ToolResult> running = Lab.start(() -> stop(plan -> {
            asked.complete(plan);
            return new CompletableFuture<>();
        }));
        asked.get();
        running.thread().interrupt();
        assertInstanceOf(Cancellation.class, running.failure());
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void confirmerThatFailsRefuses() {
        ToolFailure later = refused(plan -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
        assertEquals(FailureKind.REFUSED, later.kind());
        assertEquals("The confirmation failed (broken); nothing was changed", later.error());
        ToolFailure atOnce = refused(plan -> {
            throw new IllegalStateException("broken");
        });
        assertEquals("The confirmation failed (broken); nothing was changed", atOnce.error());
        CompletableFuture<Confirmer.Answer> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);
        assertEquals(FailureKind.REFUSED, refused(plan -> cancelled).kind());
        assertEquals(FailureKind.REFUSED, refused(plan -> CompletableFuture.completedFuture(null)).kind());
    }

    @Test
    void whatWasAnsweredIsKnownAfterwards() {
        Plan plan = lab.plan(LabTools.STOP, WEB);
        Confirmation confirmation = new Confirmation(answering(Confirmer.Answer.YES), plan);
        confirmation.obtain();
        assertEquals("yes", confirmation.outcome());
    }

    @Test
    void whoeverIsInterruptedStaysSo() {
        Confirmation confirmation = new Confirmation(asked -> new CompletableFuture<>(), lab.plan(LabTools.STOP, WEB));
        Thread.currentThread().interrupt();
        assertThrows(Cancellation.class, confirmation::obtain);
        assertTrue(Thread.interrupted());
    }

    private ToolFailure changedWhileAsking(Runnable change) {
        return refused(plan -> {
            change.run();
            return CompletableFuture.completedFuture(Confirmer.Answer.YES);
        });
    }

    @Test
    void guestThatChangedMeanwhileIsLeftAlone() {
        ToolFailure renamed = changedWhileAsking(() -> lab.simulator.state().set(100, "name", "other"));
        assertEquals(FailureKind.CHANGED_MEANWHILE, renamed.kind());
        assertTrue(renamed.error().contains("The name of VM 100"), renamed.error());
    }

    @Test
    void guestThatWasLockedMeanwhileIsLeftAlone() {
        ToolFailure locked = changedWhileAsking(() -> lab.simulator.state().lock(100, "backup"));
        assertEquals(FailureKind.CHANGED_MEANWHILE, locked.kind());
        assertTrue(locked.error().contains("The lock of VM 100"), locked.error());
    }

    /** The list of resources may be some seconds old. */
    @Test
    void nameOfTheListIsComparedWithTheGuestItself() {
        lab.simulator.faults().on("GET", "/cluster/resources", 1, Fault.plainText(200, "OK",
                "{\"data\":[{\"type\":\"qemu\",\"vmid\":101,\"node\":\"pve2\",\"name\":\"web-01\"}]}"));
        AtomicReference<@Nullable Plan> asked = new AtomicReference<>();
        ToolFailure failure = refused(plan -> {
            asked.set(plan);
            return CompletableFuture.completedFuture(Confirmer.Answer.YES);
        });
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind());
        assertEquals("VM 101 (web-01) on pve2 is called 'web-02' by now; nothing was changed", failure.error());
        assertNull(asked.get(), "nobody is asked about the wrong guest");
    }

    @Test
    void onlyWhatDestroysIsConfirmed() {
        lab.simulator.tasks().nextLasts("qmshutdown", java.time.Duration.ZERO);
        lab.run(LabTools.SHUTDOWN, Map.of("vmid", 100, "node", "pve1", "wait", false));
        assertEquals(1, lab.writes().size());
    }

    @Test
    void argumentsRaiseTheClass() {
        ToolFailure failure = lab.failure(LabTools.SHUTDOWN, Map.of("vmid", 100, "forceStop", "yes"));
        assertEquals(FailureKind.REFUSED, failure.kind());
        assertEquals(List.of(), lab.writes());
        assertEquals(Safety.DESTROY, lab.plan(LabTools.SHUTDOWN, Map.of("vmid", 100, "forceStop", true)).safety());
        assertEquals(Safety.CHANGE, lab.plan(LabTools.SHUTDOWN, Map.of("vmid", 100, "forceStop", false)).safety());
    }

    @Test
    void whoeverAnsweredForAllIsNotAsked() {
        lab.confirmed(LabTools.STOP, Map.of("vmid", 100, "node", "pve1", "wait", false));
        assertEquals(List.of("POST /nodes/pve1/qemu/100/status/stop"), lab.sent());
    }

    @Test
    void ceilingOfReadSendsOnlyGets() {
        lab.with(builder -> builder.access(Safety.READ));
        lab.run(LabTools.STATUS, WEB);
        lab.run(LabTools.RAW, Map.of("method", "GET", "path", "/version"));
        for (ToolFailure failure : List.of(lab.failure(LabTools.START, WEB), lab.failure(LabTools.STOP, WEB),
                lab.failure(LabTools.RAW, Map.of("method", "DELETE", "path", "/nodes/pve1/qemu/100")),
                lab.failure(LabTools.ADD_USER, Map.of("userid", "x@pve")))) {
            assertInstanceOf(Refusal.class, failure);
            assertTrue(failure.error().contains("only read is allowed here"), failure.error());
        }
        assertTrue(lab.simulator.requests().stream().noneMatch(RecordedRequest::isWrite));
        assertEquals(0, lab.simulator.writes());
    }

    @Test
    void ceilingOfReadStopsAlsoAToolThatReadsByPosting() {
        lab.with(builder -> builder.access(Safety.READ));
        ToolFailure failure = lab.failure(LabTools.ASK, Map.of("vmid", 100, "node", "pve1"));
        assertEquals("Only reading is allowed here; POST /nodes/pve1/qemu/100/agent/ping was not sent",
                failure.error());
        assertEquals(List.of(), lab.sent());
    }

    @Test
    void ceilingOfChangeRefusesWhatDestroysEvenIfConfirmed() {
        lab.with(builder -> builder.access(Safety.CHANGE));
        lab.run(LabTools.START, Map.of("vmid", "db-02"));
        ToolFailure raised = assertThrows(ToolFailure.class,
                () -> lab.confirmed(LabTools.SHUTDOWN, Map.of("vmid", 100, "forceStop", true)));
        assertEquals(FailureKind.REFUSED, raised.kind());
        assertThrows(Refusal.class, () -> lab.confirmed(LabTools.STOP, WEB));
        assertThrows(Refusal.class, () -> lab.confirmed(LabTools.RAW,
                Map.of("method", "POST", "path", "/nodes/pve1/qemu/100/status/stop")));
        assertEquals(1, lab.simulator.writes());
    }
}
