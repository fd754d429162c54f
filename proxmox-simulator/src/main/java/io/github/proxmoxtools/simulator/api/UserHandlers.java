package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Access;
import io.github.proxmoxtools.simulator.state.Token;
import io.github.proxmoxtools.simulator.state.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Users. */
final class UserHandlers {
    private static final List<String> TEXTS = List.of("comment", "email", "firstname", "lastname", "keys");
    private static final String[] MANAGERS = {"User.Modify", "Sys.Audit"};

    private UserHandlers() {}

    static void register(Registry registry) {
        registry.get("/access", call -> Directory.of("subdir", "users", "groups", "roles", "acl", "domains", "openid",
                "tfa", "ticket", "password"));
        registry.get("/access/users", UserHandlers::list);
        registry.post("/access/users", UserHandlers::create);
        registry.get("/access/users/{userid}", call -> one(require(call)));
        registry.put("/access/users/{userid}", UserHandlers::update);
        registry.delete("/access/users/{userid}", UserHandlers::delete);
        registry.put("/access/password", UserHandlers::setPassword);
    }

    static User require(Call call) {
        String userid = call.params().get("userid");
        User user = call.access().users().get(userid);
        if (user == null) {
            throw ApiError.died("no such user ('" + userid + "')");
        }
        return user;
    }

    static Map<String, @Nullable Object> token(Token token) {
        return new Row().with("expire", token.expire()).with("privsep", token.separated())
                .withText("comment", token.comment()).fields();
    }

    private static Object list(Call call) {
        Params params = call.params();
        return call.access().users().values().stream().filter(user -> isVisible(call, user))
                .filter(user -> !params.has("enabled") || user.isEnabled() == params.flag("enabled"))
                .map(user -> row(user, params.flag("full"))).toList();
    }

    private static boolean isVisible(Call call, User user) {
        Caller caller = call.caller();
        return caller.who().equals(user.id()) || caller.holdsAny("/access/groups", MANAGERS) || user.groups().stream()
                .anyMatch(group -> caller.holdsAny("/access/groups/" + group, MANAGERS));
    }

    private static Object row(User user, boolean full) {
        Row row = new Row().with("userid", user.id()).with("enable", user.isEnabled()).with("expire", user.expire())
                .with("realm-type", user.realm()).withAll(user.texts());
        if (full) {
            row.with("groups", String.join(",", user.groups())).with("tokens", user.tokens().values().stream()
                    .map(token -> new Row().with("tokenid", token.id()).withAll(token(token)).fields()).toList());
        }
        return row.fields();
    }

    private static Object one(User user) {
        Map<String, Object> tokens = new LinkedHashMap<>();
        user.tokens().forEach((id, token) -> tokens.put(id, token(token)));
        return new Row().with("enable", user.isEnabled()).with("expire", user.expire()).withAll(user.texts())
                .with("groups", List.copyOf(user.groups())).with("tokens", tokens.isEmpty() ? null : tokens).fields();
    }

    private static @Nullable Object create(Call call) {
        String userid = call.params().get("userid");
        if (call.access().users().containsKey(userid)) {
            throw ApiError.died("create user failed: user '" + userid + "' already exists");
        }
        requireGroups(call, "create");
        var user = new User(userid);
        apply(call, user);
        call.params().find("password").ifPresent(user::setPassword);
        call.access().users().put(userid, user);
        return null;
    }

    private static @Nullable Object update(Call call) {
        User user = require(call);
        requireGroups(call, "update");
        if (call.params().has("groups") && !call.params().flag("append")) {
            user.groups().clear();
        }
        apply(call, user);
        return null;
    }

    private static void requireGroups(Call call, String action) {
        call.params().list("groups").stream().filter(group -> !call.access().groups().containsKey(group)).findFirst()
                .ifPresent(group -> {
                    throw ApiError.died(action + " user failed: no such group '" + group + "'");
                });
    }

    private static void apply(Call call, User user) {
        Params params = call.params();
        for (String key : TEXTS) {
            if (params.has(key) && params.text(key).isEmpty()) {
                user.texts().remove(key);
            } else {
                params.find(key).ifPresent(value -> user.texts().put(key, value));
            }
        }
        user.groups().addAll(params.list("groups"));
        user.setEnabled(params.flag("enable", user.isEnabled()));
        user.setExpire(params.number("expire", user.expire()));
    }

    private static @Nullable Object delete(Call call) {
        User user = require(call);
        if (user.id().equals(call.caller().userid().orElse(""))) {
            throw ApiError.died("delete user failed: unable to delete your own account");
        }
        call.access().removeUser(user.id());
        return null;
    }

    private static @Nullable Object setPassword(Call call) {
        User user = require(call);
        String caller = call.caller().userid().orElse("");
        User confirming = call.access().users().get(caller);
        boolean isConfirmed = confirming != null
                && confirming.hasPassword(call.params().text("confirmation-password"));
        if (!caller.equals(Access.ROOT) && !isConfirmed) {
            throw ApiError.parameter("confirmation-password", "password is required to modify user");
        }
        user.setPassword(call.params().get("password"));
        return null;
    }
}
