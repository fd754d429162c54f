package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Role;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Roles. */
final class RoleHandlers {
    private RoleHandlers() {}

    static void register(Registry registry) {
        registry.get("/access/roles", call -> call.access().roles().values().stream().map(RoleHandlers::row).toList());
        registry.post("/access/roles", RoleHandlers::create);
        registry.get("/access/roles/{roleid}", RoleHandlers::read);
        registry.put("/access/roles/{roleid}", RoleHandlers::update);
        registry.delete("/access/roles/{roleid}", RoleHandlers::delete);
    }

    private static Object row(Role role) {
        return new Row().with("roleid", role.id()).with("privs", String.join(",", role.privileges()))
                .with("special", role.special()).fields();
    }

    private static Object read(Call call) {
        var privileges = new TreeMap<String, Integer>();
        require(call, "").privileges().forEach(privilege -> privileges.put(privilege, 1));
        return privileges;
    }

    private static @Nullable Object create(Call call) {
        String id = call.params().get("roleid");
        if (id.toUpperCase(Locale.ROOT).startsWith("PVE")) {
            throw ApiError.parameter("roleid",
                    "cannot use role ID starting with the (case-insensitive) 'PVE' namespace");
        }
        Set<String> privileges = privileges(call);
        if (call.access().roles().containsKey(id)) {
            throw ApiError.died("create role failed: role '" + id + "' already exists");
        }
        call.access().roles().put(id, new Role(id, privileges, false));
        return null;
    }

    private static @Nullable Object update(Call call) {
        Role old = require(call, "update role failed: ");
        requireOwn(old, "modified");
        Set<String> privileges = privileges(call);
        if (call.params().flag("append")) {
            privileges.addAll(old.privileges());
        }
        call.access().roles().put(old.id(), new Role(old.id(), privileges, false));
        return null;
    }

    private static @Nullable Object delete(Call call) {
        Role role = require(call, "delete role failed: ");
        requireOwn(role, "deleted");
        call.access().removeRole(role.id());
        return null;
    }

    private static Set<String> privileges(Call call) {
        List<String> given = call.params().list("privs");
        Set<String> known = call.access().allPrivileges();
        given.stream().filter(privilege -> !known.contains(privilege)).findFirst().ifPresent(privilege -> {
            throw ApiError.parameter("privs", "invalid format - invalid privilege '" + privilege + "'\n");
        });
        return new TreeSet<>(given);
    }

    private static void requireOwn(Role role, String action) {
        if (role.special()) {
            throw ApiError.died("auto-generated role '" + role.id() + "' cannot be " + action);
        }
    }

    private static Role require(Call call, String prefix) {
        String id = call.params().get("roleid");
        Role role = call.access().roles().get(id);
        if (role == null) {
            throw ApiError.died(prefix + "role '" + id + "' does not exist");
        }
        return role;
    }
}
