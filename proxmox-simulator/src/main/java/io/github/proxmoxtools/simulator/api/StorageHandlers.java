package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.StorageType;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Storages: their definitions. */
final class StorageHandlers {
    private static final long NEW_STORAGE_SIZE = 500L << 30;

    private StorageHandlers() {}

    static void register(Registry registry) {
        registry.get("/storage", StorageHandlers::definitions);
        registry.post("/storage", StorageHandlers::create);
        registry.get("/storage/{storage}", call -> definition(call, require(call)));
        registry.put("/storage/{storage}", StorageHandlers::update);
        registry.delete("/storage/{storage}", StorageHandlers::delete);
    }

    static boolean isVisible(Call call, Storage storage) {
        return call.caller().holdsAny("/storage/" + storage.id(), "Datastore.Audit", "Datastore.AllocateSpace");
    }

    static Storage require(Call call) {
        return require(call, call.params().get("storage"));
    }

    static Storage require(Call call, String id) {
        Storage storage = call.cluster().storages().get(id);
        if (storage == null) {
            throw ApiError.died("storage '" + id + "' does not exist");
        }
        return storage;
    }

    /** The storage that the path names, if the path's node has it. */
    static Storage requireOnNode(Call call) {
        Storage storage = require(call);
        String obstacle = obstacle(storage, call.node());
        if (!obstacle.isEmpty()) {
            throw ApiError.died(obstacle);
        }
        return storage;
    }

    /** Why a node cannot use a storage, or empty. */
    static String obstacle(Storage storage, String node) {
        if (!storage.isEnabled()) {
            return "storage '" + storage.id() + "' is disabled";
        }
        return storage.isOn(node) ? "" : "storage '" + storage.id() + "' is not available on node '" + node + "'";
    }

    private static Object definitions(Call call) {
        return call.cluster().storages().values().stream().filter(storage -> isVisible(call, storage))
                .filter(storage -> !call.params().has("type") || storage.type().equals(call.params().text("type")))
                .map(storage -> definition(call, storage)).toList();
    }

    private static Object definition(Call call, Storage storage) {
        Map<String, Object> row = new TreeMap<>(storage.options());
        row.put("storage", storage.id());
        row.put("digest", digest(call));
        row.put("content", String.join(",", storage.content()));
        if (storage.kind().isShared()) {
            row.put("shared", 1);
        }
        return row;
    }

    /** All definitions stand in one file. */
    private static String digest(Call call) {
        return call.cluster().storages().values().stream().map(Storage::digest)
                .collect(Collectors.collectingAndThen(Collectors.joining(), Storage::digestOf));
    }

    private static Object create(Call call) {
        String id = call.params().get("storage");
        var storage = new Storage(id, call.params().get("type"), NEW_STORAGE_SIZE);
        storage.options().putAll(StorageOptions.given(call, storage.kind()));
        StorageOptions.requireAll(call, storage.kind());
        if (call.cluster().storages().containsKey(id)) {
            throw ApiError.died("create storage failed: storage ID '" + id + "' already defined");
        }
        StorageOptions.complete(storage);
        call.cluster().storages().put(id, storage);
        return answer(storage);
    }

    private static Object answer(Storage storage) {
        return Map.of("storage", storage.id(), "type", storage.type());
    }

    private static Object update(Call call) {
        try {
            return change(call);
        } catch (ApiError e) {
            throw e.status() == 500 ? ApiError.died("update storage failed: " + e.reason()) : e;
        }
    }

    private static Object change(Call call) {
        String digest = call.params().text("digest");
        if (!digest.isEmpty() && !digest.equals(digest(call))) {
            throw ApiError.died("detected modified configuration - file changed by other user? Try again.");
        }
        Storage storage = require(call);
        StorageType type = storage.kind();
        Map<String, Object> given = StorageOptions.given(call, type);
        given.keySet().stream().filter(type.fixed()::contains).findFirst().ifPresent(option -> {
            throw ApiError.died("can't change value of fixed parameter '" + option + "'");
        });
        call.params().list("delete").stream()
                .map(option -> StorageOptions.refusalToDelete(type, option, call.params()))
                .filter(refusal -> !refusal.isEmpty()).findFirst().ifPresent(refusal -> {
                    throw ApiError.died(refusal);
                });
        call.params().list("delete").forEach(storage.options()::remove);
        storage.options().putAll(given);
        return answer(storage);
    }

    private static @Nullable Object delete(Call call) {
        String id = call.params().get("storage");
        if (!call.cluster().storages().containsKey(id)) {
            throw ApiError.died("delete storage failed: storage '" + id + "' does not exist");
        }
        boolean isBase = call.cluster().storages().values().stream()
                .anyMatch(other -> other.option("base").startsWith(id + ":"));
        if (isBase) {
            throw ApiError.died(
                    "delete storage failed: can't remove storage - storage is used as base of another storage");
        }
        call.cluster().storages().remove(id);
        call.access().acl().stream().filter(entry -> entry.path().equals("/storage/" + id))
                .forEach(call.access()::revoke);
        return null;
    }
}
