package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.InputStream;

/** Takes the body of an answer of success, piece by piece. */
interface BodyReceiver {
    /**
     * Takes a body to its end.
     *
     * @param length what was announced; -1 if nothing was
     * @throws TransferException if it cannot be taken
     * @throws IOException if the body cannot be read
     */
    void receive(InputStream content, long length) throws IOException;
}
