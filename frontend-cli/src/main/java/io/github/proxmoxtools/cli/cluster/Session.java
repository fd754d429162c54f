package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import java.util.List;
import java.util.Optional;

/** A cluster to work on, and what was started for it; closed before the process ends. */
public interface Session extends AutoCloseable {
    /**
     * Runs a tool.
     *
     * @param call the call
     * @return what it answered
     */
    ToolResult run(ToolCall call);

    /**
     * Says what a call would do.
     *
     * @param call the call
     * @return the plan
     */
    Plan plan(ToolCall call);

    /**
     * Makes a call that no tool stands for, and that who asked for has confirmed.
     *
     * @param request the call
     * @return what it answered, secrets included
     */
    Data send(ApiRequest request);

    /**
     * Reads the server's own description of its API.
     *
     * @return its index
     */
    ApiIndex serverApi();

    /**
     * Finds guests by their ids or names.
     *
     * @param kind which guests are meant
     * @param idsOrNames digits are an id, anything else is a name
     * @param node where they are; empty for anywhere
     * @return one for each, in the same order
     */
    List<GuestAddress> guestsNamed(GuestKind kind, List<String> idsOrNames, Optional<String> node);

    /**
     * Finds the guests that a filter lets through.
     *
     * @param kind which guests are meant
     * @param filter terms such as {@code status=running,tags~web}; blank for all guests
     * @return by id
     */
    List<GuestAddress> guestsWhere(GuestKind kind, String filter);

    /**
     * Gives what can be told of the cluster without a tool.
     *
     * @return reads anew with each question
     */
    Facts facts();

    /**
     * Says where the cluster is.
     *
     * @return host and port of the first node that the settings name
     */
    String address();

    /**
     * Tells whether somebody wants this to end, so that no further call is worth beginning.
     *
     * @return whether calls that are begun now would be refused
     */
    default boolean isEnding() {
        return false;
    }

    @Override
    void close();
}
