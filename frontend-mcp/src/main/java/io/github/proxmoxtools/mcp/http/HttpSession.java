package io.github.proxmoxtools.mcp.http;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A client's session, and how much it is in use. */
final class HttpSession {
    private final Endpoint endpoint;
    private final McpStreamableServerSession session;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<@Nullable EventStream> listening = new AtomicReference<>();
    private volatile long lastUsed;

    HttpSession(Endpoint endpoint, McpStreamableServerSession session, long now) {
        this.endpoint = endpoint;
        this.session = session;
        this.lastUsed = now;
    }

    String id() {
        return session.getId();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    McpStreamableServerSession session() {
        return session;
    }

    /** Counts a request, unless there are as many already. */
    boolean enter(int most) {
        if (requests.incrementAndGet() > most) {
            requests.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave(long now) {
        lastUsed = now;
        requests.decrementAndGet();
    }

    /** The stream that a client opened last is the one that it listens to. */
    void listen(EventStream stream) {
        EventStream before = listening.getAndSet(stream);
        if (before != null) {
            before.close();
        }
    }

    void stopListening(EventStream stream, long now) {
        lastUsed = now;
        listening.compareAndSet(stream, null);
    }

    boolean isIdle() {
        return requests.get() == 0 && listening.get() == null;
    }

    long lastUsed() {
        return lastUsed;
    }

    /** Nothing of the session goes on: neither its calls nor its streams. */
    void end() {
        endpoint.forget(id());
        session.closeGracefully().onErrorComplete().subscribe();
        EventStream stream = listening.getAndSet(null);
        if (stream != null) {
            stream.close();
        }
    }
}
