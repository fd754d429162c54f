package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets no more calls to a server through than there are connections.
 *
 * <p>Whoever waits here has not chosen its ticket yet: when one expires, only the calls that are under way are refused, each
 * three seconds late, and not all those behind them.
 */
final class Gate {
    private final int width;
    private final Map<Host, Semaphore> places = new ConcurrentHashMap<>();

    Gate(int width) {
        this.width = width;
    }

    /** Waits for a place, which must be released. */
    Semaphore enter(Host host, ApiRequest request, Duration patience) {
        Semaphore place = places.computeIfAbsent(host, first -> new Semaphore(width, true));
        try {
            if (place.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return place;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestInterruptedException(request.describe() + " was interrupted", false, interrupted);
        }
        throw new AnswerTimeoutException(request.describe() + ": all " + width + " connections to " + host
                + " were busy for " + patience.toMillis() + " ms", false, null);
    }
}
