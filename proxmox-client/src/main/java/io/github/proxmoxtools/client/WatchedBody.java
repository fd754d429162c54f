package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A body that knows when it had been written as a whole: no server can have acted on it before. */
final class WatchedBody implements StreamedBody {
    private final StreamedBody body;
    private final TaskTime time;
    private volatile Optional<Long> complete = Optional.empty();

    WatchedBody(StreamedBody body, TaskTime time) {
        this.body = body;
        this.time = time;
    }

    Optional<Long> completeSince() {
        return complete;
    }

    @Override
    public String type() {
        return body.type();
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        complete = Optional.empty();
        try {
            body.writeTo(out);
        } finally {
            if (body.mayBeComplete()) {
                complete = Optional.of(time.nanoTime());
            }
        }
    }

    @Override
    public boolean mayBeComplete() {
        return body.mayBeComplete();
    }
}
