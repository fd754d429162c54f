package io.github.proxmoxtools.tools.access;

import static io.github.proxmoxtools.tools.access.AccessParams.COMMENT;
import static io.github.proxmoxtools.tools.access.AccessParams.GROUPID;
import static io.github.proxmoxtools.tools.access.AccessParams.USERID;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Endpoint.put;
import static io.github.proxmoxtools.tools.spi.Param.list;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users who have the same rights. */
final class GroupTools {
    private static final Param<List<String>> MEMBERS = list("members",
            "Users with their realms who join; they must exist. Each is a call of its own.").optional().notSent();
    private static final Endpoint USERS = get("/access/users");
    private static final Endpoint NEW_GROUP = post("/access/groups", GROUPID, COMMENT);
    private static final Endpoint JOIN = put("/access/users/{userid}", USERID);

    static final Tool LIST = Tool.reads("proxmox_group_list")
            .command("group", "list")
            .title("List Groups")
            .description("Lists the groups with their members.")
            .get("/access/groups")
            .showsForeignText()
            .returnsList(plain("groupid"), plain("users"), plain("comment"));

    static final Tool CREATE = Tool.changes("proxmox_group_create")
            .command("group", "create")
            .title("Create Group")
            .description("Creates a group, and adds users to it where members are given. "
                    + "The group may do nothing until an ACL names it.")
            .calls(USERS, NEW_GROUP, JOIN)
            .takes(GROUPID, COMMENT, MEMBERS)
            .runs(GroupTools::create)
            .returnsData();

    static final Tool DELETE = Tool.destroys("proxmox_group_delete")
            .command("group", "delete")
            .title("Delete Group")
            .description("Deletes a group and the permissions that name it; the users stay, without these rights.")
            .delete("/access/groups/{groupid}", GROUPID)
            .returnsNothing();

    private GroupTools() {}

    private static Work create(Reading reading) {
        String group = reading.arguments().get(GROUPID);
        List<String> members = reading.arguments().find(MEMBERS).orElse(List.of()).stream().distinct().toList();
        if (!members.isEmpty()) {
            requireAll(members, reading);
        }
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("Create the group " + group, Query.of(NEW_GROUP)));
        members.forEach(member -> steps.add(Step.of("Add " + member,
                Query.of(JOIN).with("userid", member).with("groups", group).with("append", "1"))));
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("groupid", group);
        result.put("members", members);
        return new Work(steps, answers -> result);
    }

    /** The server would find out one by one, with half of them added. */
    private static void requireAll(List<String> members, Reading reading) {
        Set<String> known = reading.read(Query.of(USERS)).items().stream()
                .flatMap(user -> user.at("userid").text().stream())
                .collect(Collectors.toSet());
        List<String> missing = members.stream().filter(member -> !known.contains(member)).toList();
        if (!missing.isEmpty()) {
            throw InvalidCall.argument("members", "no such users, or not visible to this login: "
                    + String.join(", ", missing) + "; nothing was changed");
        }
    }
}
