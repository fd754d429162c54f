package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.client.index.Permission;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.Comparator;
import java.util.HashMap;
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
    private static final String BY_SERVER = "by the server when it runs";

    private final Catalog catalog;
    private final String version;
    private final ApiIndex index;
    private final Login login;
    private final Grant grant;

    Verdicts(Catalog catalog, String version, String login, Data permissions) {
        this.catalog = catalog;
        this.version = version;
        this.index = ApiIndex.nearest(version);
        this.login = new Login(login, new PrivilegeTree(permissions));
        this.grant = new Grant(login);
    }

    List<Map<String, Object>> all() {
        return catalog.tools().stream().filter(tool -> !tool.action().endpoints().isEmpty()).map(this::of).toList();
    }

    private Map<String, Object> of(Tool tool) {
        Way way = isThere(tool) ? easiest(tool) : Way.lacking(neededVersion(tool));
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("tool", tool.name());
        if (way.isOpen()) {
            verdict.put("decided", BY_SERVER);
            return verdict;
        }
        verdict.put("allowed", way.missing.isEmpty());
        if (!way.missing.isEmpty()) {
            verdict.put("missing", List.copyOf(way.missing));
            List<String> commands = commands(way.missing);
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

    /** Of the ways that a tool may go, one for which nothing is missing, if it can, and for certain. */
    private Way easiest(Tool tool) {
        return ways(tool).stream().min(Comparator.<Way>comparingInt(way -> way.missing.size())
                .thenComparing(way -> way.undecided)).orElseGet(Way::new);
    }

    private List<Way> ways(Tool tool) {
        Map<Object, Way> ways = new LinkedHashMap<>();
        Way always = new Way();
        for (Endpoint endpoint : tool.action().endpoints()) {
            boolean onEveryWay = tool.action() instanceof Action.Scripted && endpoint.when().isEmpty();
            Object name = tool.action() instanceof Action.Scripted
                    ? endpoint.when().map(Condition::words).orElse("")
                    : endpoint;
            index.method(endpoint.verb().name(), endpoint.path())
                    .ifPresent(method -> add(method,
                            onEveryWay ? always : ways.computeIfAbsent(name, first -> new Way())));
        }
        ways.values().forEach(way -> way.add(always));
        return ways.isEmpty() ? List.of(always) : List.copyOf(ways.values());
    }

    private void add(ApiMethod method, Way way) {
        if (login.isRoot()) {
            return;
        }
        Map<String, String> anyArguments = new HashMap<>();
        method.parameterNames().forEach(name -> anyArguments.put(name, "{" + name + "}"));
        Needs.of(method).ifPresentOrElse(permission -> way.missing.addAll(missing(permission, anyArguments)),
                () -> way.undecided |= !isEnough(method, anyArguments));
    }

    private boolean isEnough(ApiMethod method, Map<String, String> arguments) {
        return Needs.enough(method).filter(permission -> permission.allows(login, arguments)).isPresent();
    }

    /** What the calls of a tool lack together. */
    private static final class Way {
        private final Set<String> missing = new LinkedHashSet<>();
        private boolean undecided;

        static Way lacking(String what) {
            Way way = new Way();
            way.missing.add(what);
            return way;
        }

        void add(Way other) {
            missing.addAll(other.missing);
            undecided |= other.undecided;
        }

        boolean isOpen() {
            return undecided && missing.isEmpty();
        }
    }

    private List<String> missing(Permission permission, Map<String, String> arguments) {
        return permission.allows(login, arguments) ? List.of() : wanting(permission, arguments);
    }

    private List<String> wanting(Permission permission, Map<String, String> arguments) {
        return switch (permission) {
            case Permission.Privileges wanted -> List.of(String.join(wanted.any() ? "|" : ",", wanted.privileges())
                    + " on " + PrivilegeTree.above(wanted.path()));
            case Permission.All all -> all.parts().stream().flatMap(part -> missing(part, arguments).stream()).toList();
            case Permission.Any any -> any.parts().stream().map(part -> wanting(part, arguments))
                    .filter(parts -> !parts.isEmpty()).findFirst().orElse(List.of(permission.toString()));
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
