package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TasksTest {
    private static final Upid UPID = Upid.parse("UPID:pve1:00000060:00031DF7:6B032400:qmstart:100:admin@pve!ci:");
    private static final String TASK = "/api2/json/nodes/pve1/tasks/"
            + "UPID%3Apve1%3A00000060%3A00031DF7%3A6B032400%3Aqmstart%3A100%3Aadmin%40pve%21ci%3A";
    private static final String RUNNING = "{\"data\":{\"status\":\"running\"}}";

    @AutoClose
    private final ScriptedServer server = ScriptedServer.start();
    @AutoClose
    private final ProxmoxClient client = server.client().build();

    /** A time that passes only by pausing. */
    private static final class PausedTime implements TaskTime {
        private final List<Long> pauses = new ArrayList<>();
        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void pause(Duration duration) {
            pauses.add(duration.toMillis());
            now += duration.toNanos();
        }
    }

    private static String stopped(String exitStatus) {
        return "{\"data\":{\"status\":\"stopped\",\"exitstatus\":\"" + exitStatus + "\"}}";
    }

    @Test
    void waitsUntilTheTaskEndsAndAsksLessOftenLater() {
        PausedTime time = new PausedTime();
        for (int call = 0; call < 9; call++) {
            server.answersJson(RUNNING);
        }
        server.answersJson(stopped("OK"));
        TaskOutcome outcome = client.tasks().await(UPID, TaskWait.toTheEnd().in(time));
        assertTrue(outcome.finished() && outcome.ok());
        assertEquals(Optional.of("OK"), outcome.exitStatus());
        assertEquals(List.of(), outcome.logTail());
        assertEquals(List.of(100L, 150L, 225L, 337L, 506L, 759L, 1139L, 1708L, 2000L), time.pauses);
        assertEquals("GET " + TASK + "/status HTTP/1.1", server.requests().get(0).line());
    }

    @Test
    void notToEndInTimeIsAnOutcome() {
        PausedTime time = new PausedTime();
        server.answersJson(RUNNING).answersJson(RUNNING).answersJson(RUNNING);
        TaskOutcome outcome = client.tasks().await(UPID, TaskWait.atMost(Duration.ofMillis(180)).in(time));
        assertTrue(outcome.running());
        assertFalse(outcome.ok());
        assertEquals(Duration.ofMillis(180), outcome.duration());
        assertEquals(List.of(100L, 80L), time.pauses);
    }

    /** A task may write faster than its log is read, and a hostile server never ceases. */
    @Test
    void aLogWithoutAnEndIsNotReadLongerThanTheWaitLasts() {
        PausedTime time = new PausedTime();
        String lines = "{\"n\":1,\"t\":\"again\"},".repeat(500);
        server.answersJson(RUNNING);
        for (int part = 0; part < 3; part++) {
            server.answersJson("{\"data\":[" + lines.substring(0, lines.length() - 1) + "]}");
        }
        server.answersJson(RUNNING).answersJson("{\"data\":[]}");
        List<Integer> heard = new ArrayList<>();
        TaskListener listener = (status, news) -> {
            heard.add(news.size());
            time.now += Duration.ofMillis(50).toNanos();
        };
        TaskOutcome outcome = client.tasks().await(UPID,
                TaskWait.atMost(Duration.ofMillis(120)).in(time).listener(listener));
        assertTrue(outcome.running());
        assertEquals(List.of(500, 500, 500), heard);
    }

    @Test
    void aFailureShowsTheEndOfTheLog() {
        server.answersJson(stopped("command failed"))
                .answersJson("{\"data\":[{\"n\":1,\"t\":\"begin\"}],\"total\":25}")
                .answersJson("{\"data\":[{\"n\":24,\"t\":\"almost\"},{\"n\":25,\"t\":\"TASK ERROR\"}],\"total\":25}");
        TaskOutcome outcome = client.tasks().await(UPID, TaskWait.toTheEnd());
        assertFalse(outcome.ok());
        assertEquals("command failed", outcome.exitText());
        assertEquals(List.of("almost", "TASK ERROR"), outcome.logTail());
        assertEquals("GET " + TASK + "/log?start=5&limit=20 HTTP/1.1", server.requests().get(2).line());
    }

    @Test
    void warningsAreCountedAndDoNotFail() {
        server.answersJson(stopped("WARNINGS: 2")).answersJson("{\"data\":[{\"n\":1,\"t\":\"w\"}],\"total\":1}");
        TaskOutcome outcome = client.tasks().await(UPID, TaskWait.toTheEnd());
        assertTrue(outcome.ok());
        assertEquals(2, outcome.warnings());
        assertEquals(List.of("w"), outcome.logTail());
    }

    @Test
    void tellsEachLineOnce() {
        List<String> heard = new ArrayList<>();
        server.answersJson(RUNNING).answersJson("{\"data\":[{\"n\":1,\"t\":\"no content\"}]}").answersJson(RUNNING)
                .answersJson("{\"data\":[{\"n\":1,\"t\":\"one\"},{\"n\":2,\"t\":\"two\"}],\"total\":2}")
                .answersJson(stopped("OK")).answersJson("{\"data\":[{\"n\":3,\"t\":\"TASK OK\"}],\"total\":3}");
        client.tasks().await(UPID, TaskWait.toTheEnd().in(new PausedTime())
                .listener((status, lines) -> heard.addAll(lines)));
        assertEquals(List.of("one", "two", "TASK OK"), heard);
        assertEquals("GET " + TASK + "/log?start=2&limit=500 HTTP/1.1", server.requests().get(5).line());
    }

    @Test
    void aServerThatIsAwayForAMomentDoesNotEndTheWait() {
        server.then((out, request) -> false).answers("595 No route to host", "", "")
                .answers("500 read failed", "", "").answersJson(stopped("OK"));
        assertTrue(client.tasks().await(UPID, TaskWait.toTheEnd().in(new PausedTime())).ok());
    }

    @Test
    void aLogThatIsNotToBeHadLeavesTheOutcomeAsItIs() {
        List<String> heard = new ArrayList<>();
        server.answersJson(RUNNING).answers("500 read failed", "", "")
                .answersJson(stopped("OK")).answersJson("{\"data\":[{\"n\":1,\"t\":\"TASK OK\"}],\"total\":1}");
        TaskOutcome outcome = client.tasks().await(UPID, TaskWait.toTheEnd().in(new PausedTime())
                .listener((status, lines) -> heard.addAll(lines)));
        assertTrue(outcome.ok());
        assertEquals(List.of("TASK OK"), heard);
    }

    @Test
    void aServerThatStaysAwayEndsTheWait() {
        for (int call = 0; call < 40; call++) {
            server.answers("595 No route to host", "", "");
        }
        assertThrows(ApiException.class,
                () -> client.tasks().await(UPID, TaskWait.toTheEnd().in(new PausedTime())));
    }

    @Test
    void anInterruptEndsThePause() throws Exception {
        server.answersJson(RUNNING);
        Thread waiter = Thread.ofVirtual().unstarted(() -> {
            TaskWait wait = TaskWait.toTheEnd().in(new TaskTime() {
                @Override
                public long nanoTime() {
                    return 0;
                }

                @Override
                public void pause(Duration duration) throws InterruptedException {
                    Thread.currentThread().interrupt();
                    TaskTime.SYSTEM.pause(Duration.ofHours(1));
                }
            });
            assertThrows(RequestInterruptedException.class, () -> client.tasks().await(UPID, wait));
            assertTrue(Thread.currentThread().isInterrupted());
        });
        List<Throwable> failures = new ArrayList<>();
        waiter.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        waiter.start();
        assertTrue(waiter.join(Duration.ofSeconds(10)));
        assertEquals(List.of(), failures);
    }

    @Test
    void stopsATask() {
        server.answersJson("{\"data\":null}");
        client.tasks().stop(UPID);
        assertEquals("DELETE " + TASK + " HTTP/1.1", server.requests().get(0).line());
    }
}
