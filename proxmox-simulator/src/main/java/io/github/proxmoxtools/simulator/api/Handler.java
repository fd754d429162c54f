package io.github.proxmoxtools.simulator.api;

import org.jspecify.annotations.Nullable;

/** What an endpoint does. */
@FunctionalInterface
interface Handler {
    /** Gives what stands under {@code data}: maps, lists, plain values, null, a {@link Listing} or {@link Download}. */
    @Nullable
    Object handle(Call call);
}
