package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Node;
import io.github.proxmoxtools.simulator.state.NodeSystem;

/** Finds the system of the node that a call is about. */
final class Systems {
    private Systems() {}

    static Node node(Call call) {
        return call.cluster().node(call.node()).orElseThrow(() -> ApiError.died("no such node '" + call.node() + "'"));
    }

    static NodeSystem of(Call call) {
        return call.cluster().system(node(call));
    }

    /** Refuses to overwrite what somebody else has changed meanwhile. */
    static void requireUnchanged(Call call, String digest) {
        String expected = call.params().text("digest");
        if (!expected.isEmpty() && !expected.equals(digest)) {
            throw ApiError.died("detected modified configuration - file changed by other user? Try again.");
        }
    }
}
