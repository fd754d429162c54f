package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.HaService;
import io.github.proxmoxtools.simulator.state.HighAvailability;
import io.github.proxmoxtools.simulator.state.Node;
import io.github.proxmoxtools.simulator.state.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What HA's manager and its helpers on the nodes are doing. */
final class HaStatus {
    private static final long HEARTBEAT = 5;

    private HaStatus() {}

    static Object current(Call call) {
        Cluster cluster = call.cluster();
        List<Object> rows = new ArrayList<>();
        rows.add(quorum(call));
        Optional<Node> master = master(cluster);
        master.ifPresent(node -> rows.add(timed(cluster, "master", "master", node, "active")));
        if (HaHandlers.hasRules(call)) {
            rows.add(fencing(call, master));
        }
        if (cluster.highAvailability().isActive()) {
            cluster.nodes().forEach(node -> rows.add(local(cluster, node)));
        }
        var sids = new TreeSet<>(cluster.highAvailability().services().keySet());
        resources(cluster).keySet().stream().filter(sid -> cluster.highAvailability().guest(sid).isPresent())
                .forEach(sids::add);
        sids.forEach(sid -> rows.add(service(call, sid)));
        return rows;
    }

    private static Object quorum(Call call) {
        boolean quorate = call.cluster().isQuorate();
        return new Row().with("id", "quorum").with("type", "quorum").with("node", call.asked())
                .with("status", quorate ? "OK" : "No quorum on node '" + call.asked() + "'!").with("quorate", quorate)
                .fields();
    }

    private static Object fencing(Call call, Optional<Node> master) {
        Optional<String> mode = call.cluster().highAvailability().disarmed();
        String state = mode.isPresent() ? "disarmed" : master.isPresent() ? "armed" : "standby";
        String watchdog = state.equals("armed") ? "active" : "standby";
        return new Row().with("id", "fencing").with("type", "fencing")
                .with("node", master.map(Node::name).orElse(call.asked()))
                .with("status", state + " (CRM watchdog " + watchdog + ")").with("armed-state", state)
                .withAny("resource_mode", mode).fields();
    }

    private static Object local(Cluster cluster, Node node) {
        boolean works = cluster.highAvailability().services().values().stream()
                .anyMatch(service -> service.node().equals(node.name()) && !service.state().equals("stopped"));
        String state = node.isOnline() ? works ? "active" : "idle" : "old timestamp - dead?";
        return timed(cluster, "lrm:" + node.name(), "lrm", node, state);
    }

    private static Object timed(Cluster cluster, String id, String type, Node node, String state) {
        long heartbeat = heartbeat(cluster);
        return new Row().with("id", id).with("type", type).with("node", node.name())
                .with("status", node.name() + " (" + state + ", "
                        + Schedules.perlTime(Instant.ofEpochSecond(heartbeat)) + ")")
                .with("timestamp", heartbeat).fields();
    }

    private static long heartbeat(Cluster cluster) {
        return cluster.now().getEpochSecond() / HEARTBEAT * HEARTBEAT;
    }

    /** The manager works on one node at a time. */
    private static Optional<Node> master(Cluster cluster) {
        return cluster.nodes().stream().filter(Node::isOnline)
                .filter(node -> cluster.highAvailability().isActive() && cluster.isQuorate()).findFirst();
    }

    private static Map<String, Section> resources(Cluster cluster) {
        Map<String, Section> resources = new TreeMap<>();
        cluster.settings().file("ha/resources.cfg").all().forEach(found -> resources.put(found.id(), found));
        return resources;
    }

    private static Object service(Call call, String sid) {
        HighAvailability manager = call.cluster().highAvailability();
        Optional<Section> resource = Optional.ofNullable(resources(call.cluster()).get(sid));
        Optional<HaService> service = Optional.ofNullable(manager.services().get(sid));
        Optional<Guest> guest = manager.guest(sid);
        String node = service.map(HaService::node).or(() -> guest.map(Guest::node)).orElse("");
        String state = resource.isEmpty() ? "deleting" : state(resource.get(), service, guest);
        Row row = new Row().with("id", "service:" + sid).with("type", "service").with("sid", sid).with("node", node)
                .with("state", state).with("status", sid + " (" + node + ", " + state + ")")
                .withAny("crm_state", service.map(HaService::state));
        resource.ifPresent(found -> addConfiguration(call, row, found));
        return row.fields();
    }

    private static void addConfiguration(Call call, Row row, Section resource) {
        row.with("request_state", HighAvailability.wanted(resource))
                .with("max_restart", resource.options().getOrDefault("max_restart", 1))
                .with("max_relocate", resource.options().getOrDefault("max_relocate", 1))
                .withAny("group", resource.text("group")).withAny("comment", resource.text("comment"));
        if (HaHandlers.hasRules(call)) {
            row.with("failback", resource.options().getOrDefault("failback", 1));
        }
    }

    /** What the manager knows, in words that already tell what it is going to do. */
    private static String state(Section resource, Optional<HaService> service, Optional<Guest> guest) {
        String wanted = HighAvailability.wanted(resource);
        if (wanted.equals("ignored")) {
            return "ignored";
        }
        if (service.isEmpty()) {
            return "queued";
        }
        String state = service.get().state();
        boolean isWantedOff = wanted.equals("stopped") || wanted.equals("disabled");
        return switch (state) {
            case "stopped" -> isWantedOff ? wanted : "starting";
            case "started" -> guest.filter(Guest::runs).isEmpty() ? "starting" : isWantedOff ? "stopping" : state;
            default -> state;
        };
    }

    static Object manager(Call call) {
        Cluster cluster = call.cluster();
        Map<String, @Nullable Object> status = new TreeMap<>();
        Map<String, Object> nodes = new TreeMap<>();
        Row answer = new Row().with("quorum",
                Map.of("quorate", cluster.isQuorate() ? "1" : "", "node", call.asked()));
        status.put("node_status", nodes);
        if (cluster.highAvailability().isActive()) {
            cluster.nodes().forEach(node -> nodes.put(node.name(), node.isOnline() ? "online" : "unknown"));
            master(cluster).ifPresent(node -> status.put("master_node", node.name()));
            status.put("timestamp", heartbeat(cluster));
            status.put("service_status", services(cluster));
            Map<String, Object> locals = new TreeMap<>();
            cluster.nodes().forEach(node -> locals.put(node.name(), Map.of("mode", "active", "state", "active",
                    "results", Map.of(), "timestamp", heartbeat(cluster))));
            answer.with("lrm_status", locals);
        }
        return answer.with("manager_status", status).fields();
    }

    private static Map<String, Object> services(Cluster cluster) {
        Map<String, Object> services = new TreeMap<>();
        cluster.highAvailability().services().forEach((sid, service) -> services.put(sid,
                new Row().with("state", service.state()).with("node", service.node())
                        .with("running", cluster.highAvailability().guest(sid).filter(Guest::runs).isPresent())
                        .withAny("target", Optional.ofNullable(service.target())).fields()));
        return services;
    }
}
