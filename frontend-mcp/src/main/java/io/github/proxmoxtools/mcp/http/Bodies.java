package io.github.proxmoxtools.mcp.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Reads bodies, of which only so much is kept at a time. */
final class Bodies {
    private static final int CHUNK = 1 << 13;

    private final HttpLimits limits;
    private final AtomicLong kept = new AtomicLong();

    Bodies(HttpLimits limits) {
        this.limits = limits;
    }

    /** A body that takes up room until it is closed. */
    final class Body implements AutoCloseable {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long room;

        private void add(byte[] chunk, int length) throws HttpProblem {
            if (bytes.size() + length > limits.body()) {
                throw tooLarge();
            }
            room += length;
            if (kept.addAndGet(length) > limits.bodies()) {
                throw new HttpProblem(HttpStatus.UNAVAILABLE,
                        "Unavailable: this server is busy with other long messages.");
            }
            bytes.write(chunk, 0, length);
        }

        ByteBuffer bytes() {
            return ByteBuffer.wrap(bytes.toByteArray());
        }

        @Override
        public void close() {
            kept.addAndGet(-room);
        }
    }

    Body read(HttpServletRequest request) throws HttpProblem, IOException {
        if (request.getContentLengthLong() > limits.body()) {
            throw tooLarge();
        }
        Body body = new Body();
        try {
            InputStream in = request.getInputStream();
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                body.add(chunk, length);
            }
            return body;
        } catch (HttpProblem | IOException | RuntimeException e) {
            body.close();
            throw e;
        }
    }

    private HttpProblem tooLarge() {
        return new HttpProblem(HttpStatus.TOO_LARGE, "Too large: a message is at most " + limits.body()
                + " bytes long");
    }
}
