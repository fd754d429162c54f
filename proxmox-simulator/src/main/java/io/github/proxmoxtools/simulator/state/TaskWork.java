package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a task does.
 *
 * @param lasts how long it takes on a real cluster
 * @param begin what it checks and logs first; a failure ends it at once
 * @param stages what happens on the way
 * @param end what has changed when it is over
 * @param broken what it cleans up when it is broken off
 */
public record TaskWork(Duration lasts, Step begin, List<Stage> stages, Step end, Breaking broken) {
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

    /** What happens when the work is broken off. */
    @FunctionalInterface
    public interface Breaking {
        /**
         * Cleans up.
         *
         * @param log takes lines for the task's log
         * @param reason why it does not go on
         * @return the exit status
         */
        String run(Consumer<String> log, String reason);
    }

    /**
     * A part of the work that happens on the way.
     *
     * @param after how long after the beginning, on a real cluster
     * @param step what happens
     */
    public record Stage(Duration after, Step step) {}

    /**
     * Work with a beginning and an end.
     *
     * @param lasts how long it takes
     * @param begin what it checks first
     * @param end what changes
     */
    public TaskWork(Duration lasts, Step begin, Step end) {
        this(lasts, begin, List.of(), end, (log, reason) -> reason);
    }

    /**
     * Adds what happens when the work fails, or is broken off, after its beginning.
     *
     * @param what cleans up
     * @return the work
     */
    public TaskWork undoing(Runnable what) {
        return new TaskWork(lasts, begin, stages, log -> {
            try {
                end.run(log);
            } catch (TaskFailure failure) {
                what.run();
                throw failure;
            }
        }, (log, reason) -> {
            what.run();
            return broken.run(log, reason);
        });
    }

    /**
     * Work whose checks and changes both come last.
     *
     * @param lasts how long it takes
     * @param end what changes
     * @return the work
     */
    public static TaskWork lasting(Duration lasts, Step end) {
        return new TaskWork(lasts, log -> {}, end);
    }
}
