package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Node;
import io.github.proxmoxtools.simulator.state.Section;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Software-defined networks. */
final class SdnHandlers {
    private static final SdnArea ZONES = new SdnZoneArea();
    private static final SdnArea VNETS = new SdnVnetArea();
    private static final List<SdnArea> AREAS = List.of(ZONES, VNETS, new SdnSubnetArea(),
            new SdnArea("/cluster/sdn/controllers", "controller"), new SdnIpamArea(),
            new SdnArea("/cluster/sdn/dns", "dns"));
    private static final Duration RELOAD = Duration.ofSeconds(4);

    private SdnHandlers() {}

    static void register(Registry registry) {
        String path = "/cluster/sdn";
        AREAS.forEach(area -> area.register(registry));
        registry.get(path, call -> call.cluster().profile().isBefore(9)
                ? Directory.of("id", "vnets", "zones", "controllers", "ipams", "dns")
                : Directory.of("id", "vnets", "zones", "controllers", "ipams", "dns", "fabrics"));
        registry.put(path, SdnHandlers::apply);
        registry.post(path + "/rollback", call -> {
            AREAS.forEach(area -> area.rollBack(call));
            return null;
        });
        registry.get("/nodes/{node}/sdn/zones", SdnHandlers::zones);
        registry.get("/nodes/{node}/sdn/zones/{zone}/content", SdnHandlers::content);
    }

    private static Object apply(Call call) {
        AREAS.forEach(area -> area.apply(call));
        List<String> nodes = call.cluster().nodes().stream().map(Node::name).toList();
        return call.taskHere("reloadnetworkall",
                TaskWork.lasting(RELOAD,
                        log -> nodes.forEach(node -> log.accept(node + ": reloading network config"))));
    }

    /** Only what was applied is there on a node. */
    private static Object zones(Call call) {
        return ZONES.running(call).all().stream().filter(zone -> ZONES.isVisible(call, zone))
                .filter(zone -> zone.list("nodes").isEmpty() || zone.list("nodes").contains(call.node()))
                .map(zone -> Map.of("zone", zone.id(), "status", "available")).toList();
    }

    private static Object content(Call call) {
        String zone = call.params().get("zone");
        return VNETS.running(call).all().stream()
                .filter(vnet -> vnet.text("zone").filter(zone::equals).isPresent())
                .filter(vnet -> VNETS.isVisible(call, vnet)).map(SdnHandlers::row).toList();
    }

    private static Object row(Section vnet) {
        return new Row().with("vnet", vnet.id()).with("status", "available").withAny("alias", vnet.text("alias"))
                .fields();
    }
}
