package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.simulator.state.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The simulated cluster's clock: it runs with the real one, and can be turned forward. */
public final class SimulatorClock implements InstantSource {
    private final TimeSource time;

    SimulatorClock(TimeSource time) {
        this.time = time;
    }

    @Override
    public Instant instant() {
        return time.instant();
    }

    /**
     * Turns the clock forward: tasks that would end meanwhile have ended, tickets have grown old.
     *
     * @param duration by how much, not negative
     */
    public void advance(Duration duration) {
        time.advance(duration);
    }
}
