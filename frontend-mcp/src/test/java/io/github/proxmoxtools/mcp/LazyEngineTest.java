package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.Cluster;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.Cancellation;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that come while the engine is being made, which may take as long as a command asks for a password. */
@Timeout(60)
class LazyEngineTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Cluster cluster = new LazyEngine(new Workplace() {
        @Override
        public Engine open(Catalog catalog) {
            opened.incrementAndGet();
            boolean interrupted = false;
            while (true) {
                try {
                    goOn.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("no password");
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }, WholeCatalog.ALL).cluster();

    private record Calling(Thread thread, CompletableFuture<Throwable> end) {
        void awaitWaiting() {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
    }

    private Calling call() {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        return new Calling(Thread.ofPlatform().daemon().start(() -> end.complete(assertThrows(RuntimeException.class,
                () -> cluster.tools().run(ToolCall.of("proxmox_vm_list", Map.of()))))), end);
    }

    @Test
    void whoWaitedSharesTheFailureAndWhoComesLaterTriesAgain() throws InterruptedException, ExecutionException {
        Calling first = call();
        first.awaitWaiting();
        Calling second = call();
        second.awaitWaiting();
        goOn.countDown();
        assertEquals("no password", first.end().get().getMessage());
        assertEquals("no password", second.end().get().getMessage());
        assertEquals(1, opened.get());
        assertEquals("no password", call().end().get().getMessage());
        assertEquals(2, opened.get());
    }

    @Test
    void whoWaitsCanBeTakenBack() throws InterruptedException, ExecutionException {
        Calling first = call();
        first.awaitWaiting();
        Calling second = call();
        second.awaitWaiting();
        second.thread().interrupt();
        assertInstanceOf(Cancellation.class, second.end().get());
        assertTrue(first.thread().isAlive());
        goOn.countDown();
        first.end().get();
    }
}
