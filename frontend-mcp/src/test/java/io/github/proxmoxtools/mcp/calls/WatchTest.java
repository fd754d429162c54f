package io.github.proxmoxtools.mcp.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looking again and again. */
@Timeout(60)
class WatchTest {
    private static final int PATIENCE = 20;

    private final BlockingQueue<String> looks = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    private final AtomicReference<String> state = new AtomicReference<>("stopped");
    private final Watch watch = new Watch(address -> {
        looks.add(address);
        return state.get();
    }, changes::add, mistake -> {
        throw new AssertionError(mistake);
    }, Duration.ofMillis(1));

    private void awaitLooks(int count) throws InterruptedException {
        looks.clear();
        for (int i = 0; i < count; i++) {
            assertEquals("guest", looks.poll(PATIENCE, TimeUnit.SECONDS));
        }
    }

    @Test
    void tellsOfEachChangeOnce() throws Exception {
        watch.add("one", "guest");
        awaitLooks(3);
        assertNull(changes.poll(), "what was there from the start is no change");
        state.set("running");
        assertEquals("guest", changes.poll(PATIENCE, TimeUnit.SECONDS));
        awaitLooks(3);
        assertNull(changes.poll());
        watch.forget("one");
    }

    @Test
    void looksForAsLongAsAnybodyWantsToHearOfIt() throws Exception {
        watch.add("one", "guest");
        watch.add("two", "guest");
        awaitLooks(2);
        watch.remove("one", "guest");
        awaitLooks(2);
        watch.forget("two");
        watch.add("three", "other");
        // Whatever look was under way is over when the next address was looked at twice.
        for (int others = 0; others < 2;) {
            others += "other".equals(looks.poll(PATIENCE, TimeUnit.SECONDS)) ? 1 : 0;
        }
        looks.clear();
        assertEquals("other", looks.poll(PATIENCE, TimeUnit.SECONDS));
        assertEquals("other", looks.poll(PATIENCE, TimeUnit.SECONDS));
        watch.forget("three");
    }

    @Test
    void manySessionsDoNotPileUpLooks() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Watch crowded = new Watch(address -> {
            looks.add(address);
            seen.add(address);
            return "";
        }, changes::add, mistake -> {
            throw new AssertionError(mistake);
        }, Duration.ofMillis(1));
        for (int session = 0; session < 20; session++) {
            for (int address = 0; address < 50; address++) {
                crowded.add("session " + session, session + "/" + address);
            }
        }
        crowded.add("late", "0/0");
        looks.clear();
        // Two looks at the same address later, all others were looked at too.
        for (int rounds = 0; rounds < 3;) {
            rounds += "0/0".equals(looks.poll(PATIENCE, TimeUnit.SECONDS)) ? 1 : 0;
        }
        assertEquals(500, seen.size());
        for (int session = 0; session < 20; session++) {
            crowded.forget("session " + session);
        }
        crowded.forget("late");
    }

    @Test
    void aMistakeDoesNotEndTheWatch() throws Exception {
        BlockingQueue<Throwable> mistakes = new LinkedBlockingQueue<>();
        Watch failing = new Watch(address -> {
            if (state.get().equals("broken")) {
                throw new AssertionError("broken");
            }
            return state.get();
        }, changes::add, mistakes::add, Duration.ofMillis(1));
        state.set("broken");
        failing.add("one", "guest");
        assertEquals("broken", String.valueOf(mistakes.poll(PATIENCE, TimeUnit.SECONDS).getMessage()));
        state.set("stopped");
        state.set("running");
        failing.add("two", "guest");
        for (String next = "a"; changes.isEmpty(); next = next + "a") {
            state.set(next);
            Thread.onSpinWait();
        }
        failing.forget("one");
        failing.forget("two");
    }
}
