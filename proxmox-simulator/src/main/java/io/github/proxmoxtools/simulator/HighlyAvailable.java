package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.simulator.api.ApiGateway;
import io.github.proxmoxtools.simulator.state.Profile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts guests of the small company under HA: by groups before Proxmox VE 9, by rules since. */
final class HighlyAvailable {
    private final ApiGateway.Endpoints endpoints;
    private final List<String> nodes;

    private HighlyAvailable(ApiGateway.Endpoints endpoints, List<String> nodes) {
        this.endpoints = endpoints;
        this.nodes = nodes;
    }

    static void arrange(ApiGateway.Endpoints endpoints, Profile profile, List<String> nodes) {
        var cluster = new HighlyAvailable(endpoints, nodes);
        if (profile.isBefore(9)) {
            cluster.arrangeByGroups();
        } else {
            cluster.arrangeByRules();
        }
    }

    private void arrangeByGroups() {
        post("/cluster/ha/groups", Map.of("group", "prefer-first", "nodes", preferences(), "comment", "Web servers"));
        resources(Map.of("group", "prefer-first"));
    }

    private void arrangeByRules() {
        resources(Map.of());
        post("/cluster/ha/rules", Map.of("rule", "prefer-first", "type", "node-affinity", "resources",
                "vm:100,vm:101", "nodes", preferences(), "comment", "Web servers"));
        post("/cluster/ha/rules", Map.of("rule", "dns-apart", "type", "resource-affinity", "affinity", "negative",
                "resources", "ct:200,ct:201"));
    }

    private void resources(Map<String, String> ofWebServers) {
        resource("vm:100", ofWebServers);
        resource("vm:101", ofWebServers);
        resource("vm:102", Map.of("max_restart", "3", "comment", "The database"));
        resource("ct:200", Map.of());
        resource("ct:201", Map.of());
    }

    private void resource(String id, Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("sid", id, "state", "started"));
        parameters.putAll(more);
        post("/cluster/ha/resources", parameters);
    }

    private String preferences() {
        return nodes.size() == 1 ? nodes.getFirst() : nodes.getFirst() + ":2," + nodes.get(1) + ":1";
    }

    private void post(String path, Map<String, String> parameters) {
        String form = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        endpoints.perform(nodes.getFirst(), "POST", path, form);
    }
}
