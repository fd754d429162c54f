package io.github.proxmoxtools.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request with a long body, and listens meanwhile.
 *
 * <p>A server that refuses answers early and closes the connection: whoever only writes would see a broken pipe instead
 * of the answer. And a server that takes nothing any more would hold up a blocking write forever.
 */
final class LongRequest {
    private static final Timeout LISTENING = Timeout.ofMilliseconds(50);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final long WORTH_LISTENING = 1 << 20;

    private final HttpClientConnection connection;
    private final StreamedEntity entity;
    private final Duration silence;
    private final AtomicBoolean sending = new AtomicBoolean(true);
    private volatile boolean stalled;

    LongRequest(HttpClientConnection connection, StreamedEntity entity, Duration silence) {
        this.connection = connection;
        this.entity = entity;
        this.silence = silence;
    }

    ClassicHttpResponse execute(ClassicHttpRequest request) throws IOException, HttpException {
        @Nullable
        IOException broken = send(request);
        if (broken == null) {
            return receive(request);
        }
        if (stalled) {
            throw new SocketTimeoutException("nothing was taken for " + silence.toMillis() + " ms");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw broken;
        }
        return lastWords(request, broken);
    }

    /** Gives what ended the sending before its end. */
    private @Nullable IOException send(ClassicHttpRequest request) throws IOException, HttpException {
        connection.sendRequestHeader(request);
        connection.flush();
        Thread listener = Thread.ofVirtual().unstarted(this::listen);
        boolean listens = entity.getContentLength() >= WORTH_LISTENING;
        if (listens) {
            listener.start();
        }
        try {
            connection.sendRequestEntity(request);
            connection.flush();
            return null;
        } catch (IOException failure) {
            return failure;
        } finally {
            sending.set(false);
            if (listens) {
                awaitEnd(listener);
            }
        }
    }

    /** Reads nothing but whether there is something, or never will be: an answer stays where it is. */
    private void listen() {
        try {
            while (sending.get()) {
                if (connection.isDataAvailable(LISTENING)) {
                    entity.answerCame();
                    return;
                }
                if (System.nanoTime() - entity.movedAt() > silence.toNanos()) {
                    stalled = true;
                    connection.close(CloseMode.IMMEDIATE);
                    return;
                }
                if (connection.isStale()) {
                    entity.answerCame();
                    return;
                }
            }
        } catch (IOException closed) {
            // The sending thread meets the same trouble, and says it.
        }
    }

    /** Waits for the listener, whatever happens: two threads must not read from one connection. */
    private static void awaitEnd(Thread listener) {
        boolean interrupted = false;
        while (listener.isAlive()) {
            try {
                listener.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ClassicHttpResponse lastWords(ClassicHttpRequest request, IOException broken)
            throws IOException, HttpException {
        try {
            connection.setSocketTimeout(Timeout.of(silence.compareTo(LAST_WORDS) < 0 ? silence : LAST_WORDS));
            return receive(request);
        } catch (IOException nothing) {
            broken.addSuppressed(nothing);
            throw broken;
        }
    }

    private ClassicHttpResponse receive(ClassicHttpRequest request) throws IOException, HttpException {
        ClassicHttpResponse response = connection.receiveResponseHeader();
        while (response.getCode() < 200) {
            response = connection.receiveResponseHeader();
        }
        if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
            connection.receiveResponseEntity(response);
        }
        return response;
    }
}
