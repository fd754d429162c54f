package io.github.proxmoxtools.tools.spi;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A write that a script will make.
 *
 * @param title what it does, in a few words
 * @param query the call
 * @param startsTask whether the next step waits until its task is done
 * @param instead what is made instead when the server refuses it for a given reason
 * @param completed gives the call anew right before it is sent, with what only the steps before it bring about
 */
public record Step(String title, Query query, boolean startsTask, Optional<Instead> instead,
        Optional<Supplier<Query>> completed) {
    /**
     * Another step for one kind of refusal.
     *
     * @param refusal why the first was refused
     * @param other finds the other step; it may read, not write
     */
    public record Instead(FailureKind refusal, Supplier<Step> other) {}

    /**
     * Makes a step that is done when it is answered.
     *
     * @param title what it does
     * @param query the call
     * @return the step
     */
    public static Step of(String title, Query query) {
        return new Step(title, query, false, Optional.empty(), Optional.empty());
    }

    /**
     * Makes a step whose task is followed to its end.
     *
     * @param title what it does
     * @param query the call
     * @return the step
     */
    public static Step task(String title, Query query) {
        return new Step(title, query, true, Optional.empty(), Optional.empty());
    }

    /**
     * Makes another step instead when the server refuses this one for a reason after which nothing was changed, such as
     * an id that somebody took meanwhile. At most five steps are tried one after another.
     *
     * @param refusal the reason
     * @param other finds the other step; it may read, not write
     * @return the step
     */
    public Step whenRefused(FailureKind refusal, Supplier<Step> other) {
        return new Step(title, query, startsTask, Optional.of(new Instead(refusal, other)), completed);
    }

    /**
     * Completes the call right before it is sent, such as with the digest of what the steps before it changed. It stays
     * the same call to the same endpoint; a failure thrown here ends the work before it is sent.
     *
     * @param complete gives the whole call; it may read, not write
     * @return the step
     */
    public Step completedBy(Supplier<Query> complete) {
        return new Step(title, query, startsTask, instead, Optional.of(complete));
    }
}
