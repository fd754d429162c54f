package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.simulator.state.Access;
import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that was let through to its handler.
 *
 * @param method what the schema says of it
 * @param cluster what it is about
 * @param caller who makes it
 * @param params its parameters, those of the path included
 * @param asked the node that was asked
 * @param tickets issues tickets
 */
record Call(ApiMethod method, Cluster cluster, Caller caller, Params params, String asked, Tickets tickets) {
    /** The node that the path names. */
    String node() {
        return params.get("node");
    }

    int vmid() {
        return params.vmid();
    }

    Access access() {
        return cluster.access();
    }

    Instant now() {
        return cluster.now();
    }

    /** Starts a task on the path's node and answers its UPID. */
    String task(String type, String id, @Nullable String lock, TaskWork work) {
        return cluster.tasks().start(node(), type, id, caller.who(), lock, work).toString();
    }

    /** Starts a task on the node that was asked, which holds no lock, and answers its UPID. */
    String taskHere(String type, TaskWork work) {
        return cluster.tasks().start(asked, type, "", caller.who(), (String) null, work).toString();
    }
}
