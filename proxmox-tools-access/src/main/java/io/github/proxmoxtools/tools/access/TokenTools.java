package io.github.proxmoxtools.tools.access;

import static io.github.proxmoxtools.tools.access.AccessParams.COMMENT;
import static io.github.proxmoxtools.tools.access.AccessParams.EXPIRE;
import static io.github.proxmoxtools.tools.access.AccessParams.TOKENID;
import static io.github.proxmoxtools.tools.access.AccessParams.USERID;
import static io.github.proxmoxtools.tools.spi.Column.epoch;
import static io.github.proxmoxtools.tools.spi.Column.plain;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** With what programs log in. */
final class TokenTools {
    private static final Param<Boolean> PRIVSEP = Param.flag("privsep",
            "Whether the token has only the rights given to itself, at first none; yes unless said otherwise. "
                    + "No gives it all rights of its user.");

    static final Tool LIST = Tool.reads("proxmox_token_list")
            .command("token", "list")
            .title("List API Tokens")
            .description("Lists a user's API tokens, without their secrets, which the server never tells again.")
            .get("/access/users/{userid}/token", USERID)
            .showsForeignText()
            .returnsList(plain("tokenid"), Column.flag("privsep"), epoch("expire"), plain("comment"));

    static final Tool CREATE = Tool.changes("proxmox_token_create")
            .command("token", "create")
            .title("Create API Token")
            .description(
                    "Creates an API token. The answer's value is its secret, told this once and never again: keep it "
                            + "out of logs. With privilege separation the token can do nothing until an ACL names it.")
            .post("/access/users/{userid}/token/{tokenid}", USERID, TOKENID, COMMENT, PRIVSEP, EXPIRE)
            .destroysWhen(PRIVSEP.is(false))
            .returnsData();

    static final Tool DELETE = Tool.destroys("proxmox_token_delete")
            .command("token", "delete")
            .title("Delete API Token")
            .description("Deletes an API token; whatever uses it loses its access at once.")
            .delete("/access/users/{userid}/token/{tokenid}", USERID, TOKENID)
            .returnsNothing();

    private TokenTools() {}
}
