package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.index.Permission;
import io.github.proxmoxtools.tools.spi.Data;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code GET /access/permissions} tells: privileges by path, with 1 where they reach further down. */
final class PrivilegeTree implements Permission.Caller {
    private final Map<String, Map<String, Boolean>> reaching = new HashMap<>();

    PrivilegeTree(Data permissions) {
        permissions.fields().forEach((path, privileges) -> {
            Map<String, Boolean> held = new HashMap<>();
            Data.of(privileges).fields().forEach((name, reaches) -> held.put(name, Data.of(reaches).flag()));
            reaching.put(path, held);
        });
    }

    /** Only the server knows; privileges decide here. */
    @Override
    public Optional<String> userid() {
        return Optional.of("unknown@unknown");
    }

    @Override
    public boolean isRoot() {
        return false;
    }

    @Override
    public List<String> groupsOf(String userid) {
        return List.of();
    }

    @Override
    public boolean holds(String aclPath, String privilege) {
        String fixed = above(aclPath);
        if (reaching.getOrDefault(fixed, Map.of()).containsKey(privilege)) {
            return true;
        }
        return inherits(fixed, privilege) || (!fixed.equals(aclPath) && holdsSomewhereBelow(fixed, privilege));
    }

    private boolean inherits(String path, String privilege) {
        String current = path;
        while (!current.equals("/")) {
            int slash = current.lastIndexOf('/');
            current = slash <= 0 ? "/" : current.substring(0, slash);
            Map<String, Boolean> held = reaching.get(current);
            if (held != null && held.containsKey(privilege)) {
                return held.get(privilege);
            }
        }
        return false;
    }

    private boolean holdsSomewhereBelow(String path, String privilege) {
        String prefix = path.equals("/") ? "/" : path + "/";
        return reaching.entrySet().stream()
                .anyMatch(entry -> entry.getKey().startsWith(prefix) && entry.getValue().containsKey(privilege));
    }

    /** Whether a privilege is held on a path and on everything below it, as far as the permissions tell. */
    boolean reachesAllBelow(String path, String privilege) {
        String prefix = path.equals("/") ? "/" : path + "/";
        return reaches(path, privilege) && reaching.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix) && !entry.getKey().equals(path))
                .allMatch(entry -> entry.getValue().containsKey(privilege));
    }

    /** The nearest path above that has entries of its own decides. */
    private boolean reaches(String path, String privilege) {
        String current = path;
        while (!reaching.containsKey(current) && !current.equals("/")) {
            int slash = current.lastIndexOf('/');
            current = slash <= 0 ? "/" : current.substring(0, slash);
        }
        return reaching.getOrDefault(current, Map.of()).getOrDefault(privilege, false);
    }

    /** The part of a path before its first placeholder. */
    static String above(String path) {
        int brace = path.indexOf("/{");
        if (brace < 0) {
            return path;
        }
        return brace == 0 ? "/" : path.substring(0, brace);
    }
}
