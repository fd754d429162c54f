package io.github.proxmoxtools.simulator.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * What is going to happen, in order.
 *
 * <p>Nothing happens by itself: whoever looks at the cluster first lets everything happen that was due until then. So a
 * turned clock needs no waiting, and what is seen never depends on a thread's luck.
 */
final class Timeline {
    private record Event(Instant when, long order, Runnable what) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparing(Event::when).thenComparingLong(Event::order));
    private final Consumer<Instant> passing;
    private Instant now;
    private long order;

    /**
     * A timeline without events.
     *
     * @param now its beginning
     * @param passing told of each moment before anything happens in it
     */
    Timeline(Instant now, Consumer<Instant> passing) {
        this.now = now;
        this.passing = passing;
    }

    void at(Instant when, Runnable what) {
        events.add(new Event(when, order++, what));
    }

    /** The moment that is being lived through: an event sees its own time, even if it is looked at later. */
    Instant now() {
        return now;
    }

    void proceed(Instant until) {
        while (!events.isEmpty() && !events.peek().when().isAfter(until)) {
            Event event = events.remove();
            moveTo(event.when());
            event.what().run();
        }
        moveTo(until);
    }

    private void moveTo(Instant moment) {
        now = later(now, moment);
        passing.accept(now);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
