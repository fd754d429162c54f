package io.github.proxmoxtools.mcp.protocol;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The questions that a client was asked and has not answered, so that it can be told that nobody waits any more.
 *
 * <p>The SDK names its requests by itself and tells nobody how: what goes out shows it.
 */
public final class Questions {
    /** Where a transport puts them for the handler of a request. */
    public static final String KEY = "questions";
    private static final String CANCELLED = "notifications/cancelled";

    private final Consumer<McpSchema.JSONRPCNotification> out;
    private final Consumer<Object> forgetting;
    private final Map<Object, Sent> sent = Collections.synchronizedMap(new IdentityHashMap<>());

    /** Under which id a question went out, and whether it was taken back. */
    private record Sent(Optional<Object> id, AtomicBoolean takenBack) {
        Sent() {
            this(Optional.empty(), new AtomicBoolean());
        }

        Sent under(Object name) {
            return new Sent(Optional.of(name), takenBack);
        }
    }

    /**
     * Knows no question yet.
     *
     * @param out sends to the client, and does not fail
     * @param forgetting hears the id of a question that waited in vain, which the SDK would keep for ever
     */
    public Questions(Consumer<McpSchema.JSONRPCNotification> out, Consumer<Object> forgetting) {
        this.out = out;
        this.forgetting = forgetting;
    }

    static Questions of(McpAsyncServerExchange exchange) {
        return exchange.transportContext().get(KEY) instanceof Questions questions
                ? questions
                : new Questions(notification -> {}, id -> {});
    }

    /** The question goes out next. */
    void expect(Object question) {
        sent.put(question, new Sent());
    }

    /**
     * Looks at what was sent to the client.
     *
     * @param message any message
     */
    public void sent(McpSchema.JSONRPCMessage message) {
        if (message instanceof McpSchema.JSONRPCRequest request && request.params() != null) {
            sent.computeIfPresent(request.params(), (question, before) -> before.under(request.id()));
        }
    }

    /** Tells the client, once, that it need not answer. */
    void takeBack(Object question) {
        Optional.ofNullable(sent.get(question)).filter(found -> found.id().isPresent())
                .filter(found -> found.takenBack().compareAndSet(false, true)).flatMap(Sent::id)
                .ifPresent(id -> out.accept(new McpSchema.JSONRPCNotification(CANCELLED,
                        Map.of("requestId", id, "reason", "Nobody waits for the answer any more"))));
    }

    /** Nobody has answered in time. */
    void giveUp(Object question) {
        takeBack(question);
        Optional.ofNullable(sent.get(question)).flatMap(Sent::id).ifPresent(forgetting);
    }

    /** It has an answer, or will have none. */
    void done(Object question) {
        sent.remove(question);
    }
}
