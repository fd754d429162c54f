package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.OutputStream;

/** A body that is written piece by piece. */
interface StreamedBody {
    /** Gives the content type. */
    String type();

    /** Gives the exact number of bytes. */
    long length();

    /**
     * Writes the whole body, anew each time.
     *
     * @throws TransferException if the body cannot be had as it was announced
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;

    /** Tells whether so much was written that a server may take the body for complete. */
    boolean mayBeComplete();
}
