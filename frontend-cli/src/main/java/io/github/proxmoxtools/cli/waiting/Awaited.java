package io.github.proxmoxtools.cli.waiting;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that is looked at until it is as wanted. */
interface Awaited {
    /**
     * Looks once.
     *
     * @return how it is now
     */
    Look look();

    /**
     * Names it before it was looked at.
     *
     * @return as it was given
     */
    String name();

    /**
     * How something is.
     *
     * @param name what it is, for people
     * @param facts what is known, by name
     * @param open what is waited for still, each with how it is instead; empty when all is as wanted
     */
    record Look(String name, Map<String, @Nullable Object> facts, List<String> open) {
        boolean isReached() {
            return open.isEmpty();
        }
    }
}
