package io.github.proxmoxtools.mcp.http;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** All sessions: never more than there may be, and none that nobody uses. */
final class Sessions implements AutoCloseable {
    private static final int LOOKS_PER_IDLE_TIME = 8;

    private final HttpLimits limits;
    private final LongSupplier nanoClock;
    private final Map<String, HttpSession> sessions = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Sessions(HttpLimits limits, LongSupplier nanoClock) {
        this.limits = limits;
        this.nanoClock = nanoClock;
    }

    void sweepRegularly() {
        Thread.ofVirtual().name("idle-sessions").start(() -> sweepEvery(limits.idle().dividedBy(LOOKS_PER_IDLE_TIME)));
    }

    private void sweepEvery(Duration pause) {
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long now() {
        return nanoClock.getAsLong();
    }

    Optional<HttpSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** Makes room by ending the session that has been idle for longest. */
    synchronized void add(HttpSession session) throws HttpProblem {
        if (sessions.size() >= limits.sessions()) {
            HttpSession oldest = sessions.values().stream().filter(HttpSession::isIdle)
                    .min(Comparator.comparingLong(HttpSession::lastUsed))
                    .orElseThrow(() -> new HttpProblem(HttpStatus.UNAVAILABLE,
                            "Unavailable: there are as many sessions as this server keeps, and all are in use."));
            end(oldest);
        }
        sessions.put(session.id(), session);
    }

    void end(HttpSession session) {
        if (sessions.remove(session.id(), session)) {
            session.end();
        }
    }

    /** Those who do not listen miss it. */
    void notify(Endpoint endpoint, String method, Object params) {
        sessions.values().stream().filter(session -> session.endpoint().equals(endpoint))
                .forEach(session -> session.session().sendNotification(method, params).onErrorComplete().subscribe());
    }

    private void sweep() {
        long now = now();
        List.copyOf(sessions.values()).stream().filter(HttpSession::isIdle)
                .filter(session -> now - session.lastUsed() > limits.idle().toNanos()).forEach(this::end);
    }

    @Override
    public void close() {
        closed.countDown();
        List.copyOf(sessions.values()).forEach(this::end);
    }
}
