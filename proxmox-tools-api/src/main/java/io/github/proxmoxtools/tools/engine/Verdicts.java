package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.Permission;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges for which tools a set of privileges is enough, by the permissions that the API's schema declares.
 *
 * <p>A tool about a guest counts as allowed where it is allowed for at least one guest, a tool that chooses among
 * endpoints where one of them is allowed, and a script where all are that it calls under one condition. One that the
 * server's version does not have is not allowed to anybody.
 */
final class Verdicts {
    private final Catalog catalog;
    private final String version;
    private final ApiIndex index;
    private final PrivilegeTree tree;
    private final Grant grant;

    Verdicts(Catalog catalog, String version, String login, Data permissions) {
        this.catalog = catalog;
        this.version = version;
        this.index = ApiIndex.nearest(version);
        this.tree = new PrivilegeTree(permissions);
        this.grant = new Grant(login);
    }

    List<Map<String, Object>> all() {
        return catalog.tools().stream().filter(tool -> !tool.action().endpoints().isEmpty()).map(this::of).toList();
    }

    private Map<String, Object> of(Tool tool) {
        Set<String> missing = !isThere(tool)
                ? Set.of(neededVersion(tool))
                : alternatives(tool).stream().min(Comparator.comparingInt(Set::size)).orElse(Set.of());
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("tool", tool.name());
        verdict.put("allowed", missing.isEmpty());
        if (!missing.isEmpty()) {
            verdict.put("missing", List.copyOf(missing));
            List<String> commands = commands(missing);
            if (!commands.isEmpty() || isThere(tool)) {
                verdict.put("allow", List.copyOf(commands));
            }
        }
        return verdict;
    }

    private boolean isThere(Tool tool) {
        return tool.versions().include(version) && tool.action().endpoints().stream()
                .anyMatch(endpoint -> index.method(endpoint.verb().name(), endpoint.path()).isPresent());
    }

    private String neededVersion(Tool tool) {
        return tool.versions().since().map(since -> "needs Proxmox VE " + since + " or newer")
                .or(() -> tool.versions().until().map(until -> "gone since Proxmox VE " + until))
                .orElse("needs another version of Proxmox VE than " + version);
    }

    /** What is missing for each of the ways that a tool may go. */
    private List<Set<String>> alternatives(Tool tool) {
        Map<Object, Set<String>> ways = new LinkedHashMap<>();
        Set<String> always = new LinkedHashSet<>();
        for (Endpoint endpoint : tool.action().endpoints()) {
            boolean onEveryWay = tool.action() instanceof Action.Scripted && endpoint.when().isEmpty();
            Object way = tool.action() instanceof Action.Scripted
                    ? endpoint.when().map(Condition::words).orElse("")
                    : endpoint;
            index.method(endpoint.verb().name(), endpoint.path())
                    .ifPresent(method -> (onEveryWay
                            ? always
                            : ways.computeIfAbsent(way,
                                    first -> new LinkedHashSet<>()))
                            .addAll(missing(method.permission())));
        }
        ways.values().forEach(way -> way.addAll(always));
        return ways.isEmpty() ? List.of(always) : List.copyOf(ways.values());
    }

    private List<String> missing(Permission permission) {
        return permission.allows(tree, Map.of()) ? List.of() : wanting(permission);
    }

    private List<String> wanting(Permission permission) {
        return switch (permission) {
            case Permission.Privileges wanted -> List.of(String.join(wanted.any() ? "|" : ",", wanted.privileges())
                    + " on " + PrivilegeTree.above(wanted.path()));
            case Permission.All all -> {
                List<String> parts = new ArrayList<>();
                all.parts().forEach(part -> parts.addAll(missing(part)));
                yield parts;
            }
            case Permission.Any any -> any.parts().stream().map(this::wanting).filter(parts -> !parts.isEmpty())
                    .findFirst().orElse(List.of(permission.toString()));
            default -> List.of(permission.toString());
        };
    }

    private List<String> commands(Set<String> missing) {
        Map<String, Set<String>> byPath = new TreeMap<>();
        for (String part : missing) {
            split(part).ifPresent(pair -> byPath.computeIfAbsent(pair[1], path -> new LinkedHashSet<>())
                    .addAll(List.of(pair[0].split(",", -1))));
        }
        return byPath.entrySet().stream()
                .map(lack -> grant.command(lack.getKey(), String.join(",", lack.getValue()))).toList();
    }

    /** One of several alternatives is enough: the first stands for them. */
    private static Optional<String[]> split(String part) {
        String[] pair = part.split(" on ", 2);
        return pair.length == 2 && pair[1].startsWith("/")
                ? Optional.of(new String[]{pair[0].split("\\|", 2)[0], pair[1]})
                : Optional.empty();
    }
}
