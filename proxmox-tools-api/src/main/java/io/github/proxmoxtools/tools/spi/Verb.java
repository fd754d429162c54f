package io.github.proxmoxtools.tools.spi;

/** The methods of the Proxmox VE API. */
public enum Verb {
    /** Reads. */
    GET,
    /** Creates or starts something. */
    POST,
    /** Updates. */
    PUT,
    /** Removes. */
    DELETE;

    /**
     * Tells whether the method only reads.
     *
     * @return true for GET
     */
    public boolean reads() {
        return this == GET;
    }
}
