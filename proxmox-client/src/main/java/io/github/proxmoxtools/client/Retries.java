package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how patiently something is sent again.
 *
 * <p>What may be sent again at all is not chosen here: reads, and writes that the server provably did not take. Pauses
 * grow twofold, and each is drawn at random between half of its length and the whole, so that many clients do not come
 * back at the same moment.
 *
 * @param repetitions how many times at most; 0 for never
 * @param firstPause the pause before the first repetition
 * @param longestPause the longest pause
 * @param within no repetition begins later than this after the first attempt
 */
public record Retries(int repetitions, Duration firstPause, Duration longestPause, Duration within) {
    private static final Retries STANDARD = new Retries(3, Duration.ofMillis(200), Duration.ofSeconds(2),
            Duration.ofSeconds(15));
    private static final Retries NONE = new Retries(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /**
     * Refuses what is negative.
     *
     * @throws IllegalArgumentException if a number or a time is negative, or the first pause is the longer one
     */
    public Retries {
        if (repetitions < 0 || firstPause.isNegative() || firstPause.compareTo(longestPause) > 0
                || within.isNegative()) {
            throw new IllegalArgumentException("repetitions and times must not be negative, nor the first pause longer"
                    + " than the longest: " + repetitions + ", " + firstPause + ", " + longestPause + ", " + within);
        }
    }

    /**
     * Gives the usual way: three repetitions within 15 seconds, after pauses of 0.2 seconds and more.
     *
     * @return the default of every client
     */
    public static Retries standard() {
        return STANDARD;
    }

    /**
     * Sends nothing again. A kept connection that turns out to be dead is still replaced by a fresh one, once.
     *
     * @return no repetitions
     */
    public static Retries none() {
        return NONE;
    }

    /** Gives the pause before a repetition, the first being number 0. */
    Duration pause(int repetition, RandomGenerator random) {
        long most = longestPause.toNanos();
        long whole = Math.min(firstPause.toNanos(), most);
        for (int doubled = 0; doubled < repetition && whole > 0 && whole < most; doubled++) {
            whole = whole > most / 2 ? most : whole * 2;
        }
        return Duration.ofNanos(whole - (whole < 2 ? 0 : random.nextLong(whole / 2)));
    }
}
