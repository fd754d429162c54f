package io.github.proxmoxtools.simulator.api;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Realms: where users are authenticated. */
final class RealmHandlers {
    private static final Set<String> STEERING = Set.of("realm", "delete", "digest");

    private RealmHandlers() {}

    static void register(Registry registry) {
        registry.get("/access/domains", RealmHandlers::list);
        registry.post("/access/domains", RealmHandlers::create);
        registry.get("/access/domains/{realm}", call -> require(call, ""));
        registry.put("/access/domains/{realm}", RealmHandlers::update);
        registry.delete("/access/domains/{realm}", RealmHandlers::delete);
    }

    private static Object list(Call call) {
        return call.access().realms().entrySet().stream()
                .map(realm -> new Row().with("realm", realm.getKey()).with("type", realm.getValue().get("type"))
                        .withText("comment", String.valueOf(realm.getValue().getOrDefault("comment", ""))).fields())
                .toList();
    }

    private static @Nullable Object create(Call call) {
        String realm = call.params().get("realm");
        if (call.access().realms().containsKey(realm)) {
            throw ApiError.died("add auth server failed: domain '" + realm + "' already exists");
        }
        Map<String, Object> options = new TreeMap<>();
        set(call, options);
        call.access().realms().put(realm, options);
        return null;
    }

    private static @Nullable Object update(Call call) {
        Map<String, Object> options = require(call, "update auth server failed: ");
        call.params().list("delete").forEach(options::remove);
        set(call, options);
        return null;
    }

    private static @Nullable Object delete(Call call) {
        require(call, "delete auth server failed: ");
        call.access().realms().remove(call.params().get("realm"));
        return null;
    }

    private static void set(Call call, Map<String, Object> options) {
        call.params().firsts().forEach((key, value) -> {
            if (!STEERING.contains(key)) {
                options.put(key, value);
            }
        });
    }

    private static Map<String, Object> require(Call call, String prefix) {
        String realm = call.params().get("realm");
        Map<String, Object> options = call.access().realms().get(realm);
        if (options == null) {
            throw ApiError.died(prefix + (prefix.isEmpty()
                    ? "domain '" + realm + "' does not exist"
                    : "authentication domain '" + realm + "' does not exist"));
        }
        return options;
    }
}
