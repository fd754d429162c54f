package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.StorageType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Storages as a node sees them. */
final class StorageStatusHandlers {
    private static final List<String> IMAGE_FORMATS = List.of("qcow2", "raw", "subvol", "vmdk");

    private StorageStatusHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes/{node}/storage", StorageStatusHandlers::list);
        registry.get("/nodes/{node}/storage/{storage}", StorageStatusHandlers::directory);
        registry.get("/nodes/{node}/storage/{storage}/status", StorageStatusHandlers::status);
        registry.get("/nodes/{node}/storage/{storage}/rrddata", StorageStatusHandlers::history);
    }

    private static Object directory(Call call) {
        return switch (call.cluster().profile()) {
            case PVE_7_4 -> Directory.of("subdir", "content", "download-url", "file-restore", "prunebackups", "rrd",
                    "rrddata", "status", "upload");
            case PVE_8_4 -> Directory.of("subdir", "content", "download-url", "file-restore", "import-metadata",
                    "prunebackups", "rrd", "rrddata", "status", "upload");
            case PVE_9_2 -> Directory.of("subdir", "content", "download-url", "file-restore", "identity",
                    "import-metadata", "oci-registry-pull", "prunebackups", "rrd", "rrddata", "status", "upload");
        };
    }

    private static Object list(Call call) {
        Params params = call.params();
        String only = params.text("storage");
        if (params.has("storage") && wanted(call, call.cluster().storages().get(only)).isEmpty()) {
            throw ApiError.parameter("storage", "No such storage.");
        }
        return call.cluster().storages().values().stream().filter(storage -> wanted(call, storage).isPresent())
                .filter(storage -> StorageHandlers.isVisible(call, storage))
                .filter(storage -> only.isEmpty() || storage.id().equals(only))
                .filter(storage -> !params.flag("enabled") || storage.isEnabled())
                .filter(storage -> !params.has("target")
                        || (storage.isOn(call.node()) && storage.isOn(params.text("target"))))
                .map(storage -> row(call, storage)).toList();
    }

    /** A content filter also leaves out what the node cannot use. */
    private static Optional<Storage> wanted(Call call, @Nullable Storage storage) {
        List<String> content = call.params().list("content");
        return Optional.ofNullable(storage)
                .filter(known -> content.isEmpty() || (StorageHandlers.obstacle(known, call.node()).isEmpty()
                        && content.stream().anyMatch(known.content()::contains)));
    }

    private static Object row(Call call, Storage storage) {
        Row row = figures(call, storage).with("storage", storage.id());
        if (isActive(call, storage)) {
            row.with("used_fraction", storage.used(call.node()) / (double) storage.total());
        }
        if (call.params().flag("format")) {
            row.withAll(formats(call, storage));
        }
        return row.fields();
    }

    private static Map<String, ?> formats(Call call, Storage storage) {
        boolean isFile = storage.kind().layout() == StorageType.Layout.FILES;
        List<String> formats = isFile ? IMAGE_FORMATS : List.of("raw");
        String standard = isFile && !storage.option("format").isEmpty() ? storage.option("format") : "raw";
        if (call.cluster().profile() == Profile.PVE_9_2) {
            return Map.of("formats", Map.of("default", standard, "supported", formats));
        }
        Map<String, Object> valid = new TreeMap<>();
        formats.forEach(format -> valid.put(format, 1));
        return Map.of("format", List.of(valid, standard));
    }

    private static Object status(Call call) {
        if (!call.cluster().storages().containsKey(call.params().get("storage"))) {
            throw ApiError.parameter("storage", "No such storage.");
        }
        return figures(call, StorageHandlers.require(call)).fields();
    }

    private static boolean isActive(Call call, Storage storage) {
        return StorageHandlers.obstacle(storage, call.node()).isEmpty();
    }

    /** What the node cannot use is listed all the same, but without figures. */
    private static Row figures(Call call, Storage storage) {
        boolean isActive = isActive(call, storage);
        long total = isActive ? storage.total() : 0;
        long used = isActive ? storage.used(call.node()) : 0;
        return new Row().with("type", storage.type()).with("content", String.join(",", storage.content()))
                .with("enabled", isActive).with("active", isActive).with("shared", storage.isShared())
                .with("total", total).with("used", used).with("avail", total - used);
    }

    private static Object history(Call call) {
        Storage storage = StorageHandlers.require(call);
        return History.points(call, time -> Map.of("total", (double) storage.total(), "used",
                (double) storage.used(call.node())));
    }
}
