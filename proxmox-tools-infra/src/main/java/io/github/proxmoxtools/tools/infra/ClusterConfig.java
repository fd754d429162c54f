package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Endpoint.get;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the nodes are joined, gathered from three places; a host alone has nothing to tell how to join it. */
final class ClusterConfig {
    private static final Endpoint JOIN = get("/cluster/config/join");
    private static final Endpoint NODES = get("/cluster/config/nodes");
    private static final Endpoint TOTEM = get("/cluster/config/totem");

    static final Tool CONFIG = Tool.reads("proxmox_cluster_config")
            .command("cluster", "config")
            .title("Cluster Configuration")
            .description("Shows how the nodes form a cluster: corosync nodes with their links and votes, totem "
                    + "settings, and what another host needs to join. A host alone has no join information.")
            .calls(JOIN, NODES, TOTEM)
            .runs(ClusterConfig::gather)
            .returnsData();

    private ClusterConfig() {}

    private static Work gather(Reading reading) {
        Map<String, Query> queries = new LinkedHashMap<>();
        queries.put("nodes", Query.of(NODES));
        queries.put("totem", Query.of(TOTEM));
        queries.put("join", Query.of(JOIN));
        Map<String, Data> came = reading.readEach(queries);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        came.forEach((name, answer) -> result.put(name, answer.raw()));
        return Work.done(result);
    }
}
