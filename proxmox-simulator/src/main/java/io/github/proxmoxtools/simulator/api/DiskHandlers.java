package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.NodeDisks;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The physical disks of a node, and the volume groups, pools and directories made of them. */
final class DiskHandlers {
    private static final Duration CREATE = Duration.ofSeconds(3);
    private static final String BASE = "/nodes/{node}/disks";
    private static final long POOL_SIZE = 3_000_000_000_000L;

    private DiskHandlers() {}

    static void register(Registry registry) {
        registry.get(BASE + "/list", DiskHandlers::list);
        registry.get(BASE + "/smart", DiskHandlers::smart);
        registry.post(BASE + "/initgpt", call -> write(call, "diskinit", "gpt"));
        registry.put(BASE + "/wipedisk", call -> write(call, "wipedisk", ""));
        registry.get(BASE + "/lvm", DiskHandlers::groups);
        registry.get(BASE + "/lvmthin", call -> rows(call, "lvmthin", pool -> new Row().with("lv", pool.name())
                .with("vg", pool.detail()).with("lv_size", POOL_SIZE).with("used", 0).with("metadata_size", 1L << 30)
                .with("metadata_used", 1L << 20)));
        registry.get(BASE + "/zfs", call -> rows(call, "zfs", pool -> new Row().with("name", pool.name())
                .with("size", POOL_SIZE).with("free", POOL_SIZE).with("alloc", 0).with("frag", 0).with("dedup", 1)
                .with("health", "ONLINE")));
        registry.get(BASE + "/zfs/{name}", DiskHandlers::zfs);
        registry.get(BASE + "/directory", call -> rows(call, "dir", pool -> new Row()
                .with("path", "/mnt/pve/" + pool.name()).with("device", pool.detail()).with("type", "ext4")
                .with("options", "defaults")
                .with("unitfile", "/etc/systemd/system/mnt-pve-" + pool.name() + ".mount")));
        registry.post(BASE + "/lvm", call -> create(call, "lvm", "device"));
        registry.post(BASE + "/lvmthin", call -> create(call, "lvmthin", "device"));
        registry.post(BASE + "/directory", call -> create(call, "dir", "device"));
        registry.post(BASE + "/zfs", call -> create(call, "zfs", "devices"));
        for (String kind : List.of("lvm", "lvmthin", "zfs", "directory")) {
            registry.delete(BASE + "/" + kind + "/{name}", call -> remove(call, kind.replace("directory", "dir")));
        }
    }

    private static Object list(Call call) {
        boolean onlyUnused = call.params().text("type").equals("unused");
        return Systems.of(call).disks().disks().values().stream()
                .filter(disk -> !onlyUnused || disk.use().isEmpty()).map(DiskHandlers::row).toList();
    }

    private static Object row(NodeDisks.PhysicalDisk disk) {
        Row row = new Row().with("devpath", disk.device()).with("model", disk.model()).with("serial", disk.serial())
                .with("size", disk.size()).with("rpm", disk.rpm()).with("type", disk.rpm() == 0 ? "ssd" : "hdd")
                .with("vendor", "ATA").with("health", "PASSED").with("gpt", disk.use().isEmpty() ? 0 : 1)
                .with("wearout", disk.rpm() == 0 ? (Object) 98 : "N/A").with("osdid", -1)
                .with("by_id_link", "/dev/disk/by-id/ata-" + disk.model() + "_" + disk.serial());
        return row.withText("used", disk.use()).fields();
    }

    private static NodeDisks.PhysicalDisk require(Call call, String device) {
        NodeDisks.PhysicalDisk disk = Systems.of(call).disks().disks().get(device);
        if (disk == null) {
            throw ApiError.died("'" + device + "' is not a valid block device");
        }
        return disk;
    }

    private static void requireUnused(Call call, String device) {
        if (!require(call, device).use().isEmpty()) {
            throw ApiError.died("device '" + device + "' is already in use");
        }
    }

    private static Object smart(Call call) {
        NodeDisks.PhysicalDisk disk = require(call, call.params().get("disk"));
        Row row = new Row().with("health", "PASSED");
        if (call.params().flag("healthonly")) {
            return row.fields();
        }
        Row hours = new Row().with("id", "  9").with("name", "Power_On_Hours").with("flags", "-O--CK")
                .with("value", " 99").with("worst", " 99").with("threshold", "  0").with("fail", "-")
                .with("raw", Integer.toString(1000 + disk.serial().length())).with("normalized", 99);
        return row.with("type", "ata").with("attributes", List.of(hours.fields())).fields();
    }

    private static Object write(Call call, String type, String use) {
        String device = call.params().get("disk");
        requireUnused(call, device);
        return call.task(type, device.replaceFirst("^/dev/", ""), null,
                TaskWork.lasting(CREATE, log -> Systems.of(call).disks().use(device, use)));
    }

    private static Stream<NodeDisks.Pool> pools(Call call, String kind) {
        return Systems.of(call).disks().pools().values().stream().filter(pool -> pool.kind().equals(kind));
    }

    private static Object rows(Call call, String kind, Function<NodeDisks.Pool, Row> row) {
        return pools(call, kind).map(row).map(Row::fields).toList();
    }

    private static Object groups(Call call) {
        List<?> groups = pools(call, "lvm").map(pool -> new Row().with("name", pool.name()).with("leaf", 0)
                .with("size", POOL_SIZE).with("free", POOL_SIZE / 10).with("lvcount", 1)
                .with("children", List.of(new Row().with("name", pool.detail()).with("leaf", 1)
                        .with("size", POOL_SIZE).with("free", POOL_SIZE / 10).fields()))
                .fields()).toList();
        return Map.of("leaf", 0, "children", groups);
    }

    private static Object zfs(Call call) {
        String name = call.params().get("name");
        NodeDisks.Pool pool = pools(call, "zfs").filter(known -> known.name().equals(name)).findFirst()
                .orElseThrow(() -> ApiError.died("command 'zpool status -P " + name + "' failed: exit code 1"));
        List<?> devices = Stream.of(pool.detail().split(",")).map(device -> new Row().with("name", device)
                .with("leaf", 1).with("state", "ONLINE").with("read", 0).with("write", 0).with("cksum", 0)
                .with("msg", "").fields()).toList();
        return new Row().with("name", name).with("state", "ONLINE").with("errors", "No known data errors")
                .with("scan", "none requested").with("leaf", 0).with("children", devices).fields();
    }

    private static Object create(Call call, String kind, String parameter) {
        List<String> devices = call.params().list(parameter);
        devices.forEach(device -> requireUnused(call, device));
        String name = call.params().get("name");
        if (pools(call, kind).anyMatch(pool -> pool.name().equals(name))) {
            throw ApiError.died(kind + " '" + name + "' already exists on node '" + call.node() + "'");
        }
        boolean addsStorage = call.params().flag("add_storage");
        if (addsStorage && call.cluster().storages().containsKey(name)) {
            throw ApiError.died("Storage ID '" + name + "' already exists on node " + call.node());
        }
        String use = kind.startsWith("lvm") ? "LVM" : kind.equals("zfs") ? "ZFS" : "mounted";
        return call.task(kind + "create", name, null, TaskWork.lasting(CREATE, log -> {
            NodeDisks disks = Systems.of(call).disks();
            devices.forEach(device -> disks.use(device, use));
            String detail = kind.equals("lvmthin") ? name : String.join(",", devices);
            disks.pools().put(kind + "/" + name, new NodeDisks.Pool(kind, name, detail));
            if (kind.equals("lvmthin")) {
                disks.pools().put("lvm/" + name, new NodeDisks.Pool("lvm", name, devices.getFirst()));
            }
            if (addsStorage) {
                call.cluster().storages().put(name, storage(call, kind, name));
            }
        }));
    }

    private static Storage storage(Call call, String kind, String name) {
        var storage = new Storage(name, kind.equals("zfs") ? "zfspool" : kind, POOL_SIZE);
        switch (kind) {
            case "zfs" -> storage.options().put("pool", name);
            case "dir" -> storage.options().put("path", "/mnt/pve/" + name);
            default -> storage.options().put("vgname", name);
        }
        if (kind.equals("lvmthin")) {
            storage.options().put("thinpool", name);
        }
        storage.options().put("content", kind.equals("dir")
                ? "backup,images,iso,rootdir,snippets,vztmpl"
                : "images,rootdir");
        storage.options().put("nodes", call.node());
        return storage;
    }

    private static Object remove(Call call, String kind) {
        String name = call.params().get("name");
        return call.task(kind + "remove", name, null, TaskWork.lasting(CREATE, log -> {
            NodeDisks disks = Systems.of(call).disks();
            NodeDisks.Pool pool = disks.pools().remove(kind + "/" + name);
            if (call.params().flag("cleanup-config")) {
                call.cluster().storages().values()
                        .removeIf(storage -> storage.id().equals(name) && storage.isOn(call.node()));
            }
            if (pool != null && call.params().flag("cleanup-disks")) {
                List.of(pool.detail().split(",")).forEach(device -> disks.use(device, ""));
            }
        }));
    }
}
