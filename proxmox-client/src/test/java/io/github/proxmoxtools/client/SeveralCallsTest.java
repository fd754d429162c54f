package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SeveralCallsTest {
    private static ApiRequest about(String node) {
        return ApiRequest.get(ApiPath.parse("/nodes/" + node + "/status"));
    }

    private static ApiAnswer ok(Object data) {
        return new ApiAnswer(200, "OK", data, Map.of());
    }

    @Test
    void oneThatFailsKeepsNoOtherFromItsAnswer() {
        SendToEach calls = new SendToEach(request -> {
            if (request.path().segments().get(1).equals("pve2")) {
                throw new ConnectionLostException("lost", true, null);
            }
            return ok(request.path().segments().get(1));
        }, 8);
        List<Reply> replies = calls.replies(List.of(about("pve1"), about("pve2"), about("pve3")), Set.of());
        assertEquals("pve1", replies.get(0).answer().orElseThrow().data());
        assertEquals(ConnectionLostException.class, replies.get(1).failure().orElseThrow().getClass());
        assertEquals("pve3", replies.get(2).answer().orElseThrow().data());
        assertEquals(about("pve3"), replies.get(2).request());
    }

    @Test
    void nodesThatAreOfflineAreNamedWithoutBeingAsked() {
        AtomicInteger asked = new AtomicInteger();
        SendToEach calls = new SendToEach(request -> ok(asked.incrementAndGet()), 8);
        List<Reply> replies = calls.replies(List.of(about("pve1"), about("pve2")), Set.of("pve2"));
        UnreachableException failure = (UnreachableException) replies.get(1).failure().orElseThrow();
        assertEquals(UnreachableException.Reason.OFFLINE, failure.reason());
        assertTrue(failure.notTaken());
        assertEquals(1, asked.get());
        assertEquals(Set.of("pve2", "pve4"), SendToEach.offline(List.of(Map.of("node", "pve1", "status", "online"),
                Map.of("node", "pve2", "status", "offline"), Map.of("node", "pve4", "status", "offline"))));
    }

    @Test
    void asManyAreUnderWayAsThereAreConnections() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        SendToEach calls = new SendToEach(request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            three.countDown();
            awaitOpen(three);
            now.decrementAndGet();
            return ok(1);
        }, 3);
        assertEquals(60, calls.replies(IntStream.range(0, 60).mapToObj(n -> about("n" + n)).toList(), Set.of()).size());
        assertEquals(3, most.get());
    }

    @Test
    void anInterruptEndsThemAll() throws Exception {
        CountDownLatch ended = new CountDownLatch(5);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(5);
        SendToEach calls = new SendToEach(request -> {
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                ended.countDown();
            }
            return ok(1);
        }, 8);
        Thread caller = Thread.ofVirtual().start(() -> assertThrows(RequestInterruptedException.class,
                () -> calls.replies(IntStream.range(0, 5).mapToObj(n -> about("n" + n)).toList(), Set.of())));
        begun.await();
        caller.interrupt();
        ended.await();
        assertTrue(caller.join(Duration.ofSeconds(10)));
        assertFalse(caller.isAlive());
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
