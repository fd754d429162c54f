package io.github.proxmoxtools.client.index;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who may make a call: the schema's permission expression as a tree.
 *
 * <p>{@link #allows} judges as the server does; {@code toString} says it for people. Some calls check more once they
 * run (a change of a VM's disks, for example, needs its own privilege), which no schema tells.
 */
public sealed interface Permission {
    /**
     * Whether the caller may make the call.
     *
     * @param caller who asks; root@pam may do everything
     * @param arguments all parameters of the call, those of the path included
     * @return whether it may
     */
    default boolean allows(Caller caller, Map<String, String> arguments) {
        return caller.isRoot() || (caller.userid().isPresent() && grants(caller, arguments));
    }

    /**
     * What {@link #allows} asks once it is known that there is a login, and that it is not root@pam.
     *
     * @param caller who asks
     * @param arguments all parameters of the call, those of the path included
     * @return whether it is granted
     */
    boolean grants(Caller caller, Map<String, String> arguments);

    /** What is known of the one who calls. */
    interface Caller {
        /** {@return the user id such as {@code alice@pve}, of the token's owner for a token; empty without a login} */
        Optional<String> userid();

        /** {@return whether it is root@pam itself; a token of root@pam is not} */
        boolean isRoot();

        /**
         * Whether the privilege, such as {@code VM.Audit}, is held on the path, such as {@code /vms/100}.
         *
         * @param aclPath such as {@code /vms/100}
         * @param privilege such as {@code VM.Audit}
         * @return whether it is
         */
        boolean holds(String aclPath, String privilege);

        /**
         * The groups of a user; empty if there is no such user or it is in none.
         *
         * @param userid such as {@code alice@pve}
         * @return the names of the groups
         */
        List<String> groupsOf(String userid);
    }

    /** Nobody but root@pam: the schema names no permission. */
    record RootOnly() implements Permission {
        @Override
        public boolean grants(Caller caller, Map<String, String> arguments) {
            return false;
        }

        @Override
        public String toString() {
            return "root@pam only";
        }
    }

    /** Everyone, even without a login. */
    record Everyone() implements Permission {
        @Override
        public boolean allows(Caller caller, Map<String, String> arguments) {
            return true;
        }

        @Override
        public boolean grants(Caller caller, Map<String, String> arguments) {
            return true;
        }

        @Override
        public String toString() {
            return "everyone, even without a login";
        }
    }

    /** Every user who is logged in; lists then show what the user may see. */
    record AnyUser() implements Permission {
        @Override
        public boolean grants(Caller caller, Map<String, String> arguments) {
            return true;
        }

        @Override
        public String toString() {
            return "every user who is logged in";
        }
    }

    /**
     * Privileges on an ACL path.
     *
     * @param path ACL path with the call's parameters in braces, such as {@code /vms/{vmid}}
     * @param privileges such as {@code VM.Audit}
     * @param any one of the privileges is enough; otherwise all are needed
     * @param requiredParameter grants nothing unless the call has this parameter
     */
    record Privileges(String path, List<String> privileges, boolean any,
            Optional<String> requiredParameter) implements Permission {
        @Override
        public boolean grants(Caller caller, Map<String, String> arguments) {
            if (requiredParameter.isPresent() && !arguments.containsKey(requiredParameter.get())) {
                return false;
            }
            String resolved = resolvedPath(arguments);
            return any
                    ? privileges.stream().anyMatch(privilege -> caller.holds(resolved, privilege))
                    : privileges.stream().allMatch(privilege -> caller.holds(resolved, privilege));
        }

        /**
         * The ACL path with the arguments filled in; a placeholder without argument stays.
         *
         * @param arguments all parameters of the call, those of the path included
         * @return the path
         */
        public String resolvedPath(Map<String, String> arguments) {
            return Arrays.stream(path.split("/", -1)).map(segment -> resolve(segment, arguments))
                    .collect(Collectors.joining("/"));
        }

        private static String resolve(String segment, Map<String, String> arguments) {
            return PathTree.placeholder(segment).map(name -> arguments.getOrDefault(name, segment)).orElse(segment);
        }

        @Override
        public String toString() {
            String needed = String.join(any ? " or " : " and ", privileges) + " on " + path;
            return requiredParameter.map(name -> needed + " if " + name + " is given").orElse(needed);
        }
    }

    /**
     * All of the parts must grant.
     *
     * @param parts what is asked one by one
     */
    record All(List<Permission> parts) implements Permission {
        @Override
        public boolean grants(Caller caller, Map<String, String> arguments) {
            return parts.stream().allMatch(part -> part.grants(caller, arguments));
        }

        @Override
        public String toString() {
            return joined(parts, " and ");
        }
    }

    /**
     * One of the parts must grant.
     *
     * @param parts what is asked one by one
     */
    record Any(List<Permission> parts) implements Permission {
        @Override
        public boolean grants(Caller caller, Map<String, String> arguments) {
            return parts.stream().anyMatch(part -> part.grants(caller, arguments));
        }

        @Override
        public String toString() {
            return joined(parts, " or ");
        }
    }

    /**
     * Looks at the user whom the parameter {@code userid} names.
     *
     * @param need {@code self}: the caller itself; {@code Realm.AllocateUser}: that privilege on the user's realm
     */
    record UserParameter(String need) implements Permission {
        @Override
        public boolean grants(Caller caller, Map<String, String> arguments) {
            String userid = arguments.getOrDefault("userid", "");
            if (need.equals("self")) {
                return caller.userid().filter(userid::equals).isPresent();
            }
            return caller.holds("/access/realm/" + userid.substring(userid.lastIndexOf('@') + 1), need);
        }

        @Override
        public String toString() {
            return need.equals("self") ? "being the user named by userid" : need + " on the realm of userid";
        }
    }

    /**
     * Any of the privileges on all groups, or on a group that is concerned.
     *
     * @param privileges such as {@code User.Modify}
     * @param groupsParameter {@code create}: the caller needs them on each group in the parameter {@code groups};
     *            {@code update}: the same, and on a group of the user too; empty: on a group of the user
     */
    record UserGroup(List<String> privileges, Optional<String> groupsParameter) implements Permission {
        @Override
        public boolean grants(Caller caller, Map<String, String> arguments) {
            if (holdsOn(caller, "/access/groups")) {
                return true;
            }
            boolean creates = groupsParameter.filter("create"::equals).isPresent();
            return (creates || holdsOnGroupOfUser(caller, arguments)) && holdsOnNewGroups(caller, arguments, creates);
        }

        private boolean holdsOnGroupOfUser(Caller caller, Map<String, String> arguments) {
            return caller.groupsOf(arguments.getOrDefault("userid", "")).stream()
                    .anyMatch(group -> holdsOn(caller, "/access/groups/" + group));
        }

        private boolean holdsOnNewGroups(Caller caller, Map<String, String> arguments, boolean creates) {
            if (groupsParameter.isEmpty()) {
                return true;
            }
            List<String> groups = ValueTexts.splitList(arguments.getOrDefault("groups", ""));
            return (!creates || !groups.isEmpty())
                    && groups.stream().allMatch(group -> holdsOn(caller, "/access/groups/" + group));
        }

        private boolean holdsOn(Caller caller, String path) {
            return privileges.stream().anyMatch(privilege -> caller.holds(path, privilege));
        }

        @Override
        public String toString() {
            String where = groupsParameter.filter("create"::equals).isPresent()
                    ? "on each group in groups"
                    : "on a group of the user";
            return String.join(" or ", privileges) + " on /access/groups or " + where;
        }
    }

    /**
     * The right to change permissions on a path.
     *
     * @param path usually {@code {path}}, the call's own parameter
     */
    record ModifyPath(String path) implements Permission {
        private static final Map<String, List<String>> ALTERNATIVES = Map.of("storage", List.of("Datastore.Allocate"),
                "vms", List.of("VM.Allocate"), "pool", List.of("Pool.Allocate"));

        @Override
        public boolean grants(Caller caller, Map<String, String> arguments) {
            String resolved = PathTree.placeholder(path).map(name -> arguments.getOrDefault(name, path)).orElse(path);
            return caller.holds(resolved, "Permissions.Modify") || alternatives(resolved).stream()
                    .anyMatch(privilege -> caller.holds(resolved, privilege));
        }

        private static List<String> alternatives(String resolved) {
            String[] segments = resolved.split("/", -1);
            return segments.length < 3 ? List.of() : ALTERNATIVES.getOrDefault(segments[1], List.of());
        }

        @Override
        public String toString() {
            return "Permissions.Modify on " + path;
        }
    }

    private static String joined(List<Permission> parts, String word) {
        return parts.stream().map(part -> part instanceof All || part instanceof Any ? "(" + part + ")" : "" + part)
                .collect(Collectors.joining(word));
    }
}
