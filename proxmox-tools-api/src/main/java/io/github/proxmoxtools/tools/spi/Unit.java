package io.github.proxmoxtools.tools.spi;

/** What a column's number or text means, so that people see it in their units. */
public enum Unit {
    /** Shown as it is. */
    PLAIN(""),
    /** A size. */
    BYTES("bytes"),
    /** A duration. */
    SECONDS("seconds"),
    /** A share, from 0 to 1. */
    FRACTION("fraction of 1"),
    /** A point in time. */
    EPOCH("seconds since 1970-01-01 UTC"),
    /** Yes or no, which Proxmox VE writes as 1 or 0. */
    FLAG("1 or 0");

    private final String words;

    Unit(String words) {
        this.words = words;
    }

    /**
     * Explains the unit.
     *
     * @return the words, empty where there is nothing to explain
     */
    public String words() {
        return words;
    }
}
