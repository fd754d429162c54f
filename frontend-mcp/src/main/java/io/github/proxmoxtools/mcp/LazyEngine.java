package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.mcp.calls.Cluster;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine that is made when the first call needs it; where that fails, the next call tries again. */
final class LazyEngine implements AutoCloseable {
    private final Workplace workplace;
    private final Catalog catalog;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Engine engine;

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
        lock.lock();
        try {
            Engine made = engine;
            if (made == null) {
                made = workplace.open(catalog);
                engine = made;
            }
            return made;
        } finally {
            lock.unlock();
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
