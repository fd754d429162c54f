package io.github.proxmoxtools.simulator.api;

/** What stands behind an endpoint. */
public enum Coverage {
    /** Changes last, and answers follow from them. */
    STATEFUL,
    /** The answer has the schema's shape, and nothing behind it. */
    SHAPED,
    /** The call is refused with 501. */
    NOT_SIMULATED
}
