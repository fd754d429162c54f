package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.User;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Groups of users. */
final class GroupHandlers {
    private GroupHandlers() {}

    static void register(Registry registry) {
        registry.get("/access/groups", GroupHandlers::list);
        registry.post("/access/groups", GroupHandlers::create);
        registry.get("/access/groups/{groupid}", GroupHandlers::read);
        registry.put("/access/groups/{groupid}", GroupHandlers::update);
        registry.delete("/access/groups/{groupid}", GroupHandlers::delete);
    }

    private static Object list(Call call) {
        return call.access().groups().entrySet().stream()
                .filter(group -> call.caller().holdsAny("/access/groups/" + group.getKey(), "User.Modify",
                        "Sys.Audit", "Group.Allocate"))
                .map(group -> row(call, group)).toList();
    }

    private static Object row(Call call, Map.Entry<String, String> group) {
        return new Row().with("groupid", group.getKey()).withText("comment", group.getValue())
                .with("users", members(call, group.getKey()).stream().collect(Collectors.joining(","))).fields();
    }

    private static List<String> members(Call call, String group) {
        return call.access().users().values().stream().filter(user -> user.groups().contains(group)).map(User::id)
                .toList();
    }

    private static Object read(Call call) {
        String group = require(call, "");
        return new Row().with("members", members(call, group))
                .withText("comment", call.access().groups().getOrDefault(group, "")).fields();
    }

    private static @Nullable Object create(Call call) {
        String group = call.params().get("groupid");
        if (call.access().groups().containsKey(group)) {
            throw ApiError.died("create group failed: group '" + group + "' already exists");
        }
        call.access().groups().put(group, call.params().text("comment"));
        return null;
    }

    private static @Nullable Object update(Call call) {
        String group = require(call, "update group failed: ");
        call.params().find("comment").ifPresent(comment -> call.access().groups().put(group, comment));
        return null;
    }

    private static @Nullable Object delete(Call call) {
        call.access().removeGroup(require(call, "delete group failed: "));
        return null;
    }

    private static String require(Call call, String prefix) {
        String group = call.params().get("groupid");
        if (!call.access().groups().containsKey(group)) {
            throw ApiError.died(prefix + "group '" + group + "' does not exist");
        }
        return group;
    }
}
