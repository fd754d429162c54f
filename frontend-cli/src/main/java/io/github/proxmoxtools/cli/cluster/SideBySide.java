package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.tools.spi.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks several questions side by side, as many at once as a cluster is kept busy with. */
public final class SideBySide {
    private static final int AT_ONCE = 8;

    private SideBySide() {}

    /**
     * Asks.
     *
     * @param questions what is asked; each handles the failures that it expects
     * @param longest how long all of them may take; none for as long as they take
     * @param <T> an answer
     * @return in the order of the questions; empty for what was not answered in time
     */
    public static <T> List<Optional<T>> ask(List<? extends Callable<T>> questions, Optional<Duration> longest) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, questions.size())),
                Thread.ofVirtual().factory());
        try {
            List<Future<T>> futures = longest.isEmpty()
                    ? threads.invokeAll(questions)
                    : threads.invokeAll(questions, longest.get().toNanos(), TimeUnit.NANOSECONDS);
            List<Optional<T>> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.isCancelled() ? Optional.empty() : Optional.of(future.get()));
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancellation("Cancelled", "", Map.of());
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static RuntimeException rethrown(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException mistake -> mistake;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failed);
        };
    }
}
