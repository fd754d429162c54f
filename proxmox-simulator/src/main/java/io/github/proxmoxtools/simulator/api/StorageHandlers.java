package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Storage;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Storages: their definitions, and what a node sees of them. */
final class StorageHandlers {
    private static final long NEW_STORAGE_SIZE = 500L << 30;
    private static final Set<String> STEERING = Set.of("storage", "type", "node", "delete", "digest");

    private StorageHandlers() {}

    static void register(Registry registry) {
        registry.get("/storage", StorageHandlers::definitions);
        registry.post("/storage", StorageHandlers::create);
        registry.get("/storage/{storage}", call -> definition(require(call)));
        registry.put("/storage/{storage}", StorageHandlers::update);
        registry.delete("/storage/{storage}", StorageHandlers::delete);
        registry.get("/nodes/{node}/storage", StorageHandlers::onNode);
        registry.get("/nodes/{node}/storage/{storage}",
                call -> Directory.of("subdir", "content", "prunebackups", "rrd", "rrddata", "status", "upload"));
        registry.get("/nodes/{node}/storage/{storage}/status", StorageHandlers::status);
    }

    static boolean isVisible(Call call, Storage storage) {
        return call.caller().holdsAny("/storage/" + storage.id(), "Datastore.Audit", "Datastore.AllocateSpace");
    }

    static Storage require(Call call) {
        String id = call.params().get("storage");
        Storage storage = call.cluster().storages().get(id);
        if (storage == null) {
            throw ApiError.died("storage '" + id + "' does not exist");
        }
        return storage;
    }

    /** The storage that the path names, if the path's node has it. */
    static Storage requireOnNode(Call call) {
        Storage storage = require(call);
        if (!storage.isOn(call.node())) {
            throw ApiError.died("storage '" + storage.id() + "' is not available on node '" + call.node() + "'");
        }
        return storage;
    }

    private static Object definitions(Call call) {
        return call.cluster().storages().values().stream().filter(storage -> isVisible(call, storage))
                .filter(storage -> !call.params().has("type") || storage.type().equals(call.params().text("type")))
                .map(StorageHandlers::definition).toList();
    }

    private static Object definition(Storage storage) {
        Map<String, Object> row = new TreeMap<>(storage.options());
        row.put("storage", storage.id());
        row.put("digest", storage.digest());
        return row;
    }

    private static Object create(Call call) {
        String id = call.params().get("storage");
        if (call.cluster().storages().containsKey(id)) {
            throw ApiError.died("create storage failed: storage ID '" + id + "' already defined");
        }
        var storage = new Storage(id, call.params().get("type"), NEW_STORAGE_SIZE);
        setOptions(call, storage);
        call.cluster().storages().put(id, storage);
        return Map.of("storage", id, "type", storage.type());
    }

    private static Object update(Call call) {
        String id = call.params().get("storage");
        if (!call.cluster().storages().containsKey(id)) {
            throw ApiError.died("update storage failed: storage '" + id + "' does not exist");
        }
        Storage storage = require(call);
        String digest = call.params().text("digest");
        if (!digest.isEmpty() && !digest.equals(storage.digest())) {
            throw ApiError.died("update storage failed: "
                    + "detected modified configuration - file changed by other user? Try again.");
        }
        setOptions(call, storage);
        call.params().list("delete").forEach(storage.options()::remove);
        return Map.of("storage", id, "type", storage.type());
    }

    private static void setOptions(Call call, Storage storage) {
        call.params().firsts().forEach((key, value) -> {
            if (!STEERING.contains(key)) {
                boolean isFlag = value.equals("0") || value.equals("1");
                storage.options().put(key, isFlag ? (Object) Integer.valueOf(value) : value);
            }
        });
    }

    private static @Nullable Object delete(Call call) {
        String id = call.params().get("storage");
        if (call.cluster().storages().remove(id) == null) {
            throw ApiError.died("delete storage failed: storage '" + id + "' does not exist");
        }
        return null;
    }

    private static Object onNode(Call call) {
        Params params = call.params();
        return call.cluster().storages().values().stream().filter(storage -> storage.isOn(call.node()))
                .filter(storage -> isVisible(call, storage))
                .filter(storage -> !params.has("storage") || storage.id().equals(params.text("storage")))
                .filter(storage -> !params.flag("enabled") || storage.isEnabled())
                .filter(storage -> params.list("content").isEmpty()
                        || params.list("content").stream().anyMatch(storage.content()::contains))
                .map(storage -> figures(call, storage).with("storage", storage.id()).with("used_fraction",
                        storage.used(call.node()) / (double) storage.total()).fields())
                .toList();
    }

    private static Object status(Call call) {
        if (!call.cluster().storages().containsKey(call.params().get("storage"))) {
            throw ApiError.parameter("storage", "No such storage.");
        }
        return figures(call, require(call)).fields();
    }

    private static Row figures(Call call, Storage storage) {
        long used = storage.used(call.node());
        return new Row().with("type", storage.type().toLowerCase(Locale.ROOT))
                .with("content", String.join(",", storage.content())).with("enabled", storage.isEnabled())
                .with("active", storage.isEnabled()).with("shared", storage.isShared())
                .with("total", storage.total()).with("used", used).with("avail", storage.total() - used);
    }
}
