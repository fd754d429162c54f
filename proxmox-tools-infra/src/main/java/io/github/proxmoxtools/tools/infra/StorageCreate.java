package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.StorageTools.STORAGE;
import static io.github.proxmoxtools.tools.spi.Condition.official;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.list;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.List;

/** Defines a storage; the server would take nodes that do not exist. */
final class StorageCreate {
    private static final Param<String> TYPE = text("type",
            "dir, nfs, cifs, pbs, lvm, lvmthin, zfspool, btrfs, rbd, cephfs, iscsi or another that the server knows.")
            .pattern("[a-z][a-z0-9]*", "the name of a kind of storage", "dir");
    private static final Param<List<String>> CONTENT = list("content",
            "What may lie on it: images, rootdir, iso, vztmpl, backup, snippets, import.").optional();
    private static final Param<List<String>> NODES = list("nodes", "Only these; 'all' or nothing means every node.")
            .optional().notSent();
    private static final Param<String> PATH = text("path", "For dir and btrfs.").optional();
    private static final Param<String> SERVER = text("server", "For nfs, cifs and pbs.").optional();
    private static final Param<String> EXPORT = text("export", "For nfs.").optional();
    private static final Param<String> POOL = text("pool", "For zfspool and rbd.").optional();
    private static final Param<String> DATASTORE = text("datastore", "For pbs.").optional();
    private static final Param<String> PASSWORD = text("password", "For cifs and pbs.").max(256).secret().optional();
    private static final Param<String> KEYRING = text("keyring", "").secret().optional();
    private static final Param<String> ENCRYPTION_KEY = text("encryption-key", "").secret().optional();
    private static final Param<Boolean> DISABLE = flag("disable", "");
    private static final Param<Boolean> SHARED = flag("shared", "All nodes see the same content; sets up no sharing.");
    private static final String EVERY_NODE = "all";
    private static final Endpoint KNOWN_NODES = get("/nodes");
    private static final Endpoint NEW_STORAGE = post("/storage", STORAGE, TYPE, CONTENT, PATH, SERVER, EXPORT, POOL,
            DATASTORE, PASSWORD, KEYRING, ENCRYPTION_KEY, DISABLE, SHARED);

    static final Tool CREATE = Tool.changes("proxmox_storage_create")
            .command("storage", "create")
            .title("Create Storage")
            .description("Makes a storage known to the cluster: a directory, a share or a pool that exists already. "
                    + "Which parameters are needed depends on the type; any official one is taken by its name. With "
                    + "base, an LVM storage is made on that volume, and what was on it is lost.")
            .calls(KNOWN_NODES, NEW_STORAGE)
            .takes(STORAGE, TYPE, CONTENT, NODES, PATH, SERVER, EXPORT, POOL, DATASTORE, PASSWORD, KEYRING,
                    ENCRYPTION_KEY, DISABLE, SHARED)
            .runs(StorageCreate::create)
            .destroysWhen(official("base"), official("prune-backups"), official("maxfiles"))
            .acceptsOfficialParameters()
            .returnsData();

    private StorageCreate() {}

    private static Work create(Reading reading) {
        List<String> nodes = reading.arguments().find(NODES).orElse(List.of(EVERY_NODE)).stream().distinct().toList();
        Query query = Query.of(NEW_STORAGE);
        if (!nodes.equals(List.of(EVERY_NODE))) {
            requireAll(nodes, reading);
            query = query.with("nodes", String.join(",", nodes));
        }
        return Work.of(Step.of("Create the storage " + reading.arguments().get(STORAGE), query));
    }

    private static void requireAll(List<String> nodes, Reading reading) {
        List<String> known = NodeNames.of(reading.read(Query.of(KNOWN_NODES)));
        List<String> missing = nodes.stream().filter(node -> !known.contains(node)).toList();
        if (!missing.isEmpty()) {
            throw InvalidCall.argument("nodes", "no such nodes: " + String.join(", ", missing) + "; there are "
                    + String.join(", ", known) + ", and 'all' alone for every node");
        }
    }
}
