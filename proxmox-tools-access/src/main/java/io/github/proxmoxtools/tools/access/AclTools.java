package io.github.proxmoxtools.tools.access;

import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Param.list;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;

/** Who may do what where. */
final class AclTools {
    private static final Param<String> PATH = text("path", "Where, such as /, /vms/100, /storage/local, /pool/dev.")
            .pattern(Patterns.PERMISSION_PATH);
    private static final Param<List<String>> ROLES = list("roles", "Roles to give, or to take with delete.");
    private static final Param<List<String>> USERS = list("users", "Users with their realms.").optional();
    private static final Param<List<String>> GROUPS = list("groups", "Groups.").optional();
    private static final Param<List<String>> TOKENS = list("tokens", "Tokens, such as alice@pve!ci.").optional();
    private static final Param<Boolean> PROPAGATE = Param.flag("propagate",
            "Whether it holds below the path too; yes unless said otherwise.");
    private static final Param<Boolean> DELETE = Param.flag("delete", "Take the roles away instead of giving them.");

    static final Tool LIST = Tool.reads("proxmox_acl_list")
            .command("acl", "list")
            .title("List Permissions")
            .description(
                    "Lists who was given which role on which path. What somebody may do in the end, through groups "
                            + "and from paths above, only the server can compute.")
            .get("/access/acl")
            .returnsList(plain("path"), plain("type"), plain("ugid"), plain("roleid"), flag("propagate"));

    static final Tool UPDATE = Tool.destroys("proxmox_acl_update")
            .command("acl", "update")
            .title("Give or Take Permissions")
            .description(
                    "Gives roles on a path to users, groups or tokens, or takes them with delete. At least one of users, "
                            + "groups and tokens must be given. Taking what was never given is no error for Proxmox VE: it says "
                            + "nothing about it.")
            .put("/access/acl", PATH, ROLES, USERS, GROUPS, TOKENS, PROPAGATE, DELETE)
            .needsOneOf(USERS, GROUPS, TOKENS)
            .returnsNothing();

    private AclTools() {}
}
