package io.github.proxmoxtools.client;

import java.time.Duration;

/** Counts bytes, and tells a listener of the first ones, and then now and again. */
final class TransferMeter {
    private static final long INTERVAL = Duration.ofMillis(100).toNanos();

    private final TransferListener listener;
    private final long total;
    private long bytes;
    private long reported = -1;
    private long reportedAt = System.nanoTime();

    TransferMeter(TransferListener listener, long total) {
        this.listener = listener;
        this.total = total;
    }

    void moved(long more) {
        bytes += more;
        if (reported < 0 || System.nanoTime() - reportedAt >= INTERVAL) {
            report();
        }
    }

    /** Tells the last figure, once. */
    void end() {
        if (reported != bytes) {
            report();
        }
    }

    long bytes() {
        return bytes;
    }

    private void report() {
        reported = bytes;
        reportedAt = System.nanoTime();
        listener.moved(bytes, total);
    }
}
