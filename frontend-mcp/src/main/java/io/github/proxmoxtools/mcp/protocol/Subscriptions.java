package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Watch;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import java.util.function.Predicate;

/** Hears which resources clients subscribe to; the SDK answers them, and tells nobody. */
public final class Subscriptions {
    private final Watch watch;
    private final Predicate<String> offered;

    Subscriptions(Watch watch, Predicate<String> offered) {
        this.watch = watch;
        this.offered = offered;
    }

    /**
     * Hears a request on its way to the SDK.
     *
     * @param session whose request it is
     * @param request any request
     */
    public void hear(String session, McpSchema.JSONRPCRequest request) {
        if (request.params() instanceof Map<?, ?> params && params.get("uri") instanceof String address) {
            if (request.method().equals(McpSchema.METHOD_RESOURCES_SUBSCRIBE) && offered.test(address)) {
                watch.add(session, address);
            } else if (request.method().equals(McpSchema.METHOD_RESOURCES_UNSUBSCRIBE)) {
                watch.remove(session, address);
            }
        }
    }

    /**
     * Hears that a session has ended.
     *
     * @param session the session
     */
    public void forget(String session) {
        watch.forget(session);
    }
}
