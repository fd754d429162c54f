package io.github.proxmoxtools.tools.access;

import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;

/** What several of these tools take. */
final class AccessParams {
    /** Names of groups and roles ({@code pve-groupid} and {@code pve-roleid}: {@code PVE::AccessControl}). */
    private static final String NAME = "[A-Za-z0-9.\\-_]+";
    /** Names of tokens ({@code pve-tokenid}). */
    private static final String TOKEN_NAME = "[A-Za-z][A-Za-z0-9.\\-_]+";

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
