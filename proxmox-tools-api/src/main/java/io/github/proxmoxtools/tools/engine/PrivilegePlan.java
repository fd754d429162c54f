package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.PveVersion;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.client.index.Permission;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * The least privileges with which the tools of a catalogue do all they can, by the permissions that the API's schema
 * declares and the few that Proxmox VE checks only while a call runs.
 *
 * @param byPath privileges by the path of the access control list, sorted
 * @param rootOnly names of tools with calls that Proxmox VE keeps for root@pam itself, sorted
 */
public record PrivilegePlan(Map<String, Set<String>> byPath, Set<String> rootOnly) {
    private static final String GUEST_CONFIG = "VM.Config.";
    private static final Set<String> FOR_NEW_GUESTS = Set.of("VM.Config.CDROM", "VM.Config.CPU", "VM.Config.Cloudinit",
            "VM.Config.Disk", "VM.Config.HWType", "VM.Config.Memory", "VM.Config.Network", "VM.Config.Options");
    private static final Set<String> USE_STORAGE = Set.of("VM.Allocate", "VM.Clone", "VM.Config.Disk");
    /** Where rights on single objects are enough. */
    private static final Set<String> OF_OBJECTS = Set.of("/vms", "/storage", "/nodes", "/pool", "/sdn",
            "/access/realm");
    private static final String ROOT = "root@pam";

    /** Sorts and copies. */
    public PrivilegePlan {
        Map<String, Set<String>> sorted = new TreeMap<>();
        byPath.forEach((path, privileges) -> sorted.put(path, new TreeSet<>(privileges)));
        byPath = sorted;
        rootOnly = new TreeSet<>(rootOnly);
    }

    /**
     * Plans for a catalogue.
     *
     * @param catalog the tools
     * @param version of Proxmox VE, such as {@code 9.2}
     * @return what they need
     */
    public static PrivilegePlan of(Catalog catalog, String version) {
        Collector collector = new Collector(ApiIndex.nearest(version));
        catalog.tools().stream().filter(tool -> tool.versions().include(version)).forEach(collector::add);
        return collector.plan(PveVersion.parse(version));
    }

    /** What of it a login lacks. */
    PrivilegePlan without(BiPredicate<String, String> held) {
        Map<String, Set<String>> lacking = new TreeMap<>();
        byPath.forEach((path, privileges) -> {
            Set<String> wanted = privileges.stream()
                    .filter(privilege -> !held.test(OF_OBJECTS.contains(path) ? path + "/{any}" : path, privilege))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!wanted.isEmpty()) {
                lacking.put(path, wanted);
            }
        });
        return new PrivilegePlan(lacking, rootOnly);
    }

    /**
     * Gives the commands by which an administrator grants it: a role for each path, and who has it there.
     *
     * @param role how the roles' names begin
     * @param login {@code USER@REALM}, or {@code USER@REALM!NAME} for a token, whose user must have the same
     * @return lines for a shell on a node
     */
    public List<String> commands(String role, String login) {
        List<String> lines = new ArrayList<>();
        byPath.forEach((path, privileges) -> {
            String name = role + (path.equals("/") ? "" : path.replace('/', '-'));
            lines.add(
                    "pveum role add " + Grant.quoted(name) + " --privs " + Grant.quoted(String.join(",", privileges)));
            String user = login.split("!", 2)[0];
            if (!user.equals(login)) {
                lines.add(modify(path, name) + " --tokens " + Grant.quoted(login));
            }
            if (!user.equals(ROOT)) {
                lines.add(modify(path, name) + " --users " + Grant.quoted(user));
            }
        });
        return List.copyOf(lines);
    }

    private static String modify(String path, String role) {
        return "pveum acl modify " + Grant.quoted(path) + " --roles " + Grant.quoted(role);
    }

    /** Adds up what tools need. */
    private static final class Collector {
        private final ApiIndex index;
        private final Map<String, Set<String>> byPath = new TreeMap<>();
        private final Set<String> rootOnly = new TreeSet<>();

        Collector(ApiIndex index) {
            this.index = index;
        }

        void add(Tool tool) {
            for (Endpoint endpoint : tool.action().endpoints()) {
                Optional<ApiMethod> method = index.method(endpoint.verb().name(), endpoint.path());
                method.ifPresent(found -> {
                    if (found.permission() instanceof Permission.RootOnly) {
                        rootOnly.add(tool.name());
                    }
                    Needs.of(found).or(() -> Needs.enough(found)).ifPresent(this::add);
                });
                if (endpoint.verb().reads()) {
                    EmptyList.seenBy(endpoint.path()).forEach(this::need);
                }
            }
        }

        PrivilegePlan plan(PveVersion version) {
            Set<String> guests = new TreeSet<>(byPath.getOrDefault("/vms", Set.of()));
            if (guests.contains("VM.Allocate")) {
                FOR_NEW_GUESTS.forEach(privilege -> need("/vms", privilege));
                guests.addAll(FOR_NEW_GUESTS);
            }
            if (guests.stream().anyMatch(USE_STORAGE::contains)) {
                need("/storage", "Datastore.AllocateSpace");
            }
            if (guests.containsAll(Set.of("VM.Config.Disk", "VM.Config.Network")) && version.isAtLeast(8, 0)) {
                need("/sdn", "SDN.Use");
            }
            return new PrivilegePlan(byPath, rootOnly);
        }

        private void need(String path, String privilege) {
            byPath.computeIfAbsent(PrivilegeTree.above(path), first -> new TreeSet<>()).add(privilege);
        }

        /** What counts only if an optional parameter is given is left to the refusal that names it. */
        private void add(Permission permission) {
            switch (permission) {
                case Permission.Privileges wanted when wanted.requiredParameter().isEmpty() -> least(wanted)
                        .forEach(privilege -> need(wanted.path(), privilege));
                case Permission.All all -> all.parts().forEach(this::add);
                case Permission.Any any -> any.parts().stream().filter(Collector::isFree).findFirst()
                        .or(() -> any.parts().stream().filter(part -> !needsParameter(part)).findFirst())
                        .ifPresent(this::add);
                case Permission.UserParameter user when !isFree(user) -> need("/access/realm", user.need());
                case Permission.UserGroup group -> need("/access/groups", group.privileges().getFirst());
                case Permission.ModifyPath modify -> need("/", "Permissions.Modify");
                default -> {
                    // everyone may
                }
            }
        }

        private static boolean isFree(Permission permission) {
            return permission instanceof Permission.AnyUser || permission instanceof Permission.Everyone
                    || (permission instanceof Permission.UserParameter user && user.need().equals("self"));
        }

        private static boolean needsParameter(Permission permission) {
            return permission instanceof Permission.Privileges wanted && wanted.requiredParameter().isPresent();
        }

        /** Of several, one is enough for the server; options of a guest have one each. */
        private static List<String> least(Permission.Privileges wanted) {
            List<String> names = wanted.privileges();
            if (!wanted.any() || names.stream().allMatch(name -> name.startsWith(GUEST_CONFIG))) {
                return names;
            }
            return List.of(names.stream().filter(name -> name.endsWith(".Audit")).findFirst()
                    .orElse(names.getFirst()));
        }
    }
}
