package io.github.proxmoxtools.cli.top;

import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.spi.Data;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Reads loads, and makes rates of counters that were read at different times.
 *
 * <p>The server renews its figures about every ten seconds, whenever they are asked for. What passed between two figures is
 * therefore told by the guest's own uptime beside them and not by our clock, which would make a burst of every renewal.
 */
final class Sampler {
    private final Facts facts;
    private final Map<String, Sample> samples = new HashMap<>();

    /**
     * Prepares reading.
     *
     * @param facts reads
     */
    Sampler(Facts facts) {
        this.facts = facts;
    }

    private record Sample(Data row, Rates rates) {}

    List<Load> take() {
        return facts.resources().stream().map(Data::of).map(this::load).filter(load -> load.isNode() || load.isGuest())
                .toList();
    }

    private Load load(Data row) {
        Load load = new Load(row, Rates.UNKNOWN);
        if (!load.isGuest() || !load.isRunning()) {
            return load;
        }
        String id = load.text("id");
        Sample before = samples.get(id);
        Sample now = before == null ? new Sample(row, Rates.UNKNOWN) : next(before, row);
        samples.put(id, now);
        return new Load(row, now.rates());
    }

    /** Figures that are not renewed yet keep the rates that were told last; a guest that was started anew has none. */
    private static Sample next(Sample before, Data row) {
        double seconds = number(row, "uptime") - number(before.row(), "uptime");
        if (seconds == 0) {
            return before;
        }
        return new Sample(row, seconds < 0
                ? Rates.UNKNOWN
                : new Rates(rate(before, row, "netin", seconds), rate(before, row, "netout", seconds),
                        rate(before, row, "diskread", seconds), rate(before, row, "diskwrite", seconds)));
    }

    private static OptionalDouble rate(Sample before, Data row, String counter, double seconds) {
        double moved = number(row, counter) - number(before.row(), counter);
        return moved < 0 ? OptionalDouble.empty() : OptionalDouble.of(moved / seconds);
    }

    private static double number(Data row, String field) {
        return row.at(field).raw() instanceof Number number ? number.doubleValue() : 0;
    }
}
