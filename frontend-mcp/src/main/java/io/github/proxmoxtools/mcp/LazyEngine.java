package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.mcp.calls.Cluster;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine that is made when the first call needs it.
 *
 * <p>Where that fails, the next call tries again: what was in the way may be gone, such as a locked password store. But calls
 * that waited meanwhile share the failure: the command that cannot give the secret is not run once for each of them.
 */
final class LazyEngine implements AutoCloseable {
    private final Workplace workplace;
    private final Catalog catalog;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Engine engine;
    private @Nullable RuntimeException failure;
    private final AtomicLong attempts = new AtomicLong();

    LazyEngine(Workplace workplace, Catalog catalog) {
        this.workplace = workplace;
        this.catalog = catalog;
    }

    /** The cluster behind it, for clients. */
    Cluster cluster() {
        return new Cluster(call -> engine().run(call), () -> engine().facts());
    }

    /** Makes the engine ahead of the first call, and says what is in the way. */
    void prepare(Consumer<String> problems) {
        try {
            engine();
        } catch (ToolFailure failure) {
            problems.accept(
                    failure.error().replaceFirst("\\.$", "") + ". Until then tools are listed, and every call fails.");
        } catch (RuntimeException e) {
            problems.accept("Not ready to work (" + e + "). Until then tools are listed, and every call fails.");
        }
    }

    private Engine engine() {
        long before = attempts.get();
        enter();
        try {
            Engine made = engine;
            RuntimeException known = failure;
            if (made == null && known != null && attempts.get() != before) {
                throw known;
            }
            return made == null ? open() : made;
        } finally {
            lock.unlock();
        }
    }

    private Engine open() {
        try {
            Engine made = workplace.open(catalog);
            engine = made;
            return made;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        } finally {
            attempts.incrementAndGet();
        }
    }

    /** A call that is taken back need not wait for a command that somebody else's call runs. */
    private void enter() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancellation("Cancelled before anything was sent", "", Map.of());
        }
    }

    /** Does not wait for an engine that is just being made: the process ends anyway. */
    @Override
    public void close() {
        if (lock.tryLock()) {
            try {
                if (engine != null) {
                    engine.close();
                }
                workplace.close();
            } finally {
                lock.unlock();
            }
        }
    }
}
