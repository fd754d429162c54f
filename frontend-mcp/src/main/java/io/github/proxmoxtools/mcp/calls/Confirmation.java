package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.spi.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How calls that destroy are confirmed, for all calls of a server. */
public interface Confirmation {
    /**
     * Adds to the arguments of a tool that can destroy what confirming needs.
     *
     * @param schema the JSON Schema of its arguments
     * @return the schema to publish
     */
    default Map<String, Object> schema(Map<String, Object> schema) {
        return schema;
    }

    /**
     * Says in one sentence what a model must know about it.
     *
     * @return the sentence
     */
    String instruction();

    /**
     * Begins to confirm one call.
     *
     * @param attempt the call
     * @param peer who called
     * @return what confirms this call, and no other
     */
    Single begin(Attempt attempt, Peer peer);

    /** Confirms a single call. */
    interface Single {
        /**
         * Gives the arguments that are the tool's own.
         *
         * @return the arguments
         */
        Map<String, @Nullable Object> arguments();

        /**
         * Gives who answers.
         *
         * @return the confirmer
         */
        Confirmer confirmer();

        /**
         * Adds to a refusal how the call could be confirmed.
         *
         * @param refusal the refusal
         * @param content its published JSON form, which is added to
         */
        default void explain(Refusal refusal, Map<String, Object> content) {}
    }
}
