package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.simulator.state.Cluster;
import java.util.regex.Pattern;

/** Keeps a node without quorum from writing what belongs to the whole cluster. */
final class Quorum {
    /** Paths whose writes end in the cluster's file system, not on the node alone. */
    private static final Pattern SHARED = Pattern.compile("/(access(?!/(ticket|vncticket|openid))|cluster|pools|storage"
            + "|nodes/\\{node}/(config|firewall|ceph"
            + "|(qemu|lxc)(?!/\\{vmid}/(status|agent|monitor|sendkey|vncproxy|termproxy|spiceproxy))))(/.*)?");

    private Quorum() {}

    static void check(ApiMethod method, Cluster cluster, String node) {
        boolean writes = !method.httpMethod().equals("GET") && SHARED.matcher(method.path()).matches();
        if (writes && !cluster.isQuorate(node)) {
            throw ApiError.died("cluster not ready - no quorum?");
        }
    }
}
