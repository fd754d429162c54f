package io.github.proxmoxtools.simulator.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Users, groups, roles and the access control list, and what follows from them. */
public final class Access {
    /** The user who may do everything. */
    public static final String ROOT = "root@pam";
    private static final String NO_ACCESS = "NoAccess";

    private final Supplier<Collection<Pool>> pools;
    private final Map<String, User> users = new TreeMap<>();
    private final Map<String, String> groups = new TreeMap<>();
    private final Map<String, Role> roles;
    private final Map<String, Map<String, Object>> realms = new LinkedHashMap<>();
    private final List<AclEntry> acl = new ArrayList<>();

    Access(Profile profile, Supplier<Collection<Pool>> pools) {
        this.pools = pools;
        this.roles = Roles.of(profile);
        realms.put("pam", new TreeMap<>(Map.of("type", "pam", "comment", "Linux PAM standard authentication")));
        realms.put("pve", new TreeMap<>(Map.of("type", "pve", "comment", "Proxmox VE authentication server")));
        users.put(ROOT, new User(ROOT));
    }

    /** {@return the users by name; may be changed} */
    public Map<String, User> users() {
        return users;
    }

    /** {@return the groups' comments by name; may be changed} */
    public Map<String, String> groups() {
        return groups;
    }

    /** {@return the roles by name; may be changed} */
    public Map<String, Role> roles() {
        return roles;
    }

    /** {@return the realms' options by name; may be changed} */
    public Map<String, Map<String, Object>> realms() {
        return realms;
    }

    /** {@return SHA-1 of the realms' file} */
    public String realmsDigest() {
        return Digests.of(realms.toString());
    }

    /** {@return the access control list} */
    public List<AclEntry> acl() {
        return List.copyOf(acl);
    }

    /**
     * Adds a line to the list, or replaces the one that differs only in propagation.
     *
     * @param entry the line
     */
    public void grant(AclEntry entry) {
        revoke(entry);
        acl.add(entry);
    }

    /**
     * Removes a line from the list, whether or not it propagates.
     *
     * @param entry the line
     */
    public void revoke(AclEntry entry) {
        acl.removeIf(entry::isSameButForPropagation);
    }

    /**
     * Removes a user, with all that it was allowed.
     *
     * @param userid the user
     */
    public void removeUser(String userid) {
        users.remove(userid);
        acl.removeIf(entry -> entry.who().equals(userid) || entry.who().startsWith(userid + "!"));
    }

    /**
     * Removes a group, with all that it was allowed.
     *
     * @param group the group
     */
    public void removeGroup(String group) {
        groups.remove(group);
        users.values().forEach(user -> user.groups().remove(group));
        acl.removeIf(entry -> entry.type().equals("group") && entry.who().equals(group));
    }

    /**
     * Removes a role, and takes it from all who had it.
     *
     * @param role the role
     */
    public void removeRole(String role) {
        roles.remove(role);
        acl.removeIf(entry -> entry.role().equals(role));
    }

    /**
     * Finds a user who may log in.
     *
     * @param userid the user
     * @param now the time
     * @return the user, empty when there is none, or it is disabled or expired
     */
    public Optional<User> activeUser(String userid, Instant now) {
        return Optional.ofNullable(users.get(userid)).filter(User::isEnabled)
                .filter(user -> isInTime(user.expire(), now));
    }

    /**
     * Checks an API token.
     *
     * @param userid its owner
     * @param tokenId its own name
     * @param secret its secret
     * @param now the time
     * @return whether it opens anything
     */
    public boolean accepts(String userid, String tokenId, String secret, Instant now) {
        return activeUser(userid, now).map(user -> user.tokens().get(tokenId))
                .filter(token -> token.secret().equals(secret)).filter(token -> isInTime(token.expire(), now))
                .isPresent();
    }

    /** {@return every privilege that there is} */
    public Set<String> allPrivileges() {
        Set<String> all = new TreeSet<>();
        roles.values().stream().filter(Role::special).forEach(role -> all.addAll(role.privileges()));
        return all;
    }

    /**
     * Computes what somebody may do.
     *
     * @param who a user, or a token with its owner before {@code !}
     * @param path the ACL path
     * @return the privileges there
     */
    public Set<String> privileges(String who, String path) {
        return grants(who, path).keySet();
    }

    /**
     * Computes what somebody may do, and whether that also holds below the path.
     *
     * @param who a user, or a token with its owner before {@code !}
     * @param path the ACL path
     * @return the privileges there, sorted
     */
    public Map<String, Boolean> grants(String who, String path) {
        int separator = who.indexOf('!');
        if (separator < 0) {
            return who.equals(ROOT) ? everything() : grantsByRoles(who, path);
        }
        String owner = who.substring(0, separator);
        Map<String, Boolean> owned = grants(owner, path);
        User user = users.get(owner);
        Token token = user == null ? null : user.tokens().get(who.substring(separator + 1));
        if (token == null || !token.separated()) {
            return owned;
        }
        Map<String, Boolean> both = new TreeMap<>(grantsByRoles(who, path));
        both.keySet().retainAll(owned.keySet());
        both.replaceAll((privilege, below) -> below && Boolean.TRUE.equals(owned.get(privilege)));
        return both;
    }

    private Map<String, Boolean> everything() {
        Map<String, Boolean> all = new TreeMap<>();
        allPrivileges().forEach(privilege -> all.put(privilege, true));
        return all;
    }

    private Map<String, Boolean> grantsByRoles(String who, String path) {
        Map<String, Boolean> given = rolesAt(who, path);
        if (!given.containsKey(NO_ACCESS)) {
            pools.get().stream().filter(pool -> pool.holds(path))
                    .forEach(pool -> rolesAt(who, "/pool/" + pool.id()).forEach(given::putIfAbsent));
        }
        Map<String, Boolean> privileges = new TreeMap<>();
        given.forEach((id, below) -> {
            Role role = id.equals(NO_ACCESS) ? null : roles.get(id);
            if (role != null) {
                role.privileges().forEach(privilege -> privileges.merge(privilege, below, Boolean::logicalOr));
            }
        });
        return privileges;
    }

    /** What stands deeper replaces what was inherited, and what a user was given replaces what its groups were. */
    private Map<String, Boolean> rolesAt(String who, String path) {
        Map<String, Boolean> effective = new LinkedHashMap<>();
        for (String level : levels(path)) {
            Map<String, Boolean> own = rolesOf(who, who.contains("!") ? "token" : "user", level, level.equals(path));
            Map<String, Boolean> here = own.isEmpty() ? rolesOfGroups(who, level, level.equals(path)) : own;
            if (!here.isEmpty()) {
                effective = here.containsKey(NO_ACCESS) ? new LinkedHashMap<>(Map.of(NO_ACCESS, true)) : here;
            }
        }
        return effective;
    }

    private Map<String, Boolean> rolesOfGroups(String who, String level, boolean isLast) {
        Map<String, Boolean> found = new LinkedHashMap<>();
        User user = users.get(who);
        if (user != null) {
            user.groups().forEach(group -> found.putAll(rolesOf(group, "group", level, isLast)));
        }
        return found;
    }

    private Map<String, Boolean> rolesOf(String who, String type, String level, boolean isLast) {
        Map<String, Boolean> found = new LinkedHashMap<>();
        acl.stream().filter(entry -> entry.path().equals(level) && entry.type().equals(type))
                .filter(entry -> entry.who().equals(who) && (isLast || entry.propagates()))
                .forEach(entry -> found.put(entry.role(), entry.propagates()));
        return found;
    }

    private static List<String> levels(String path) {
        List<String> levels = new ArrayList<>(List.of("/"));
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            levels.add(path.substring(0, slash));
        }
        if (path.length() > 1) {
            levels.add(path);
        }
        return levels;
    }

    private static boolean isInTime(long expire, Instant now) {
        return expire == 0 || expire > now.getEpochSecond();
    }
}
