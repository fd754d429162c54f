package io.github.proxmoxtools.tools.access;

import static io.github.proxmoxtools.tools.spi.Column.epoch;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Param.flag;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** Who may log in. */
final class UserTools {
    private static final Param<Boolean> FULL = flag("full", "Add groups and tokens of each user.");

    static final Tool LIST = Tool.reads("proxmox_user_list")
            .command("user", "list")
            .title("List Users")
            .description("Lists the users this login may see, with realm, state and, with full, groups and tokens.")
            .get("/access/users", FULL)
            .showsForeignText()
            .returnsList(plain("userid"), Column.flag("enable"), epoch("expire"), plain("firstname"),
                    plain("lastname"), plain("email"), plain("comment"), plain("groups"), plain("tokens"));

    private UserTools() {}
}
