package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Devices and directories that have the same name on all nodes. */
final class MappingArea extends SectionArea {
    private final String type;

    private MappingArea(String type) {
        super("/cluster/mapping/" + type, "id", "mapping/" + type + ".cfg");
        this.type = type;
    }

    static void registerAll(Registry registry) {
        registry.get("/cluster/mapping", call -> Directory.of("name", "dir", "pci", "usb"));
        List.of("dir", "pci", "usb").forEach(type -> new MappingArea(type).register(registry));
    }

    @Override
    String type(Call call) {
        return type;
    }

    @Override
    boolean isVisible(Call call, Section mapping) {
        return call.caller().holdsAny("/mapping/" + type + "/" + mapping.id(), "Mapping.Modify", "Mapping.Use",
                "Mapping.Audit");
    }

    @Override
    Row row(Call call, Section mapping) {
        Row row = super.row(call, mapping);
        return call.params().has("check-node")
                ? row.with(type.equals("pci") ? "checks" : type.equals("usb") ? "errors" : "checks",
                        checks(mapping, call.params().get("check-node")))
                : row;
    }

    @Override
    Row single(Call call, Section mapping) {
        return new Row().with("type", type).withAll(mapping.options()).with("digest", file(call).digest());
    }

    @Override
    String prefix(Action action) {
        return action.word() + (type.equals("dir") ? " directory" : " hardware") + " mapping failed: ";
    }

    @Override
    ApiError missing(Action action, String id) {
        return ApiError.died(action == Action.READ
                ? "mapping '" + id + "' not found"
                : prefix(action) + type + " ID '" + id + "' does not exist");
    }

    @Override
    ApiError duplicate(String id) {
        return ApiError.died(prefix(Action.CREATE) + type + " ID '" + id + "' already defined");
    }

    @Override
    void verify(Call call, Action action) {
        Set<String> nodes = new HashSet<>();
        for (String entry : call.params().all().getOrDefault("map", List.of())) {
            String node = node(entry);
            // Only directories are one per node: devices may be several, of which a guest gets a free one.
            if (type.equals("dir") && !nodes.add(node)) {
                throw ApiError.died("Node '" + node + "' is specified 2 times.");
            }
        }
    }

    private static Object checks(Section mapping, String node) {
        List<Object> checks = new ArrayList<>();
        if (mapping.list("map").stream().noneMatch(entry -> node(entry).equals(node))) {
            checks.add(Map.of("severity", "warning", "message", "No mapping for node " + node + "."));
        }
        return checks;
    }

    private static String node(String entry) {
        return String.valueOf(PropertyText.parts(entry).getOrDefault("node", ""));
    }
}
