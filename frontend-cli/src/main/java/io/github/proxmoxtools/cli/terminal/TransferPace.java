package io.github.proxmoxtools.cli.terminal;

import io.github.proxmoxtools.cli.text.HumanUnits;
import java.util.function.LongSupplier;

/** How fast something is sent, and how long the rest will take. */
final class TransferPace {
    private static final double NANOS = 1e9;
    /** Before that, a pace is a guess. */
    private static final double LEAST_SECONDS = 0.5;

    private final LongSupplier nanoTime;
    private long start;
    private long startBytes = -1;
    private long before;

    TransferPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Says how much was sent; fewer bytes than before begin another transfer. */
    String words(long bytes, long total) {
        if (startBytes < 0 || bytes < before) {
            start = nanoTime.getAsLong();
            startBytes = bytes;
        }
        before = bytes;
        return HumanUnits.bytes((double) bytes) + " of " + HumanUnits.bytes((double) total) + pace(bytes, total);
    }

    private String pace(long bytes, long total) {
        double seconds = (nanoTime.getAsLong() - start) / NANOS;
        double rate = (bytes - startBytes) / seconds;
        if (seconds < LEAST_SECONDS || !(rate > 0)) {
            return "";
        }
        String left = bytes < total
                ? ", " + HumanUnits.seconds((long) Math.ceil((total - bytes) / rate)) + " left"
                : "";
        return ", " + HumanUnits.bytes(rate) + "/s" + left;
    }
}
