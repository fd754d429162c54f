package io.github.proxmoxtools.simulator.api;

import org.jspecify.annotations.Nullable;

/**
 * An answer with nothing behind it: it has the shape that the schema promises, and says so in a header.
 *
 * @param data what stands under {@code data}
 */
record Shaped(@Nullable Object data) {
    /** The header that tells such an answer from one with state behind it; real servers do not send it. */
    static final String HEADER = "X-Simulated";
    /** What the header says. */
    static final String VALUE = "shape";
}
