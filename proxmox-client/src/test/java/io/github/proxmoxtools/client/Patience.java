package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Time that passes only while somebody pauses, and chance that always says the same. */
final class Patience implements TaskTime {
    static final RandomGenerator NO_CHANCE = () -> 0L;

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private volatile long nanos;

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(duration);
        nanos += duration.toNanos();
    }

    void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    List<Duration> pauses() {
        return pauses;
    }
}
