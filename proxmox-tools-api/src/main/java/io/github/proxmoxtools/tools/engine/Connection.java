package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ProxmoxClient;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client, made when it is first needed. */
final class Connection implements AutoCloseable {
    private final Supplier<ProxmoxClient> factory;
    private @Nullable ProxmoxClient client;
    private boolean closed;

    Connection(Supplier<ProxmoxClient> factory) {
        this.factory = factory;
    }

    synchronized ProxmoxClient client() {
        if (closed) {
            throw new IllegalStateException("The engine is closed");
        }
        ProxmoxClient current = client;
        if (current == null) {
            current = factory.get();
            client = current;
        }
        return current;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close();
        }
    }
}
