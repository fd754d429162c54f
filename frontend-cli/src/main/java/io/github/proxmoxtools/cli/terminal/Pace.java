package io.github.proxmoxtools.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/** Time as it passes for who looks again and again. */
public interface Pace {
    /** The real one. */
    Pace REAL = new Pace() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public Duration elapsed() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public boolean rest(Duration pause) {
            try {
                Thread.sleep(pause);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    };

    /**
     * Reads the clock.
     *
     * @return the time of day, which may be set back
     */
    Instant now();

    /**
     * Measures.
     *
     * @return the time since a moment that stays the same, never set back
     */
    Duration elapsed();

    /**
     * Waits before something is looked at again.
     *
     * @param pause how long
     * @return whether to go on; false where the waiting was interrupted
     */
    boolean rest(Duration pause);
}
