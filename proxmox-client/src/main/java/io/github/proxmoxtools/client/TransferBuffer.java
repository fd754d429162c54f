package io.github.proxmoxtools.client;

import java.io.InterruptedIOException;

/** What all loops over large content have in common. */
final class TransferBuffer {
    /** Large enough that the cost of a call does not count. */
    static final int SIZE = 256 << 10;

    private TransferBuffer() {}

    /** Ends a loop whose streams do not notice an interrupt themselves; the flag stays set. */
    static void endIfInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }
}
