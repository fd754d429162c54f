package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.NodeTools.NODE;
import static io.github.proxmoxtools.tools.infra.StorageTools.STORAGE;
import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One storage: what the cluster has configured, and what each node that has it sees. */
final class StorageDetail {
    private static final Endpoint CONFIGURATION = get("/storage/{storage}", STORAGE);
    private static final Endpoint NODES = get("/nodes");
    private static final Endpoint STATUS = get("/nodes/{node}/storage/{storage}/status", NODE, STORAGE);

    static final Tool DETAIL = Tool.reads("proxmox_storage_detail")
            .command("storage", "show")
            .title("Storage Details")
            .description("Shows a storage's configuration, and its status and usage on each node that has it. "
                    + "Nodes that do not answer are named.")
            .calls(CONFIGURATION, NODES, STATUS)
            .takes(STORAGE)
            .runs(StorageDetail::gather)
            .showsForeignText()
            .returnsData(bytes("total"), bytes("used"), bytes("avail"), flag("active"), flag("enabled"));

    private StorageDetail() {}

    private static Work gather(Reading reading) {
        List<Data> both = reading.readAll(List.of(Query.of(CONFIGURATION), Query.of(NODES)));
        Data configuration = both.get(0);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("configuration", configuration.raw());
        if (configuration.at("disable").flag()) {
            reading.note("The storage is disabled: no node uses it.");
        } else {
            result.put("nodes", statuses(reading, having(configuration, both.get(1))));
        }
        return Work.done(result);
    }

    /** A storage without a list of nodes is on all of them. */
    private static List<String> having(Data configuration, Data nodes) {
        List<String> only = NodeNames.split(configuration.at("nodes").text().orElse(""));
        return NodeNames.of(nodes).stream().filter(node -> only.isEmpty() || only.contains(node)).toList();
    }

    private static List<Object> statuses(Reading reading, List<String> nodes) {
        Map<String, Query> queries = new LinkedHashMap<>();
        nodes.forEach(node -> queries.put(node, Query.of(STATUS).with("node", node)));
        List<Object> rows = new ArrayList<>();
        try {
            reading.readEach(queries).forEach((node, status) -> {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("node", node);
                row.putAll(status.fields());
                rows.add(row);
            });
        } catch (ServerFailure | TransportFailure failure) {
            reading.lacks("status on " + String.join(", ", nodes), failure);
        }
        return rows;
    }
}
