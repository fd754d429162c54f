package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** When a call must be over, whatever it is doing. */
final class Deadline {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final TaskTime time;
    private final long begin;
    private final @Nullable Duration limit;

    /** A watch over a single exchange: once it is closed, nothing happens any more. */
    static final class Watch {
        private final ReentrantLock lock = new ReentrantLock();
        private final CountDownLatch closed = new CountDownLatch(1);

        private Watch() {}

        void close() {
            lock.lock();
            try {
                closed.countDown();
            } finally {
                lock.unlock();
            }
        }

        private void await(long nanos, Runnable whenOver) {
            try {
                if (!closed.await(nanos, TimeUnit.NANOSECONDS)) {
                    runUnlessClosed(whenOver);
                }
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
            }
        }

        private void runUnlessClosed(Runnable whenOver) {
            lock.lock();
            try {
                if (closed.getCount() > 0) {
                    whenOver.run();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private Deadline(TaskTime time, @Nullable Duration limit) {
        this.time = time;
        this.begin = time.nanoTime();
        this.limit = limit;
    }

    static Deadline of(@Nullable Duration limit, TaskTime time) {
        return new Deadline(time, limit);
    }

    /** Gives this deadline, or an earlier one. */
    Deadline within(Duration other) {
        return new Deadline(time, atMost(other));
    }

    Duration atMost(Duration other) {
        if (limit == null) {
            return other;
        }
        Duration left = limit.minus(elapsed());
        Duration shorter = left.compareTo(other) < 0 ? left : other;
        return shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter;
    }

    boolean isSet() {
        return limit != null;
    }

    boolean passed() {
        return limit != null && elapsed().compareTo(limit) >= 0;
    }

    /** Tells whether there is time left after a pause. */
    boolean allows(Duration pause) {
        return limit == null || elapsed().plus(pause).compareTo(limit) < 0;
    }

    Duration elapsed() {
        return Duration.ofNanos(time.nanoTime() - begin);
    }

    /** Does something when the time is over, unless the watch is closed before. */
    Watch watch(Runnable whenOver) {
        Watch watch = new Watch();
        if (limit != null) {
            long nanos = Math.max(0, limit.minus(elapsed()).toNanos());
            Thread.ofVirtual().name("proxmox-deadline").start(() -> watch.await(nanos, whenOver));
        }
        return watch;
    }
}
