package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the nodes last told each other of their guests.
 *
 * <p>They do so every ten seconds: until then lists of the whole cluster show what was before.
 */
public final class Broadcast {
    private final Map<Integer, Seen> seen = new HashMap<>();

    Broadcast() {}

    /**
     * What was told of a guest.
     *
     * @param name its name
     * @param runs whether it ran
     * @param uptime for how long, in seconds
     */
    public record Seen(String name, boolean runs, long uptime) {}

    /**
     * Finds what was told of a guest.
     *
     * @param vmid its number
     * @return what was told; empty while nothing was
     */
    public Optional<Seen> of(int vmid) {
        return Optional.ofNullable(seen.get(vmid));
    }

    void refresh(Iterable<Guest> guests, Instant now) {
        seen.clear();
        guests.forEach(guest -> seen.put(guest.vmid(), new Seen(guest.name(), guest.runs(), guest.uptime(now))));
    }

    /** Beats in whole periods of a clock, however late somebody looks. */
    static final class Beat {
        private final Duration period;
        private Instant next;

        Beat(Instant start, Duration period) {
            this.period = period;
            this.next = start.plus(period);
        }

        /** The last beat up to a moment, if there was one since the last time. */
        Optional<Instant> upTo(Instant moment) {
            if (moment.isBefore(next)) {
                return Optional.empty();
            }
            long periods = Duration.between(next, moment).dividedBy(period);
            Instant last = next.plus(period.multipliedBy(periods));
            next = last.plus(period);
            return Optional.of(last);
        }
    }
}
