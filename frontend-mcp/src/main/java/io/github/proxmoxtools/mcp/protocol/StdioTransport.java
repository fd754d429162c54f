package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Desk;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The one session of a server on standard input and output.
 *
 * <p>Takes the place of the SDK's own, which ends the session at a malformed line, has no ear for cancelling, and leaves
 * threads behind that keep the process alive.
 */
final class StdioTransport implements McpServerTransportProvider {
    private final McpJsonMapper mapper;
    private final InputStream in;
    private final Output out;
    private final Desk desk;
    private final Questions questions;
    private final CountDownLatch end = new CountDownLatch(1);
    private @Nullable McpServerSession session;
    private @Nullable Subscriptions subscriptions;
    private boolean greeted;
    private boolean initialized;

    StdioTransport(McpJsonMapper mapper, InputStream in, OutputStream out, Desk desk) {
        this.mapper = mapper;
        this.in = in;
        this.out = new Output(mapper, out, end::countDown);
        this.questions = new Questions(this.out::write, this::forget);
        this.desk = desk;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(new Channel());
    }

    void listenWith(Subscriptions heard) {
        subscriptions = heard;
    }

    void forgetSubscriptions() {
        if (subscriptions != null) {
            subscriptions.forget(session().getId());
        }
    }

    private McpServerSession session() {
        return Objects.requireNonNull(session, "The SDK gives the session while the server is built");
    }

    /** Serves until the input ends or the output breaks. */
    void serve() throws InterruptedException {
        Thread reader = new Thread(this::read, "stdin");
        reader.setDaemon(true);
        reader.start();
        end.await();
    }

    void stop() {
        end.countDown();
    }

    private void read() {
        Lines lines = new Lines(in, Lines.LONGEST);
        try {
            for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                receive(line.get());
            }
        } catch (IOException e) {
            // An input that cannot be read any more has ended.
        } finally {
            end.countDown();
        }
    }

    private void receive(Lines.Line line) {
        if (line.tooLong()) {
            out.writeError(null, McpSchema.ErrorCodes.INVALID_REQUEST,
                    "Invalid request: a message is at most " + (Lines.LONGEST >> 20) + " MiB long");
        } else if (!line.isBlank()) {
            receive(Incoming.parse(line.message()));
        }
    }

    // Neither of these is a switch over types: its machinery is built at run time, before the first answer.

    private void receive(Incoming incoming) {
        if (incoming instanceof Incoming.Message message) {
            receive(message.message());
        } else if (incoming instanceof Incoming.Cancelled cancelled) {
            desk.cancel(new CallId(session().getId(), cancelled.request())::equals);
        } else if (incoming instanceof Incoming.Malformed malformed) {
            out.writeError(malformed.id(), malformed.code(), malformed.problem());
        }
    }

    private void receive(McpSchema.JSONRPCMessage message) {
        if (message instanceof McpSchema.JSONRPCRequest request) {
            receive(request);
            return;
        }
        initialized |= message instanceof McpSchema.JSONRPCNotification notification
                && notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED);
        handle(message, McpTransportContext.EMPTY);
    }

    /** The SDK would let requests wait for ever until the client says that it is initialized: some never do. */
    private void receive(McpSchema.JSONRPCRequest request) {
        boolean greeting = request.method().equals(McpSchema.METHOD_INITIALIZE);
        if (!greeting && !initialized) {
            if (request.method().equals(McpSchema.METHOD_PING)) {
                out.write(McpSchema.JSONRPCResponse.result(request.id(), Map.of()));
                return;
            }
            if (!greeted) {
                out.writeError(request.id(), McpSchema.ErrorCodes.INVALID_REQUEST,
                        "Invalid request: the first request must be initialize");
                return;
            }
            receive(new McpSchema.JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_INITIALIZED));
        }
        greeted |= greeting;
        handle(request, McpTransportContext.create(Map.of(CallId.REQUEST_KEY, request.id(), Questions.KEY, questions)));
        if (subscriptions != null) {
            subscriptions.hear(session().getId(), request);
        }
    }

    private void handle(McpSchema.JSONRPCMessage message, McpTransportContext context) {
        session().handle(message).contextWrite(reactor -> reactor.put(McpTransportContext.KEY, context))
                .onErrorComplete().subscribe();
    }

    /** The SDK has waited for the answer, and would keep for ever what it had asked. */
    private void forget(Object question) {
        handle(McpSchema.JSONRPCResponse.error(question, new McpSchema.JSONRPCResponse.JSONRPCError(
                McpSchema.ErrorCodes.INTERNAL_ERROR, "No answer", null)), McpTransportContext.EMPTY);
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return session().sendNotification(method, params);
    }

    @Override
    public Mono<Void> notifyClient(String sessionId, String method, Object params) {
        return session().sendNotification(method, params);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return session().closeGracefully();
    }

    /** What the session writes through. */
    private final class Channel implements McpServerTransport {
        @Override
        public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
            return Mono.fromRunnable(() -> {
                out.write(message);
                questions.sent(message);
            });
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return mapper.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.fromRunnable(end::countDown);
        }
    }
}
