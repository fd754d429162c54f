package io.github.proxmoxtools.cli.interrupt;

import java.util.function.Consumer;

/** Where the wish to end comes from. */
@FunctionalInterface
public interface Signals {
    /** Never brings any: the process ends as Java ends it. */
    Signals NONE = receiver -> {
    };

    /**
     * Says who is told from now on, in place of the end of the process.
     *
     * @param receiver called on a thread of its own for each signal, also while an earlier call has not returned
     */
    void deliverTo(Consumer<Ending> receiver);
}
