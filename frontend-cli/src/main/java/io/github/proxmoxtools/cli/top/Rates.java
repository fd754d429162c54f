package io.github.proxmoxtools.cli.top;

import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a guest moves, in bytes per second.
 *
 * @param received by its network cards
 * @param sent by its network cards
 * @param read from its disks
 * @param written to its disks
 */
record Rates(OptionalDouble received, OptionalDouble sent, OptionalDouble read, OptionalDouble written) {
    static final Rates UNKNOWN = new Rates(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(),
            OptionalDouble.empty());

    boolean areKnown() {
        return received.isPresent();
    }

    double network() {
        return received.orElse(0) + sent.orElse(0);
    }

    double disks() {
        return read.orElse(0) + written.orElse(0);
    }

    void putInto(Map<String, @Nullable Object> map) {
        map.put("netin_rate", raw(received));
        map.put("netout_rate", raw(sent));
        map.put("diskread_rate", raw(read));
        map.put("diskwrite_rate", raw(written));
    }

    private static @Nullable Object raw(OptionalDouble rate) {
        return rate.isPresent() ? Math.round(rate.getAsDouble()) : null;
    }
}
