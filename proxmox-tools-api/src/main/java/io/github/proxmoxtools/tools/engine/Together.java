package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at the same time; the first failure, or an interrupt, ends them all. */
final class Together {
    private Together() {}

    static <T> List<T> all(List<Callable<T>> jobs) {
        if (jobs.size() == 1) {
            return List.of(call(jobs.get(0)));
        }
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<T>> futures = new ArrayList<>();
            jobs.forEach(job -> futures.add(threads.submit(job)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancellation("Cancelled", "", Map.of());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw rethrown(cause == null ? e : cause);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T call(Callable<T> job) {
        try {
            return job.call();
        } catch (Exception e) {
            throw rethrown(e);
        }
    }

    static RuntimeException rethrown(Throwable cause) {
        return switch (cause) {
            case ToolFailure failure -> failure;
            case RuntimeException bug -> bug;
            case Error error -> throw error;
            default -> new IllegalStateException(cause);
        };
    }
}
