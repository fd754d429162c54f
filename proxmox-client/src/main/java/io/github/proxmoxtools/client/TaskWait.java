package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to wait for a task.
 *
 * @param maximum how long at most; not to have ended by then is an outcome, no failure
 * @param hearer hears new lines of the log, which are fetched only for it
 * @param time the time that passes
 */
public record TaskWait(Duration maximum, @Nullable TaskListener hearer, TaskTime time) {
    /**
     * Refuses a negative time.
     *
     * @throws IllegalArgumentException if the maximum is negative
     */
    public TaskWait {
        if (maximum.isNegative()) {
            throw new IllegalArgumentException("a task cannot be waited for during " + maximum);
        }
    }

    /**
     * Waits for some time.
     *
     * @param maximum how long at most
     * @return the way to wait
     */
    public static TaskWait atMost(Duration maximum) {
        return new TaskWait(maximum, null, TaskTime.SYSTEM);
    }

    /**
     * Waits to the end, however long that takes.
     *
     * @return the way to wait
     */
    public static TaskWait toTheEnd() {
        return atMost(Duration.ofDays(36_500));
    }

    /**
     * Adds someone who hears what the task says.
     *
     * @param listener called in the waiting thread
     * @return the way to wait
     */
    public TaskWait listener(TaskListener listener) {
        return new TaskWait(maximum, listener, time);
    }

    /**
     * Waits in another time.
     *
     * @param other the time that passes
     * @return the way to wait
     */
    public TaskWait in(TaskTime other) {
        return new TaskWait(maximum, hearer, other);
    }

    /**
     * Gives the listener.
     *
     * @return who hears what the task says, if anyone does
     */
    public Optional<TaskListener> listener() {
        return Optional.ofNullable(hearer);
    }
}
