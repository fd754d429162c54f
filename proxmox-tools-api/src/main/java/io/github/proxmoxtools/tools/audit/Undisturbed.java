package io.github.proxmoxtools.tools.audit;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Does something in a thread that nobody knows, and waits for its end.
 *
 * <p>Whoever is interrupted has something to write down all the same, and an interrupt would close the file in the middle of
 * a line. It is kept for whoever comes next.
 */
final class Undisturbed {
    private Undisturbed() {}

    static <T> T call(Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("proxmox-audit").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failure) {
            throw asThrown(failure.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException asThrown(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException failure -> failure;
            case RuntimeException mistake -> throw mistake;
            case Error fatal -> throw fatal;
            case null, default -> new IOException(cause);
        };
    }
}
