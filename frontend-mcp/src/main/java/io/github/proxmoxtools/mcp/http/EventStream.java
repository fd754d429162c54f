package io.github.proxmoxtools.mcp.http;

import io.github.proxmoxtools.mcp.protocol.Questions;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.modelcontextprotocol.spec.McpTransportException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What goes back to a client on one HTTP request, from any thread, until it is ended.
 *
 * <p>A response alone is sent as plain JSON. Anything before it, or a silence that lasts, turns the answer into a stream of
 * events. The thread that serves the request waits in {@link #awaitEnd}, so nothing is written after it has left.
 */
final class EventStream implements McpStreamableServerTransport {
    private final McpJsonMapper mapper;
    private final HttpServletResponse response;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Questions questions = new Questions(
            notification -> sendMessage(notification).onErrorComplete().subscribe(), id -> {});
    private final ReentrantLock lock = new ReentrantLock();
    private boolean streaming;
    private boolean answered;
    private boolean broken;

    EventStream(McpJsonMapper mapper, HttpServletResponse response) {
        this.mapper = mapper;
        this.response = response;
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.fromRunnable(() -> send(message));
    }

    /** Nobody could ask for what was missed, so messages have no ids. */
    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message, @Nullable String id) {
        return sendMessage(message);
    }

    Questions questions() {
        return questions;
    }

    private void send(McpSchema.JSONRPCMessage message) {
        lock.lock();
        try {
            if (broken || answered || end.getCount() == 0) {
                throw new McpTransportException("Nobody listens on this stream any more");
            }
            // Before the client has it: a call that it then takes back at once ends this stream.
            questions.sent(message);
            String text = mapper.writeValueAsString(message);
            answered = message instanceof McpSchema.JSONRPCResponse;
            if (answered && !streaming) {
                Answers.json(response, HttpStatus.OK, text);
            } else {
                write("event: message\ndata: " + text + "\n\n");
            }
        } catch (IOException e) {
            broken = true;
            throw new McpTransportException("The client has gone", e);
        } finally {
            lock.unlock();
        }
    }

    /** Shows the client that it has been heard, before there is anything to say. */
    void open() {
        lock.lock();
        try {
            if (!broken && !answered && end.getCount() > 0) {
                write(":\n\n");
            }
        } catch (IOException e) {
            broken = true;
        } finally {
            lock.unlock();
        }
    }

    private void write(String event) throws IOException {
        if (!streaming) {
            streaming = true;
            response.setStatus(HttpStatus.OK);
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            // Proxies that collect answers would hold events back.
            response.setHeader("X-Accel-Buffering", "no");
        }
        response.getOutputStream().write(event.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    boolean isBroken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the stream is ended.
     *
     * @param pulse how often a silent stream shows that it is alive
     * @param untilBroken whether a client that has gone ends the wait
     */
    void awaitEnd(Duration pulse, boolean untilBroken) throws InterruptedException {
        while (!end.await(pulse.toMillis(), TimeUnit.MILLISECONDS) && !(untilBroken && isBroken())) {
            open();
        }
        close();
    }

    /** After this returns, nothing is written any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            end.countDown();
        } finally {
            lock.unlock();
        }
    }

    /** A call that was taken back has no answer: its stream ends without one. */
    void finish() throws IOException {
        if (!streaming && !answered && !broken) {
            response.setStatus(HttpStatus.OK);
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.flushBuffer();
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }
}
