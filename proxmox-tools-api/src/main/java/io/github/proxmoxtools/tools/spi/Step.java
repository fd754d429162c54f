package io.github.proxmoxtools.tools.spi;

/**
 * A write that a script will make.
 *
 * @param title what it does, in a few words
 * @param query the call
 * @param startsTask whether the next step waits until its task is done
 */
public record Step(String title, Query query, boolean startsTask) {
    /**
     * Makes a step that is done when it is answered.
     *
     * @param title what it does
     * @param query the call
     * @return the step
     */
    public static Step of(String title, Query query) {
        return new Step(title, query, false);
    }

    /**
     * Makes a step whose task is followed to its end.
     *
     * @param title what it does
     * @param query the call
     * @return the step
     */
    public static Step task(String title, Query query) {
        return new Step(title, query, true);
    }
}
