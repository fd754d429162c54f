package io.github.proxmoxtools.tools.access;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;
import java.util.Set;

/** Provides the tools for users and permissions. */
public final class AccessToolset implements Toolset {
    /** For the service loader. */
    public AccessToolset() {}

    @Override
    public String name() {
        return "access";
    }

    @Override
    public String description() {
        return "Users, tokens, groups, roles and permissions.";
    }

    @Override
    public List<Area> areas() {
        return List.of(
                Area.of("user", "Users", Set.of("user", "token", "domain"),
                        () -> List.of(UserTools.LIST, UserTools.DETAIL, UserTools.CREATE, UserTools.DELETE,
                                TokenTools.LIST, TokenTools.CREATE, TokenTools.DELETE, RealmTools.LIST)),
                Area.of("group", "Groups", Set.of("group"),
                        () -> List.of(GroupTools.LIST, GroupTools.CREATE, GroupTools.DELETE)),
                Area.of("permission", "Permissions", Set.of("acl", "role"),
                        () -> List.of(AclTools.LIST, AclTools.UPDATE, RoleTools.LIST, RoleTools.CREATE,
                                RoleTools.DELETE)));
    }
}
