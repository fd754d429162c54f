package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.NodeDisks;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for storages that could be used: on servers of which a storage is known already, and on the node's disks. */
final class ScanHandlers {
    private ScanHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes/{node}/scan", ScanHandlers::directory);
        registry.get("/nodes/{node}/scan/nfs", ScanHandlers::nfs);
        registry.get("/nodes/{node}/scan/cifs", ScanHandlers::cifs);
        registry.get("/nodes/{node}/scan/pbs", ScanHandlers::backupServer);
        registry.get("/nodes/{node}/scan/glusterfs", ScanHandlers::gluster);
        registry.get("/nodes/{node}/scan/iscsi", ScanHandlers::iscsi);
        registry.get("/nodes/{node}/scan/lvm", ScanHandlers::lvm);
        registry.get("/nodes/{node}/scan/lvmthin", ScanHandlers::lvmthin);
        registry.get("/nodes/{node}/scan/zfs", ScanHandlers::zfs);
    }

    private static Object directory(Call call) {
        return call.cluster().profile() == Profile.PVE_9_2
                ? Directory.of("method", "cifs", "iscsi", "lvm", "nfs", "pbs", "zfs")
                : Directory.of("method", "cifs", "glusterfs", "iscsi", "lvm", "nfs", "pbs", "zfs");
    }

    private static List<Storage> known(Call call, String type, Predicate<Storage> isMeant) {
        return call.cluster().storages().values().stream()
                .filter(storage -> storage.type().equals(type) && isMeant.test(storage)).toList();
    }

    private static List<Storage> served(Call call, String type, String refusal) {
        String server = call.params().get("server");
        List<Storage> found = known(call, type, storage -> storage.option("server").equals(server));
        if (found.isEmpty()) {
            throw ApiError.died(refusal);
        }
        return found;
    }

    private static Object nfs(Call call) {
        String server = call.params().get("server");
        return served(call, "nfs", "command '/sbin/showmount --no-headers --exports " + server
                + "' failed: exit code 1").stream()
                .map(storage -> new Row().with("path", storage.option("export")).with("options", "*").fields())
                .toList();
    }

    private static Object cifs(Call call) {
        String server = call.params().get("server");
        return served(call, "cifs", "do_connect: Connection to " + server
                + " failed (Error NT_STATUS_HOST_UNREACHABLE)").stream()
                .map(storage -> new Row().with("share", storage.option("share")).with("description", "").fields())
                .toList();
    }

    private static Object backupServer(Call call) {
        String address = call.params().get("server") + ":" + call.params().number("port", 8007);
        return served(call, "pbs", "error fetching datastores - 500 Can't connect to " + address
                + " (No route to host)").stream()
                .map(storage -> new Row().with("store", storage.option("datastore")).fields()).toList();
    }

    private static Object gluster(Call call) {
        String server = call.params().get("server");
        return served(call, "glusterfs", "command '/usr/sbin/gluster peer probe " + server
                + "' failed: exit code 1").stream()
                .map(storage -> new Row().with("volname", storage.option("volume")).fields()).toList();
    }

    /** A portal that does not answer has no targets: that is not an error. */
    private static Object iscsi(Call call) {
        String portal = call.params().get("portal");
        return known(call, "iscsi", storage -> storage.option("portal").equals(portal)).stream()
                .map(storage -> new Row().with("target", storage.option("target"))
                        .with("portal", portal.contains(":") ? portal : portal + ":3260").fields())
                .toList();
    }

    private static Stream<NodeDisks.Pool> pools(Call call, String kind) {
        return Systems.of(call).disks().pools().values().stream().filter(pool -> pool.kind().equals(kind));
    }

    private static Object lvm(Call call) {
        return pools(call, "lvm").map(pool -> new Row().with("vg", pool.name()).fields()).toList();
    }

    private static Object lvmthin(Call call) {
        String group = call.params().get("vg");
        if (pools(call, "lvm").noneMatch(pool -> pool.name().equals(group))) {
            throw ApiError.died("no such volume group '" + group + "'");
        }
        List<Object> rows = new ArrayList<>();
        pools(call, "lvmthin").filter(pool -> pool.detail().equals(group))
                .forEach(pool -> rows.add(new Row().with("lv", pool.name()).with("vg", group).fields()));
        return rows;
    }

    private static Object zfs(Call call) {
        return pools(call, "zfs").map(pool -> new Row().with("pool", pool.name()).fields()).toList();
    }
}
