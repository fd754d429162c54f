package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.Digests;
import io.github.proxmoxtools.simulator.state.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the nodes are joined: what a standalone node has none of. */
final class MembershipHandlers {
    private static final int API_VERSION = 1;

    private MembershipHandlers() {}

    static void register(Registry registry) {
        String path = "/cluster/config";
        registry.get(path, call -> Directory.of("name", "nodes", "totem", "join", "qdevice", "apiversion"));
        registry.get(path + "/nodes", call -> isStandalone(call.cluster())
                ? List.of()
                : call.cluster().nodes().stream().map(node -> node(node).with("node", node.name()).fields()).toList());
        registry.get(path + "/totem", call -> isStandalone(call.cluster()) ? null : totem(call.cluster()));
        registry.get(path + "/qdevice", call -> Map.of());
        registry.get(path + "/apiversion", call -> API_VERSION);
        registry.get(path + "/join", MembershipHandlers::join);
    }

    private static boolean isStandalone(Cluster cluster) {
        return cluster.nodes().size() == 1;
    }

    private static Row node(Node node) {
        return new Row().with("name", node.name()).with("nodeid", Integer.toString(node.id()))
                .with("quorum_votes", "1").with("ring0_addr", node.address());
    }

    private static Map<String, @Nullable Object> totem(Cluster cluster) {
        return new Row().with("cluster_name", cluster.name())
                .with("config_version", Integer.toString(cluster.nodes().size()))
                .with("interface", Map.of("0", Map.of("linknumber", "0"))).with("ip_version", "ipv4-6")
                .with("link_mode", "passive").with("secauth", "on").with("version", "2").fields();
    }

    private static Object join(Call call) {
        Cluster cluster = call.cluster();
        if (isStandalone(cluster)) {
            throw ApiError.raised(424, "node is not in a cluster, no join info available!");
        }
        String preferred = call.params().find("node").orElse(call.asked());
        Node chosen = cluster.node(preferred)
                .orElseThrow(() -> ApiError.died("no such node '" + preferred + "' in the cluster's configuration"));
        List<Map<String, @Nullable Object>> nodes = cluster.nodes().stream().map(node -> node(node)
                .with("pve_addr", node.address()).with("pve_fp", node.fingerprint().toUpperCase(Locale.ROOT)).fields())
                .toList();
        return new Row().with("config_digest", Digests.of(nodes.toString())).with("nodelist", nodes)
                .with("preferred_node", chosen.name()).with("totem", totem(cluster)).fields();
    }
}
