package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Node;
import io.github.proxmoxtools.simulator.state.Pool;
import io.github.proxmoxtools.simulator.state.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pools of guests and storages. */
final class PoolHandlers {
    private static final String UPDATE_FAILED = "update pools failed: ";

    private PoolHandlers() {}

    static void register(Registry registry) {
        registry.get("/pools", PoolHandlers::list);
        registry.post("/pools", PoolHandlers::create);
        registry.put("/pools", PoolHandlers::update);
        registry.delete("/pools", PoolHandlers::delete);
        registry.get("/pools/{poolid}", PoolHandlers::read);
        registry.put("/pools/{poolid}", PoolHandlers::update);
        registry.delete("/pools/{poolid}", PoolHandlers::delete);
    }

    private static Object list(Call call) {
        if (call.params().has("poolid")) {
            call.caller().need("/pool/" + call.params().get("poolid"), "Pool.Audit");
            Pool pool = require(call, "");
            return List.of(full(call, pool).with("poolid", pool.id()).fields());
        }
        return call.cluster().pools().values().stream()
                .filter(pool -> call.caller().holds("/pool/" + pool.id(), "Pool.Audit"))
                .map(pool -> new Row().with("poolid", pool.id()).withText("comment", pool.comment()).fields()).toList();
    }

    private static Object read(Call call) {
        Pool pool = require(call, "");
        Row row = full(call, pool);
        return call.cluster().profile().isBefore(8) ? row.fields() : row.with("poolid", pool.id()).fields();
    }

    private static Row full(Call call, Pool pool) {
        String type = call.params().text("type");
        List<Object> members = new ArrayList<>();
        pool.guests().stream().map(call.cluster().guests()::get).filter(Objects::nonNull)
                .filter(guest -> type.isEmpty() || type.equals(guest.kind().path()))
                .forEach(guest -> members.add(guest(call, guest)));
        if (type.isEmpty() || type.equals("storage")) {
            pool.storages().stream().map(call.cluster().storages()::get).filter(Objects::nonNull)
                    .forEach(storage -> members.add(storage(call, storage)));
        }
        return new Row().withText("comment", pool.comment()).with("members", members);
    }

    /** The list of members says no more that they are some. */
    private static Object guest(Call call, Guest guest) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        ((Map<?, ?>) GuestView.resource(call, guest)).forEach((name, value) -> row.put(String.valueOf(name), value));
        row.remove("pool");
        return row;
    }

    /** A storage as the asked node sees it, or as the first node that has it does. */
    private static Object storage(Call call, Storage storage) {
        Node node = call.cluster().nodes().stream().filter(found -> storage.isOn(found.name()))
                .min(Comparator.comparingInt(found -> found.name().equals(call.asked()) ? 0 : found.id()))
                .orElseGet(() -> call.cluster().nodes().iterator().next());
        Row row = new Row().with("id", "storage/" + node.name() + "/" + storage.id()).with("type", "storage")
                .with("node", node.name()).with("storage", storage.id()).with("plugintype", storage.type())
                .with("content", String.join(",", storage.content())).with("shared", storage.isShared())
                .with("status", node.isOnline() ? "available" : "unknown");
        return node.isOnline()
                ? row.with("disk", storage.used(node.name())).with("maxdisk", storage.total()).fields()
                : row.fields();
    }

    private static @Nullable Object create(Call call) {
        String failed = "create pool failed: ";
        String id = call.params().get("poolid");
        if (call.cluster().pools().containsKey(id)) {
            throw ApiError.died(failed + "pool '" + id + "' already exists");
        }
        int slash = id.lastIndexOf('/');
        if (slash > 0 && !call.cluster().pools().containsKey(id.substring(0, slash))) {
            throw ApiError.died(failed + "parent '" + id.substring(0, slash) + "' of pool '" + id + "' does not exist");
        }
        call.cluster().pools().put(id, new Pool(id, call.params().text("comment")));
        return null;
    }

    private static @Nullable Object update(Call call) {
        Pool old = require(call, UPDATE_FAILED);
        var pool = new Pool(old.id(), call.params().find("comment").orElse(old.comment()),
                new TreeSet<>(old.guests()), new TreeSet<>(old.storages()));
        List<Runnable> moves = new ArrayList<>();
        call.params().list("vms").forEach(vmid -> changeGuest(call, pool, Integer.valueOf(vmid), moves));
        call.params().list("storage").forEach(storage -> {
            call.caller().need("/storage/" + storage, "Permissions.Modify", "Datastore.Allocate");
            requireChange(changes(call, pool.storages(), storage), "Storage '" + storage + "'", call);
        });
        moves.forEach(Runnable::run);
        call.cluster().pools().put(pool.id(), pool);
        return null;
    }

    private static void changeGuest(Call call, Pool pool, Integer vmid, List<Runnable> moves) {
        call.caller().need("/vms/" + vmid, "Permissions.Modify", "VM.Allocate");
        requireChange(changes(call, pool.guests(), vmid), "VM " + vmid, call);
        if (call.params().flag("delete")) {
            return;
        }
        call.cluster().pools().values().stream()
                .filter(other -> !other.id().equals(pool.id()) && other.guests().contains(vmid)).findFirst()
                .ifPresent(other -> {
                    if (!call.params().flag("allow-move")) {
                        String hint = call.cluster().profile().isBefore(8) ? "" : " and allow-move is not set";
                        throw ApiError
                                .died(UPDATE_FAILED + "VM " + vmid + " belongs to pool '" + other.id() + "'" + hint);
                    }
                    moves.add(() -> other.guests().remove(vmid));
                });
    }

    private static <T> boolean changes(Call call, Set<T> members, T member) {
        return call.params().flag("delete") ? members.remove(member) : members.add(member);
    }

    private static void requireChange(boolean changed, String what, Call call) {
        if (!changed) {
            throw ApiError.died(UPDATE_FAILED + what + " is " + (call.params().flag("delete") ? "not" : "already")
                    + " a pool member");
        }
    }

    private static @Nullable Object delete(Call call) {
        String failed = "delete pool failed: ";
        Pool pool = require(call, failed);
        call.cluster().pools().keySet().stream().filter(id -> id.startsWith(pool.id() + "/")).findFirst()
                .ifPresent(child -> {
                    throw ApiError.died(
                            failed + "pool '" + pool.id() + "' is not empty (contains pool '" + child + "')");
                });
        Stream.concat(pool.guests().stream().filter(call.cluster().guests()::containsKey).map(vmid -> "VM " + vmid),
                pool.storages().stream().filter(call.cluster().storages()::containsKey)
                        .map(storage -> "storage '" + storage + "'"))
                .findFirst().ifPresent(member -> {
                    throw ApiError.died(
                            failed + "pool '" + pool.id() + "' is not empty (contains " + member + ")");
                });
        call.cluster().pools().remove(pool.id());
        call.access().acl().stream().filter(entry -> entry.path().equals("/pool/" + pool.id()))
                .forEach(call.access()::revoke);
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
