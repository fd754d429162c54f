package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a task, other than what its work would make of it.
 *
 * @param failure the text with which it fails
 * @param warnings what it warns of when it succeeds
 * @param lasts how long it takes, by the cluster's clock and without scaling
 */
public record TaskFate(Optional<String> failure, List<String> warnings, Optional<Duration> lasts) {
    /** Whatever its work makes of it. */
    static final TaskFate NATURAL = new TaskFate(Optional.empty(), List.of(), Optional.empty());

    /**
     * Fails.
     *
     * @param text the exit status
     * @return the fate
     */
    public static TaskFate fails(String text) {
        return new TaskFate(Optional.of(text), List.of(), Optional.empty());
    }

    /**
     * Succeeds with warnings.
     *
     * @param warnings what it warns of
     * @return the fate
     */
    public static TaskFate warns(List<String> warnings) {
        return new TaskFate(Optional.empty(), List.copyOf(warnings), Optional.empty());
    }

    /**
     * Takes long.
     *
     * @param duration how long
     * @return the fate
     */
    public static TaskFate lasts(Duration duration) {
        return new TaskFate(Optional.empty(), List.of(), Optional.of(duration));
    }
}
