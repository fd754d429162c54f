package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The cluster's clock: it runs with the real one, and can be turned forward. */
public final class TimeSource implements InstantSource {
    private final AtomicReference<Duration> turned = new AtomicReference<>(Duration.ZERO);

    /** A clock that shows the real time. */
    public TimeSource() {}

    @Override
    public Instant instant() {
        return Instant.now().plus(turned.get());
    }

    /**
     * Turns the clock forward.
     *
     * @param duration by how much, not negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("The clock cannot be turned back: " + duration);
        }
        turned.updateAndGet(duration::plus);
    }
}
