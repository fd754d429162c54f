package io.github.proxmoxtools.mcp.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that is done, taken back, ended, or broken: each is answered once. */
@Timeout(60)
class DeskTest {
    private static final Duration NOT_AT_ALL = Duration.ZERO;

    private final List<Throwable> mistakes = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final Desk desk = new Desk(mistakes::add);

    private Optional<String> answer() throws InterruptedException {
        Optional<String> answer = answers.poll(20, TimeUnit.SECONDS);
        assertTrue(answer != null, "nobody answered");
        return answer;
    }

    /** Works until it is interrupted, and notes whether it was the client's wish. */
    private AtomicBoolean startEndless(Object id, CountDownLatch over) throws InterruptedException {
        AtomicBoolean takenBack = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(1);
        desk.<String>start(id, "endless", waiting -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                takenBack.set(waiting.isTakenBack());
                over.countDown();
            }
            return "late";
        }, answers::add);
        assertTrue(started.await(20, TimeUnit.SECONDS));
        return takenBack;
    }

    @Test
    void answersWhatIsDone() throws Exception {
        desk.start("a", "work", waiting -> "done", answers::add);
        assertEquals(Optional.of("done"), answer());
    }

    @Test
    void answersAMistakeWithNothingSoThatNobodyWaitsForEver() throws Exception {
        desk.<String>start("a", "work", waiting -> {
            throw new IllegalStateException("broken");
        }, answers::add);
        assertEquals(Optional.empty(), answer());
        assertEquals("broken", mistakes.getFirst().getMessage());
    }

    @Test
    void whatTheClientTakesBackKnowsIt() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean takenBack = startEndless("a", over);
        desk.cancel("a"::equals);
        assertEquals(Optional.empty(), answer());
        assertTrue(over.await(20, TimeUnit.SECONDS));
        assertTrue(takenBack.get());
    }

    @Test
    void whatEndsWithItsSessionOrServerWasNotTakenBack() throws Exception {
        CountDownLatch over = new CountDownLatch(2);
        AtomicBoolean ofSession = startEndless("a", over);
        AtomicBoolean ofServer = startEndless("b", over);
        desk.end("a"::equals);
        desk.close(NOT_AT_ALL);
        assertTrue(over.await(20, TimeUnit.SECONDS));
        assertFalse(ofSession.get());
        assertFalse(ofServer.get());
        assertEquals(List.of(Optional.empty(), Optional.empty()), List.of(answer(), answer()));
    }

    @Test
    void beginsNothingAfterItsEnd() throws Exception {
        desk.close(NOT_AT_ALL);
        desk.<String>start("a", "work", waiting -> {
            throw new AssertionError("begun");
        }, answers::add);
        assertEquals(Optional.empty(), answer());
        assertEquals(List.of(), mistakes);
    }

    @Test
    void oneThatCannotBeToldDoesNotKeepTheOthers() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        desk.<String>start("a", "work", waiting -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                return "late";
            }
            return "never";
        }, answer -> {
            throw new IllegalStateException("the client has gone");
        });
        assertTrue(started.await(20, TimeUnit.SECONDS));
        CountDownLatch over = new CountDownLatch(1);
        startEndless("b", over);
        desk.cancel(id -> true);
        assertTrue(over.await(20, TimeUnit.SECONDS));
        assertEquals("the client has gone", mistakes.getFirst().getMessage());
    }
}
