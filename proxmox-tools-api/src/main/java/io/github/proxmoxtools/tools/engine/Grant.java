package io.github.proxmoxtools.tools.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the command by which an administrator gives a login what it lacks: with the smallest of the roles that every
 * cluster has and that holds the privilege in all versions which know it.
 */
final class Grant {
    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[\\w./@:,-]+");
    private static final String NEW_ROLE = "ROLE";
    private static final List<String> OF_VM_USERS = List.of("VM.Backup", "VM.Console", "VM.PowerMgmt",
            "VM.Config.CDROM", "VM.Config.Cloudinit", "VM.GuestAgent.FileRead", "VM.GuestAgent.FileWrite",
            "VM.GuestAgent.FileSystemMgmt");

    private final String login;

    /** Knows who it is for: {@code USER@REALM}, or {@code USER@REALM!NAME} for a token. */
    Grant(String login) {
        this.login = login;
    }

    /** A sentence with the command; alternatives in the privilege are joined by {@code |}. */
    String of(String path, String privilege) {
        List<String> needed = needed(privilege);
        return (hasRoles(needed)
                ? "An administrator can allow it: `" + modify(path, roles(needed)) + "`."
                : "No built-in role but Administrator holds it, so an administrator makes one: `" + addRole(needed)
                        + "`; then `" + modify(path, NEW_ROLE) + "`.")
                + separation(path);
    }

    /** The command alone, for a shell. */
    String command(String path, String privilege) {
        List<String> needed = needed(privilege);
        return hasRoles(needed)
                ? modify(path, roles(needed))
                : addRole(needed) + " && " + modify(path, NEW_ROLE);
    }

    private static List<String> needed(String privilege) {
        String first = privilege.split("\\|", -1)[0];
        return Arrays.stream(first.split("[,\\s]+")).filter(name -> !name.isEmpty()).toList();
    }

    private static boolean hasRoles(List<String> needed) {
        return !needed.isEmpty() && needed.stream().allMatch(name -> role(name).isPresent());
    }

    private static String roles(List<String> needed) {
        return needed.stream().map(Grant::role).flatMap(Optional::stream).distinct().collect(Collectors.joining(","));
    }

    private static String addRole(List<String> needed) {
        return "pveum role add " + NEW_ROLE + " --privs " + quoted(String.join(",", needed));
    }

    private String modify(String path, String roles) {
        return "pveum acl modify " + quoted(path) + (isToken() ? " --tokens " : " --users ") + quoted(login)
                + " --roles " + roles;
    }

    private String separation(String path) {
        return isToken()
                ? " A token with privilege separation needs this for itself, and its user " + quoted(user())
                        + " must have the privilege on " + path + " too."
                : "";
    }

    private boolean isToken() {
        return login.indexOf('!') >= 0;
    }

    private String user() {
        return login.substring(0, login.indexOf('!'));
    }

    static Optional<String> role(String privilege) {
        if (privilege.endsWith(".Audit")) {
            return Optional.of("PVEAuditor");
        }
        return switch (privilege) {
            case "VM.Clone" -> Optional.of("PVETemplateUser");
            case "Datastore.AllocateSpace" -> Optional.of("PVEDatastoreUser");
            case "Datastore.Allocate", "Datastore.AllocateTemplate" -> Optional.of("PVEDatastoreAdmin");
            case "Pool.Allocate" -> Optional.of("PVEPoolAdmin");
            case "SDN.Use" -> Optional.of("PVESDNUser");
            case "SDN.Allocate" -> Optional.of("PVESDNAdmin");
            case "Mapping.Use" -> Optional.of("PVEMappingUser");
            case "Mapping.Modify" -> Optional.of("PVEMappingAdmin");
            case "Sys.Console", "Sys.Syslog" -> Optional.of("PVESysAdmin");
            case "User.Modify", "Group.Allocate", "Realm.AllocateUser" -> Optional.of("PVEUserAdmin");
            default -> roleForGuests(privilege);
        };
    }

    private static Optional<String> roleForGuests(String privilege) {
        if (OF_VM_USERS.contains(privilege)) {
            return Optional.of("PVEVMUser");
        }
        return privilege.startsWith("VM.") ? Optional.of("PVEVMAdmin") : Optional.empty();
    }

    static String quoted(String word) {
        return NEEDS_NO_QUOTES.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
