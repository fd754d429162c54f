package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** Hands a streamed body to the HTTP library, and knows how it gets on. */
final class StreamedEntity extends AbstractHttpEntity {
    private final StreamedBody body;
    private volatile boolean answered;
    private volatile long movedAt = System.nanoTime();

    /** The server answered before it had the whole body: there is no use in sending the rest. */
    static final class Answered extends IOException {
        private static final long serialVersionUID = 1L;

        Answered() {
            super("the server answered before it had the whole body");
        }
    }

    StreamedEntity(StreamedBody body) {
        super(body.type(), null);
        this.body = body;
    }

    /** Tells the sending thread, from another one, that the answer is there. */
    void answerCame() {
        answered = true;
    }

    /** Tells when something was last taken off our hands, as {@link System#nanoTime} counts. */
    long movedAt() {
        return movedAt;
    }

    boolean mayBeComplete() {
        return body.mayBeComplete();
    }

    @Override
    public long getContentLength() {
        return body.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[]{(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (answered) {
                    throw new Answered();
                }
                movedAt = System.nanoTime();
                out.write(bytes, offset, length);
                movedAt = System.nanoTime();
            }
        });
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("this content is only written");
    }

    @Override
    public void close() {
        // Whoever writes the content closes it.
    }
}
