package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.Permission;
import io.github.proxmoxtools.simulator.state.Access;
import io.github.proxmoxtools.simulator.state.User;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who makes a call.
 *
 * @param access what everybody may do
 * @param who a user, a token with its owner before {@code !}, or empty without a login
 */
record Caller(Access access, String who) implements Permission.Caller {
    static Caller nobody(Access access) {
        return new Caller(access, "");
    }

    boolean isToken() {
        return who.contains("!");
    }

    @Override
    public Optional<String> userid() {
        return Optional.of(who.split("!", 2)[0]).filter(user -> !user.isEmpty());
    }

    @Override
    public boolean isRoot() {
        return who.equals(Access.ROOT);
    }

    @Override
    public boolean holds(String aclPath, String privilege) {
        return access.privileges(who, aclPath).contains(privilege);
    }

    @Override
    public List<String> groupsOf(String userid) {
        User user = access.users().get(userid);
        return user == null ? List.of() : List.copyOf(user.groups());
    }

    boolean holdsAny(String aclPath, String... privileges) {
        return Arrays.stream(privileges).anyMatch(privilege -> holds(aclPath, privilege));
    }

    /** Refuses whoever holds none of the privileges. */
    void need(String aclPath, String... privileges) {
        if (!holdsAny(aclPath, privileges)) {
            throw ApiError.denied(aclPath + ", " + String.join("|", privileges));
        }
    }
}
