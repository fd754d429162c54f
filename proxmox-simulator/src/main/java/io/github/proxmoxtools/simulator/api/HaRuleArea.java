package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where HA's resources may run, and which belong together or apart. */
final class HaRuleArea extends SectionArea {
    private static final String NODE_AFFINITY = "node-affinity";
    private static final Set<String> OF_NODES = Set.of("nodes", "strict");
    private static final Set<String> OF_RESOURCES = Set.of("affinity");

    HaRuleArea() {
        super("/cluster/ha/rules", "rule", "ha/rules.cfg");
    }

    @Override
    boolean isVisible(Call call, Section rule) {
        return call.params().find("type").filter(type -> !type.equals(rule.type())).isEmpty()
                && call.params().find("resource").filter(sid -> !rule.list("resources").contains(sid)).isEmpty();
    }

    @Override
    Row row(Call call, Section rule) {
        return super.row(call, rule).with("order", 1 + file(call).all().indexOf(rule));
    }

    @Override
    String prefix(Action action) {
        return switch (action) {
            case READ -> "";
            case UPDATE -> "update HA rules failed: ";
            default -> action.word() + " ha rule failed: ";
        };
    }

    @Override
    ApiError missing(Action action, String id) {
        return ApiError.died(action == Action.READ
                ? "no such ha rule '" + id + "'"
                : prefix(action) + "HA rule '" + id + "' does not exist");
    }

    @Override
    ApiError duplicate(String id) {
        return ApiError.died(prefix(Action.CREATE) + "HA rule '" + id + "' already defined");
    }

    @Override
    void check(Call call, Section rule, Action action) {
        if (action == Action.DELETE) {
            return;
        }
        requireProperties(rule);
        requireResources(call, rule, action);
        requireNodes(call, rule, action);
        requireFeasible(call, rule, action);
        call.cluster().highAvailability().awake();
    }

    private static void requireProperties(Section rule) {
        boolean isOfNodes = rule.type().equals(NODE_AFFINITY);
        (isOfNodes ? OF_RESOURCES : OF_NODES).stream().filter(rule.options()::containsKey).findFirst()
                .ifPresent(name -> {
                    throw ApiError.died("unexpected property '" + name + "'");
                });
        String needed = isOfNodes ? "nodes" : "affinity";
        if (!rule.options().containsKey(needed)) {
            throw ApiError.died("missing value for required option '" + needed + "'");
        }
    }

    private void requireResources(Call call, Section rule, Action action) {
        List<String> unmanaged = new TreeSet<>(rule.list("resources")).stream()
                .filter(sid -> call.cluster().settings().file("ha/resources.cfg").find(sid).isEmpty()).toList();
        if (!unmanaged.isEmpty()) {
            throw ApiError.died(
                    prefix(action) + "cannot use unmanaged resource(s) " + String.join(", ", unmanaged) + ".");
        }
    }

    private void requireNodes(Call call, Section rule, Action action) {
        List<String> missing = rule.list("nodes").stream().map(node -> node.split(":", 2)[0]).sorted()
                .filter(node -> call.cluster().node(node).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw ApiError.died(
                    prefix(action) + "cannot use non-existant node(s) " + String.join(", ", missing) + ".");
        }
    }

    private void requireFeasible(Call call, Section rule, Action action) {
        boolean isOfNodes = rule.type().equals(NODE_AFFINITY);
        if (!isOfNodes && rule.list("resources").size() < 2) {
            throw infeasible(rule, action, "rule is ineffective as there are less than two resources");
        }
        boolean isTaken = file(call).all().stream()
                .filter(other -> isOfNodes && other.type().equals(NODE_AFFINITY) && !other.id().equals(rule.id()))
                .anyMatch(other -> other.list("resources").stream().anyMatch(rule.list("resources")::contains));
        if (isTaken) {
            throw infeasible(rule, action,
                    "rule defines resources that are already defined in another node affinity rule");
        }
    }

    private ApiError infeasible(Section rule, Action action, String text) {
        return ApiError.died(
                prefix(action) + "400 Rule '" + rule.id() + "' is invalid.\nresources: " + text);
    }
}
