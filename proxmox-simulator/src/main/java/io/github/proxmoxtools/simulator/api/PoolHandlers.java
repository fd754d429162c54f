package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Pool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pools of guests and storages. */
final class PoolHandlers {
    private PoolHandlers() {}

    static void register(Registry registry) {
        registry.get("/pools", PoolHandlers::list);
        registry.post("/pools", PoolHandlers::create);
        registry.put("/pools", PoolHandlers::update);
        registry.delete("/pools", PoolHandlers::delete);
        registry.get("/pools/{poolid}", call -> full(call, require(call, "")).fields());
        registry.put("/pools/{poolid}", PoolHandlers::update);
        registry.delete("/pools/{poolid}", PoolHandlers::delete);
    }

    private static Object list(Call call) {
        if (call.params().has("poolid")) {
            Pool pool = require(call, "");
            return List.of(full(call, pool).with("poolid", pool.id()).fields());
        }
        return call.cluster().pools().values().stream()
                .filter(pool -> call.caller().holdsAny("/pool/" + pool.id(), "Pool.Audit", "Pool.Allocate"))
                .map(pool -> new Row().with("poolid", pool.id()).withText("comment", pool.comment()).fields()).toList();
    }

    private static Row full(Call call, Pool pool) {
        List<Object> members = new ArrayList<>();
        pool.guests().forEach(vmid -> {
            Guest guest = call.cluster().guests().get(vmid);
            if (guest != null) {
                members.add(GuestView.resource(call, guest));
            }
        });
        pool.storages().forEach(storage -> members.add(new Row().with("id", "storage/" + storage)
                .with("type", "storage").with("storage", storage).fields()));
        return new Row().withText("comment", pool.comment()).with("members", members);
    }

    private static @Nullable Object create(Call call) {
        String id = call.params().get("poolid");
        if (call.cluster().pools().containsKey(id)) {
            throw ApiError.died("create pool failed: pool '" + id + "' already exists");
        }
        call.cluster().pools().put(id, new Pool(id, call.params().text("comment")));
        return null;
    }

    private static @Nullable Object update(Call call) {
        String failed = "update pools failed: ";
        Pool pool = require(call, failed);
        boolean removes = call.params().flag("delete");
        for (String vmid : call.params().list("vms")) {
            int number = Integer.parseInt(vmid);
            boolean changed = removes ? pool.guests().remove(number) : pool.guests().add(number);
            if (!changed) {
                throw ApiError.died(failed + "VM " + vmid + " is " + (removes ? "not" : "already") + " a pool member");
            }
        }
        call.params().list("storage").forEach(storage -> {
            boolean changed = removes ? pool.storages().remove(storage) : pool.storages().add(storage);
            if (!changed) {
                throw ApiError.died(
                        failed + "Storage '" + storage + "' is " + (removes ? "not" : "already") + " a pool member");
            }
        });
        call.params().find("comment").ifPresent(comment -> call.cluster().pools().put(pool.id(),
                new Pool(pool.id(), comment, pool.guests(), pool.storages())));
        return null;
    }

    private static @Nullable Object delete(Call call) {
        String failed = "delete pool failed: ";
        Pool pool = require(call, failed);
        call.cluster().pools().keySet().stream().filter(id -> id.startsWith(pool.id() + "/")).findFirst()
                .ifPresent(child -> {
                    throw ApiError.died(
                            failed + "pool '" + pool.id() + "' is not empty (contains pool '" + child + "')");
                });
        if (!pool.guests().isEmpty() || !pool.storages().isEmpty()) {
            String content = pool.guests().isEmpty()
                    ? "storage '" + pool.storages().iterator().next() + "'"
                    : "VM " + pool.guests().iterator().next();
            throw ApiError.died(failed + "pool '" + pool.id() + "' is not empty (contains " + content + ")");
        }
        call.cluster().pools().remove(pool.id());
        return null;
    }

    private static Pool require(Call call, String prefix) {
        String id = call.params().get("poolid");
        Pool pool = call.cluster().pools().get(id);
        if (pool == null) {
            throw ApiError.died(prefix + (prefix.isEmpty()
                    ? "no such pool '" + id + "'"
                    : "pool '" + id + "' does not exist"));
        }
        return pool;
    }
}
