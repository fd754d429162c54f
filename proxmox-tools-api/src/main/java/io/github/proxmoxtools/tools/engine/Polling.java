package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads again and again, with growing pauses, until the answer is as wanted or the time is over. */
final class Polling {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final long HEARTBEAT_SECONDS = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Optional<Duration> limit;
    private final ProgressSink progress;

    Polling(Optional<Duration> limit, ProgressSink progress) {
        this.limit = limit;
        this.progress = progress;
    }

    Optional<Data> until(Supplier<Data> read, Predicate<Data> done) {
        long start = System.nanoTime();
        long told = 0;
        Duration pause = FIRST_PAUSE;
        while (true) {
            Data data = read.get();
            if (done.test(data)) {
                return Optional.of(data);
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (limit.filter(longest -> longest.compareTo(waited) <= 0).isPresent()) {
                return Optional.empty();
            }
            if (waited.toSeconds() >= told + HEARTBEAT_SECONDS) {
                told = waited.toSeconds();
                progress.report(new ProgressSink.StillRunning(told));
            }
            rest(limit.isPresent() ? shorter(pause, limit.get().minus(waited)) : pause);
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancellation("Cancelled; what was started goes on", "", Map.of());
        }
    }
}
