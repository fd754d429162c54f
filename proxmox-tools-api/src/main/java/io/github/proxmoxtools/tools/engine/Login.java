package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.index.Permission;
import java.util.List;
import java.util.Optional;

/** Who calls, and what it may; which groups it is in is not asked for. */
record Login(String name, PrivilegeTree tree) implements Permission.Caller {
    @Override
    public Optional<String> userid() {
        int token = name.indexOf('!');
        return Optional.of(token < 0 ? name : name.substring(0, token));
    }

    @Override
    public boolean isRoot() {
        return name.equals("root@pam");
    }

    @Override
    public boolean holds(String aclPath, String privilege) {
        return tree.holds(aclPath, privilege);
    }

    @Override
    public List<String> groupsOf(String userid) {
        return tree.groupsOf(userid);
    }
}
