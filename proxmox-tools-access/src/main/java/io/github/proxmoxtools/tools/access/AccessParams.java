package io.github.proxmoxtools.tools.access;

import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.TextForm;

/** What several of these tools take. */
final class AccessParams {
    /** Names of groups and roles ({@code pve-groupid} and {@code pve-roleid}: {@code PVE::AccessControl}). */
    private static final TextForm NAME = new TextForm("[A-Za-z0-9.\\-_]+",
            "letters, digits, dots, hyphens and underscores", "operators");
    /** Names of tokens ({@code pve-tokenid}). */
    private static final TextForm TOKEN_NAME = new TextForm("[A-Za-z][A-Za-z0-9.\\-_]+",
            "the token's own name: a letter, then letters, digits, dots, hyphens and underscores", "ci");

    static final Param<String> USERID = text("userid", "Name and realm, such as alice@pve.").pattern(Patterns.USER_ID)
            .max(64);
    static final Param<String> GROUPID = text("groupid", "Name of the group.").pattern(NAME);
    static final Param<String> ROLEID = text("roleid", "Name of the role.").pattern(NAME);
    static final Param<String> TOKENID = text("tokenid", "The token's own name, without user.").pattern(TOKEN_NAME);
    static final Param<String> COMMENT = text("comment", "").optional();
    static final Param<Long> EXPIRE = whole("expire", "When it expires, in seconds since 1970; 0 for never.").min(0)
            .optional();

    private AccessParams() {}
}
