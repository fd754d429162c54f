package io.github.proxmoxtools.cli.interrupt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.TypedTerminal;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.Cancellation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals to a call that does not end by itself. */
@Timeout(30)
class UnheededInterruptionTest {
    private static final String FIRST = "UPID:pve1:0000C530:001C9BEC:6B035000:qmstop:100:root@pam:";
    private static final String SECOND = "UPID:pve1:0000C531:001C9BEC:6B035000:qmstart:100:root@pam:";

    private final TypedTerminal terminal = new TypedTerminal();
    private final BlockingQueue<Consumer<Ending>> receivers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Interruption interruption = new Interruption(terminal, receivers::add, exits::add,
            Duration.ofMillis(20));

    @AfterEach
    void end() {
        release.countDown();
    }

    /** Runs a call that reports these, and does not heed its interruption. */
    private void start(ProgressSink.Event... events) throws InterruptedException {
        CountDownLatch reported = new CountDownLatch(1);
        Thread.ofPlatform().daemon()
                .start(new FutureTask<>(() -> interruption.run(ToolCall.of("any", Map.of()), false, call -> {
                    for (ProgressSink.Event event : events) {
                        call.progress().report(event);
                    }
                    reported.countDown();
                    awaitRelease();
                    throw new IllegalStateException("nobody needs an answer");
                })));
        reported.await();
    }

    private void awaitRelease() {
        awaitUnheeded(release);
    }

    private static void awaitUnheeded(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    private void signal() throws InterruptedException {
        Consumer<Ending> receiver = receivers.take();
        Thread.ofPlatform().start(() -> receiver.accept(Ending.INTERRUPTED));
    }

    @Test
    void aCallThatStillReadsSendsNothingWhileItIsAsked() throws Exception {
        terminal.answering();
        CompletableFuture<String> fate = new CompletableFuture<>();
        CountDownLatch mayWrite = new CountDownLatch(1);
        start(new ProgressSink.TaskStarted(FIRST, "qmstop"));
        Thread reader = Thread.ofPlatform().daemon().start(() -> {
            try {
                interruption.run(ToolCall.of("any", Map.of()), false, call -> {
                    awaitUnheeded(mayWrite);
                    call.beforeWrites().run();
                    fate.complete("sent");
                    throw new IllegalStateException("nobody needs an answer");
                });
            } catch (Cancellation unsent) {
                fate.complete(unsent.error());
            }
        });
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        signal();
        terminal.awaitErr("Stop the task too? [y/N] ");
        mayWrite.countDown();
        while (!fate.isDone() && !isHeldUp(reader)) {
            Thread.onSpinWait();
        }
        assertFalse(fate.isDone(), () -> fate.join());
        terminal.type("n");
        assertEquals("Cancelled before anything was sent", fate.get());
    }

    private static boolean isHeldUp(Thread thread) {
        return thread.getState() == Thread.State.WAITING && Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Interruption.class.getName())
                        && frame.getMethodName().equals("awaitAnswer"));
    }

    @Test
    void taskMayHaveEnded() throws InterruptedException {
        start(new ProgressSink.TaskStarted(FIRST, "qmstop"));
        signal();
        assertEquals(130, exits.take());
        assertTrue(terminal.err().contains("The task goes on unless it has ended: " + FIRST), terminal.err());
    }

    @Test
    void taskOfTheStepBeforeHasEnded() throws InterruptedException {
        start(new ProgressSink.TaskStarted(FIRST, "qmstop"), new ProgressSink.StepStarted("start", 2, 2));
        signal();
        assertEquals(130, exits.take());
        assertFalse(terminal.err().contains("UPID"), terminal.err());
    }

    @Test
    void stopThatIsUnderWayIsNotKnownToWork() throws InterruptedException {
        terminal.answering();
        start(new ProgressSink.TaskStarted(FIRST, "qmstop"), new ProgressSink.StepStarted("start", 2, 2),
                new ProgressSink.TaskStarted(SECOND, "qmstart"));
        signal();
        terminal.awaitErr("Stop the task too? [y/N] ");
        terminal.type("y");
        assertEquals(130, exits.take());
        assertTrue(terminal.err().endsWith("It is not known whether the task stops: " + SECOND + "\n"), terminal.err());
    }
}
