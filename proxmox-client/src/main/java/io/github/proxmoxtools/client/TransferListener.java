package io.github.proxmoxtools.client;

/**
 * Watches a transfer.
 *
 * <p>Called from the thread that transfers, some ten times a second and once at the end; it should return soon. An
 * exception that it throws ends the transfer.
 */
@FunctionalInterface
public interface TransferListener {
    /** Watches nothing. */
    TransferListener NONE = (bytes, total) -> {
    };

    /**
     * Some bytes moved.
     *
     * @param bytes how many so far
     * @param total how many there are; -1 if nobody knows
     */
    void moved(long bytes, long total);
}
