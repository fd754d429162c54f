package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.Permission;
import java.util.List;
import java.util.Map;

/** Judges a call by the schema's permissions, and words the refusal as the server does. */
final class Denial {
    private Denial() {}

    static void check(Permission permission, Caller caller, Map<String, String> arguments) {
        requireUserName(permission, arguments);
        if (!permission.allows(caller, arguments)) {
            throw ApiError.denied(reason(permission, caller, arguments));
        }
    }

    private static String reason(Permission permission, Permission.Caller caller, Map<String, String> arguments) {
        return switch (permission) {
            case Permission.Privileges need -> need.resolvedPath(arguments) + ", "
                    + String.join("|", need.privileges());
            case Permission.All all -> reason(firstRefusal(all.parts(), caller, arguments), caller, arguments);
            case Permission.Any any -> reason(any.parts().getLast(), caller, arguments);
            case Permission.UserGroup group -> "/access/groups, " + String.join("|", group.privileges());
            case Permission.UserParameter parameter -> realmOf(arguments) + ", " + parameter.need();
            case Permission.ModifyPath ignored -> arguments.getOrDefault("path", "/") + ", Permissions.Modify";
            default -> "user != root@pam";
        };
    }

    private static Permission firstRefusal(List<Permission> parts, Permission.Caller caller,
            Map<String, String> arguments) {
        return parts.stream().filter(part -> !part.grants(caller, arguments)).findFirst().orElse(parts.getFirst());
    }

    private static String realmOf(Map<String, String> arguments) {
        String userid = arguments.getOrDefault("userid", "");
        return "/access/realm/" + userid.substring(userid.lastIndexOf('@') + 1);
    }

    /** The check of a user's realm is the first to look at the name, before any parameter is verified. */
    private static void requireUserName(Permission permission, Map<String, String> arguments) {
        if (permission instanceof Permission.All all
                && all.parts().stream().anyMatch(Permission.UserParameter.class::isInstance)) {
            UserNames.require(arguments.getOrDefault("userid", ""));
        }
    }
}
