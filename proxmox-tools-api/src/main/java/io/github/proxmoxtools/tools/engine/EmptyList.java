package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.Permission;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says of an empty list whether there is nothing, or whether the login may not see it: Proxmox VE answers 200 and leaves
 * out what a login may not see, which for a new token is everything.
 */
final class EmptyList {
    static final String NONE_OF_THESE = "Of what the server listed nothing belongs here.";
    static final String UNKNOWN = "The server listed nothing: either there is nothing, or this login may not see "
            + "it.";
    private static final Sight GUESTS = new Sight("/vms", List.of("VM.Audit"), "guests");
    private static final Sight STORAGES = new Sight("/storage", List.of("Datastore.Audit", "Datastore.AllocateSpace"),
            "storages");
    private static final Sight JOBS = new Sight("/vms", List.of("VM.Audit"), "jobs of guests");

    /** Lists that every login may ask for, and that show what it may see; the official schema says so in words only. */
    private static final Map<String, Sight> FILTERED = Map.ofEntries(Map.entry("/nodes/{node}/qemu", GUESTS),
            Map.entry("/nodes/{node}/lxc", GUESTS), Map.entry("/storage", STORAGES),
            Map.entry("/nodes/{node}/storage", STORAGES),
            Map.entry("/nodes/{node}/storage/{storage}/content",
                    new Sight("/storage/{storage}", List.of("Datastore.Allocate"), "volumes")),
            Map.entry("/pools", new Sight("/pool", List.of("Pool.Audit"), "pools")),
            Map.entry("/access/groups", new Sight("/access/groups",
                    List.of("Sys.Audit", "User.Modify", "Group.Allocate"), "groups")),
            Map.entry("/access/acl", new Sight("/access", List.of("Sys.Audit", "Permissions.Modify"), "entries")),
            Map.entry("/cluster/replication", JOBS), Map.entry("/nodes/{node}/replication", JOBS),
            Map.entry("/nodes/{node}/tasks", new Sight("/nodes/{node}", List.of("Sys.Audit"), "tasks of others")));

    private final Calls calls;

    EmptyList(Calls calls) {
        this.calls = calls;
    }

    /**
     * What must be held to see everything in a list.
     *
     * @param path ACL path, with placeholders of the call's path
     * @param privileges one of them is enough
     * @param what what is in the list
     */
    private record Sight(String path, List<String> privileges, String what) {
        String on(Map<String, String> arguments) {
            String resolved = path;
            for (Map.Entry<String, String> argument : arguments.entrySet()) {
                resolved = resolved.replace("{" + argument.getKey() + "}", argument.getValue());
            }
            return resolved;
        }
    }

    String note(ApiRequest request, Supplier<ApiIndex> index) {
        Optional<ApiIndex.Match> match = index.get().match(request.method().name(), request.path().segments());
        if (match.isEmpty()) {
            return UNKNOWN;
        }
        Sight sight = sight(match.get().method().path(), request);
        if (sight != null) {
            return judged(sight, sight.on(match.get().pathArguments()));
        }
        Permission permission = match.get().method().permission();
        return permission instanceof Permission.Privileges needed
                ? nothing(String.join(needed.any() ? " or " : " and ", needed.privileges()) + " on "
                        + needed.resolvedPath(match.get().pathArguments()))
                : UNKNOWN;
    }

    private static @Nullable Sight sight(String path, ApiRequest request) {
        if (!path.equals("/cluster/resources")) {
            return FILTERED.get(path);
        }
        String type = request.parameters().stream().filter(parameter -> parameter.name().equals("type"))
                .map(Parameter::value).findFirst().orElse("");
        return switch (type) {
            case "vm" -> GUESTS;
            case "storage" -> STORAGES;
            default -> null;
        };
    }

    private String judged(Sight sight, String path) {
        Optional<PrivilegeTree> held = held();
        if (held.isEmpty()) {
            return UNKNOWN;
        }
        for (String privilege : sight.privileges()) {
            if (held.get().reachesAllBelow(path, privilege)) {
                return nothing(privilege + " on " + path);
            }
        }
        String first = sight.privileges().getFirst();
        return "This login does not hold " + String.join(" or ", sight.privileges()) + " on all of " + path + ", so "
                + sight.what() + " may exist that it does not see. "
                + new Grant(calls.client().login()).of(path, first);
    }

    private static String nothing(String sight) {
        return "Nothing is there, as far as the permissions of this login tell (" + sight + ").";
    }

    /** Where the permissions cannot be read, nothing is known of them. */
    private Optional<PrivilegeTree> held() {
        try {
            ApiRequest own = ApiRequest.get(ApiPath.expand("/access/permissions", Map.of()));
            return Optional.of(new PrivilegeTree(Data.of(calls.send(own).data())));
        } catch (ToolFailure e) {
            return Optional.empty();
        }
    }
}
