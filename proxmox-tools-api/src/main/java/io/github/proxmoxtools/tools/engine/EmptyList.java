package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.Permission;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says of an empty list whether there is nothing, or whether the login may not see it: Proxmox VE answers 200 and leaves
 * out what a login may not see, which for a new token is everything.
 */
final class EmptyList {
    private static final String RESOURCES = "/cluster/resources";
    static final String NONE_OF_THESE = "Of what the server listed nothing belongs here.";
    static final String UNKNOWN = "The server listed nothing: either there is nothing, or this login may not see "
            + "it.";
    static final String NO_MATCH_KNOWN = "The server listed nothing: either nothing matches these arguments, or this "
            + "login may not see it.";
    /** They say how much of each is told, or how much at once, and leave nothing out of a list that is not empty. */
    private static final Set<String> NOT_NARROWING = Set.of("full", "limit", "verbose");
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

    /** By which privileges that only look a list shows all, by their paths; nothing for other calls. */
    static Map<String, String> seenBy(String path) {
        List<Sight> sights = path.equals(RESOURCES)
                ? List.of(GUESTS, STORAGES)
                : Optional.ofNullable(FILTERED.get(path)).stream().toList();
        Map<String, String> seen = new HashMap<>();
        sights.forEach(sight -> sight.privileges().stream().filter(name -> name.endsWith(".Audit")).findFirst()
                .ifPresent(name -> seen.put(sight.path(), name)));
        return seen;
    }

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

    /** Of several lists that were read for one, each may be empty for another reason. */
    String note(List<ApiRequest> requests, Supplier<ApiIndex> index) {
        return requests.size() == 1
                ? note(requests.getFirst(), index)
                : unknown(requests.stream().anyMatch(EmptyList::isNarrowed));
    }

    String note(ApiRequest request, Supplier<ApiIndex> index) {
        boolean narrowed = isNarrowed(request);
        Optional<ApiIndex.Match> match = index.get().match(request.method().name(), request.path().segments());
        if (match.isEmpty()) {
            return unknown(narrowed);
        }
        Sight sight = sight(match.get().method().path(), request);
        if (sight != null) {
            return judged(sight, sight.on(match.get().pathArguments()), narrowed);
        }
        Permission permission = match.get().method().permission();
        return permission instanceof Permission.Privileges needed
                ? nothing(String.join(needed.any() ? " or " : " and ", needed.privileges()) + " on "
                        + needed.resolvedPath(match.get().pathArguments()), narrowed)
                : unknown(narrowed);
    }

    /** The type of resources says which list is meant: each has its own permissions. */
    private static boolean isNarrowed(ApiRequest request) {
        boolean typeIsTheList = request.path().toString().equals(RESOURCES);
        return request.parameters().stream().map(Parameter::name)
                .anyMatch(name -> !NOT_NARROWING.contains(name) && !(typeIsTheList && name.equals("type")));
    }

    private static @Nullable Sight sight(String path, ApiRequest request) {
        if (!path.equals(RESOURCES)) {
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

    private String judged(Sight sight, String path, boolean narrowed) {
        Optional<PrivilegeTree> held = held();
        if (held.isEmpty()) {
            return unknown(narrowed);
        }
        for (String privilege : sight.privileges()) {
            if (held.get().reachesAllBelow(path, privilege)) {
                return nothing(privilege + " on " + path, narrowed);
            }
        }
        String first = sight.privileges().getFirst();
        return "This login does not hold " + String.join(" or ", sight.privileges()) + " on all of " + path + ", so "
                + sight.what() + " may exist that it does not see. "
                + new Grant(calls.client().login()).of(path, first);
    }

    private static String nothing(String sight, boolean narrowed) {
        return "Nothing " + (narrowed ? "matches these arguments" : "is there")
                + ", as far as the permissions of this login tell (" + sight + ").";
    }

    private static String unknown(boolean narrowed) {
        return narrowed ? NO_MATCH_KNOWN : UNKNOWN;
    }

    /** Where the permissions cannot be read, nothing is known of them. */
    private Optional<PrivilegeTree> held() {
        try {
            ApiRequest own = ApiRequest.get(ApiPath.expand("/access/permissions", Map.of()));
            return Optional.of(new PrivilegeTree(Data.of(calls.send(own).data())));
        } catch (Cancellation taken) {
            throw taken;
        } catch (ToolFailure e) {
            return Optional.empty();
        }
    }
}
