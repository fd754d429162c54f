package io.github.proxmoxtools.cli.complete;

import io.github.proxmoxtools.cli.command.Suggestion;
import io.github.proxmoxtools.cli.command.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of what the cluster has. */
final class LiveValues {
    private static final Set<String> EVERY_KIND = Set.of("qemu", "lxc");
    private static final int MOST_TASKS = 100;

    private final LiveRows rows;

    LiveValues(LiveRows rows) {
        this.rows = rows;
    }

    /** An object of the cluster. */
    private record Resource(String type, String vmid, String name, String node, String status, String storage,
            String pool) {
        static Resource of(List<String> row) {
            return new Resource(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5), row.get(6));
        }

        String about() {
            return (type.equals("lxc") ? "container" : "VM") + " on " + node + ", " + status;
        }
    }

    private List<Resource> resources() {
        return rows.read("/cluster/resources", Map.of(), "type", "vmid", "name", "node", "status", "storage", "pool")
                .stream().map(Resource::of).toList();
    }

    /**
     * Lists names.
     *
     * @param kind of what
     * @param given what else is said, by the parameters' names
     * @return what could be typed
     */
    List<Suggestion> of(Values.Known kind, Map<String, String> given) {
        List<Suggestion> found = switch (kind) {
            case GUEST -> guests(EVERY_KIND, true);
            case VM -> guests(Set.of("qemu"), true);
            case CONTAINER -> guests(Set.of("lxc"), true);
            case VMID -> guests(EVERY_KIND, false);
            case NODE -> nodes();
            case STORAGE -> storages(given);
            case POOL -> pools();
            case SNAPSHOT -> snapshots(given);
            case TASK -> tasks();
            case BRIDGE -> bridges(given);
            case CONTEXT, API_PATH, API_PARAMETER -> List.of();
        };
        return found.stream().filter(one -> isName(one.value())).toList();
    }

    /** Lists ids of guests of a kind and, where it is said, a node. */
    List<Suggestion> vmids(String type, String node) {
        return resources().stream().filter(one -> one.type().equals(type))
                .filter(one -> node.isEmpty() || one.node().equals(node))
                .map(one -> new Suggestion(one.vmid(), one.name() + ", " + one.about()))
                .filter(one -> isName(one.value())).toList();
    }

    /** What would be taken for an option is no name that can be typed. */
    private static boolean isName(String value) {
        return !value.isEmpty() && !value.startsWith("-");
    }

    private List<Suggestion> guests(Set<String> types, boolean named) {
        List<Suggestion> found = new ArrayList<>();
        for (Resource one : resources()) {
            if (types.contains(one.type())) {
                found.add(new Suggestion(one.vmid(), one.name() + ", " + one.about()));
                if (named && !one.name().isEmpty() && !isNumber(one.name())) {
                    found.add(new Suggestion(one.name(), one.vmid() + ", " + one.about()));
                }
            }
        }
        return found;
    }

    /** Digits are always an id. */
    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private List<Suggestion> nodes() {
        return resources().stream().filter(one -> one.type().equals("node"))
                .map(one -> new Suggestion(one.node(), one.status())).toList();
    }

    private List<Suggestion> storages(Map<String, String> given) {
        String node = given.getOrDefault("node", "");
        Map<String, List<String>> where = new LinkedHashMap<>();
        for (Resource one : resources()) {
            if (one.type().equals("storage") && (node.isEmpty() || one.node().equals(node))) {
                where.computeIfAbsent(one.storage(), name -> new ArrayList<>()).add(one.node());
            }
        }
        List<Suggestion> found = new ArrayList<>();
        where.forEach((name, nodes) -> found.add(new Suggestion(name, "on " + String.join(", ", nodes))));
        return found;
    }

    private List<Suggestion> pools() {
        return rows.read("/pools", Map.of(), "poolid", "comment").stream()
                .map(row -> new Suggestion(row.get(0), row.get(1))).toList();
    }

    private List<Suggestion> snapshots(Map<String, String> given) {
        return guest(given.getOrDefault("vmid", ""))
                .map(one -> rows.read("/nodes/" + one.node() + "/" + one.type() + "/" + one.vmid() + "/snapshot",
                        Map.of(), "name", "description"))
                .orElse(List.of()).stream().filter(row -> !row.get(0).equals("current"))
                .map(row -> new Suggestion(row.get(0), row.get(1))).toList();
    }

    private Optional<Resource> guest(String vmidOrName) {
        List<Resource> meant = resources().stream().filter(one -> EVERY_KIND.contains(one.type()))
                .filter(one -> one.vmid().equals(vmidOrName) || one.name().equals(vmidOrName)).toList();
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    private List<Suggestion> tasks() {
        return rows.read("/cluster/tasks", Map.of(), "upid", "starttime", "type", "id", "node", "status").stream()
                .sorted(Comparator.comparing((List<String> row) -> row.get(1)).reversed()).limit(MOST_TASKS)
                .map(row -> new Suggestion(row.get(0), (row.get(2) + " " + row.get(3)).strip() + " on " + row.get(4)
                        + ", " + (row.get(5).isEmpty() ? "running" : row.get(5))))
                .toList();
    }

    /** Those of the node that is named, or else of the first one that is up. */
    private List<Suggestion> bridges(Map<String, String> given) {
        Optional<String> node = Optional.ofNullable(given.get("node"))
                .or(() -> guest(given.getOrDefault("vmid", "")).map(Resource::node))
                .or(() -> resources().stream().filter(one -> one.type().equals("node") && one.status().equals("online"))
                        .map(Resource::node).findFirst());
        return node.filter(name -> name.matches("[A-Za-z0-9.-]+"))
                .map(name -> rows.read("/nodes/" + name + "/network", Map.of("type", "any_bridge"), "iface",
                        "comments"))
                .orElse(List.of()).stream().map(row -> new Suggestion(row.get(0), row.get(1))).toList();
    }
}
