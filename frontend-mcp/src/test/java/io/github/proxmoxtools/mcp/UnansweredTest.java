package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has no answer is not kept: neither a client's requests that it took back nor our own questions. */
@Timeout(60)
class UnansweredTest {
    private static final int MANY = 50;
    private static final int MOST_COLLECTIONS = 100;

    private final ReferenceQueue<ToolCall> gone = new ReferenceQueue<>();
    private final List<WeakReference<ToolCall>> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(MANY);

    private ToolResult waitForEver(ToolCall call) {
        calls.add(new WeakReference<>(call, gone));
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new Cancellation("taken back", "", Map.of());
        }
        throw new AssertionError("nobody counts it down");
    }

    private void awaitThatAllAreGone() throws InterruptedException {
        for (int left = MANY; left > 0; left--) {
            Reference<?> found = null;
            for (int tries = 0; found == null && tries < MOST_COLLECTIONS; tries++) {
                System.gc();
                found = gone.remove(200);
            }
            assertNotNull(found, left + " calls are kept");
        }
    }

    @Test
    void callsThatWereTakenBack() throws Exception {
        try (Session session = Session.with(this::waitForEver, ConfirmMode.ASK, "{}")) {
            for (int id = 1; id <= MANY; id++) {
                session.call(id, "proxmox_vm_start", "{'vmid':100}");
            }
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            for (int id = 1; id <= MANY; id++) {
                session.send("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':" + id + "}}");
            }
            assertEquals(MANY, calls.size());
            awaitThatAllAreGone();
            assertEquals(List.of(), session.others());
        }
    }

    @Test
    void questionsThatNobodyAnswers() throws Exception {
        try (Session session = TestServer.of(TestTools.catalog(), call -> {
            call.confirmer().ask(new Plan(call.tool(),
                    Safety.DESTROY, Optional.empty(), Map.of(), List.of(),
                    List.of(), List.of(), List.of())).toCompletableFuture().join();
            throw new Refusal("nobody said yes", "", Map.of());
        }).waitingForPeople(Duration.ofSeconds(1)).greeted(Session.ELICITATION)) {
            session.call(1, "proxmox_vm_delete", "{'vmid':100}");
            Map<?, ?> questions = (Map<?, ?>) field(field(field(session.server(), "transport"), "session"),
                    "pendingResponses");
            session.answer(1);
            assertEquals(Map.of(), questions);
            assertEquals(2, session.others().size(), "the question, and that nobody waits for its answer");
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
