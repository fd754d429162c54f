package io.github.proxmoxtools.tools.spi;

/** What a call may do to the cluster, from harmless to irreversible; the order is the order of the constants. */
public enum Safety {
    /** Only looks. */
    READ,
    /** Changes something in a way that can be undone or harms nobody. */
    CHANGE,
    /** Deletes, overwrites, interrupts or gives away something that somebody may depend on. */
    DESTROY;

    /**
     * Tells whether a ceiling lets this class through.
     *
     * @param ceiling the highest class that is allowed
     * @return whether this class is not above the ceiling
     */
    public boolean within(Safety ceiling) {
        return compareTo(ceiling) <= 0;
    }

    /**
     * Gives the more dangerous of two classes.
     *
     * @param other another class
     * @return the higher one
     */
    public Safety or(Safety other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
