package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Access;
import io.github.proxmoxtools.simulator.state.AclEntry;
import io.github.proxmoxtools.simulator.state.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The access control list, and what follows from it. */
final class AclHandlers {
    private static final Pattern PATH = Pattern
            .compile("/|/(access|nodes|pool|sdn|storage|vms|mapping)(/[^/\\s]+)*");
    private static final List<String> ALWAYS_SHOWN = List.of("/", "/access", "/access/groups", "/nodes", "/pool",
            "/sdn", "/storage", "/vms");

    private AclHandlers() {}

    static void register(Registry registry) {
        registry.get("/access/acl", AclHandlers::list);
        registry.put("/access/acl", AclHandlers::update);
        registry.get("/access/permissions", AclHandlers::permissions);
    }

    private static Object list(Call call) {
        return call.access().acl().stream()
                .filter(entry -> call.caller().holdsAny(entry.path(), "Permissions.Modify", "Sys.Audit"))
                .map(entry -> new Row().with("path", entry.path()).with("type", entry.type())
                        .with("ugid", entry.who()).with("roleid", entry.role())
                        .with("propagate", entry.propagates()).fields())
                .toList();
    }

    private static @Nullable Object update(Call call) {
        Params params = call.params();
        String path = normalized(params.get("path"));
        if (!PATH.matcher(path).matches()) {
            throw ApiError.parameter("path", "invalid ACL path '" + path + "'");
        }
        if (!params.has("users") && !params.has("groups") && !params.has("tokens")) {
            String text = "either 'users', 'groups' or 'tokens' is required.";
            throw ApiError.parameters(Map.of("users", text, "groups", text, "tokens", text));
        }
        for (String role : params.list("roles")) {
            require("role", role, call.access().roles().containsKey(role));
            params.list("groups").forEach(group -> change(call, new AclEntry(path, "group",
                    require("group", group, call.access().groups().containsKey(group)), role, propagates(params))));
            params.list("users").forEach(user -> change(call, new AclEntry(path, "user",
                    require("user", user, call.access().users().containsKey(user)), role, propagates(params))));
            params.list("tokens").forEach(token -> change(call, new AclEntry(path, "token",
                    require("token", token, isToken(call.access(), token)), role, propagates(params))));
        }
        return null;
    }

    private static boolean propagates(Params params) {
        return params.flag("propagate", true);
    }

    private static void change(Call call, AclEntry entry) {
        if (call.params().flag("delete")) {
            call.access().revoke(entry);
        } else {
            call.access().grant(entry);
        }
    }

    private static String require(String what, String name, boolean exists) {
        if (!exists) {
            throw ApiError.died("ACL update failed: " + what + " '" + name + "' does not exist");
        }
        return name;
    }

    private static boolean isToken(Access access, String full) {
        String[] parts = full.split("!", 2);
        User user = access.users().get(parts[0]);
        return user != null && parts.length == 2 && user.tokens().containsKey(parts[1]);
    }

    private static Object permissions(Call call) {
        String who = call.params().find("userid").orElse(call.caller().who());
        boolean isOwn = who.equals(call.caller().who()) || who.startsWith(call.caller().who() + "!");
        if (!isOwn) {
            call.caller().need("/access", "Sys.Audit");
        }
        if (call.params().has("path")) {
            String path = normalized(call.params().get("path"));
            return Map.of(path, call.access().grants(who, path));
        }
        Set<String> paths = new TreeSet<>(ALWAYS_SHOWN);
        call.access().acl().forEach(entry -> paths.add(entry.path()));
        call.cluster().pools().values().forEach(pool -> {
            pool.guests().forEach(vmid -> paths.add("/vms/" + vmid));
            pool.storages().forEach(storage -> paths.add("/storage/" + storage));
        });
        Map<String, Object> shown = new LinkedHashMap<>();
        for (String path : paths) {
            Map<String, Boolean> privileges = call.access().grants(who, path);
            if (!privileges.isEmpty()) {
                shown.put(path, privileges);
            }
        }
        return shown;
    }

    private static String normalized(String path) {
        return "/" + path.replaceAll("/+", "/").replaceAll("^/|/$", "");
    }
}
