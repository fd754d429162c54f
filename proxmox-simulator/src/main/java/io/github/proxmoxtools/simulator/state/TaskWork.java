package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a task does.
 *
 * @param lasts how long it takes on a real cluster
 * @param begin what it checks and logs first; a failure ends it at once
 * @param end what has changed when it is over
 */
public record TaskWork(Duration lasts, Step begin, Step end) {
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
