package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Permissions as the official schema writes them. */
final class PermissionForm {
    private PermissionForm() {}

    /** The schema's object; empty where root alone may call. */
    static Optional<Map<String, Object>> of(Permission permission) {
        return switch (permission) {
            case Permission.RootOnly ignored -> Optional.empty();
            case Permission.Everyone ignored -> Optional.of(Map.of("user", "world"));
            case Permission.AnyUser ignored -> Optional.of(Map.of("user", "all"));
            default -> Optional.of(Map.of("check", check(permission)));
        };
    }

    private static List<Object> check(Permission permission) {
        return switch (permission) {
            case Permission.Privileges need -> privileges(need);
            case Permission.All all -> joined("and", all.parts());
            case Permission.Any any -> joined("or", any.parts());
            case Permission.UserParameter user -> List.of("userid-param", user.need());
            case Permission.UserGroup group -> group(group);
            case Permission.ModifyPath modify -> List.of("perm-modify", modify.path());
            case Permission.RootOnly ignored -> List.of();
            case Permission.Everyone ignored -> List.of();
            case Permission.AnyUser ignored -> List.of();
        };
    }

    private static List<Object> privileges(Permission.Privileges need) {
        List<Object> check = new ArrayList<>(List.of("perm", need.path(), need.privileges()));
        if (need.any()) {
            check.addAll(List.of("any", 1));
        }
        need.requiredParameter().ifPresent(parameter -> check.addAll(List.of("require_param", parameter)));
        return check;
    }

    private static List<Object> group(Permission.UserGroup group) {
        List<Object> check = new ArrayList<>(List.of("userid-group", group.privileges()));
        group.groupsParameter().ifPresent(parameter -> check.addAll(List.of("groups_param", parameter)));
        return check;
    }

    private static List<Object> joined(String word, List<Permission> parts) {
        List<Object> check = new ArrayList<>(List.of(word));
        parts.forEach(part -> check.add(check(part)));
        return check;
    }
}
