package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a task does.
 *
 * @param lasts how long it takes on a real cluster
 * @param begin what it checks and logs first; a failure ends it at once
 * @param end what has changed when it is over
 * @param undo what happens when it fails or is interrupted after its beginning
 */
public record TaskWork(Duration lasts, Step begin, Step end, Runnable undo) {
    /** A part of the work. */
    @FunctionalInterface
    public interface Step {
        /**
         * Does it.
         *
         * @param log takes lines for the task's log
         * @throws TaskFailure ends the task
         */
        void run(Consumer<String> log) throws TaskFailure;
    }

    /**
     * Work that leaves nothing behind when it fails.
     *
     * @param lasts how long it takes
     * @param begin what it checks and logs first
     * @param end what has changed when it is over
     */
    public TaskWork(Duration lasts, Step begin, Step end) {
        this(lasts, begin, end, () -> {});
    }

    /**
     * Adds what happens when the work fails.
     *
     * @param what cleans up
     * @return the work
     */
    public TaskWork undoing(Runnable what) {
        return new TaskWork(lasts, begin, end, what);
    }

    /**
     * Work whose checks and changes both come first.
     *
     * @param lasts how long it takes
     * @param end what changes
     * @return the work
     */
    public static TaskWork lasting(Duration lasts, Step end) {
        return new TaskWork(lasts, log -> {}, end);
    }
}
