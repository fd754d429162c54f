package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.Node;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Turns nodes off and on. */
final class NodePowerHandlers {
    private static final Duration GOES_DOWN = Duration.ofSeconds(5);
    private static final Duration COMES_BACK = Duration.ofSeconds(90);

    private NodePowerHandlers() {}

    static void register(Registry registry) {
        registry.post("/nodes/{node}/status", NodePowerHandlers::command);
        registry.post("/nodes/{node}/wakeonlan", NodePowerHandlers::wake);
    }

    /** The guests are shut down first, and those that start with the node start again with it. */
    private static @Nullable Object command(Call call) {
        Cluster cluster = call.cluster();
        Node node = Systems.node(call);
        boolean isReboot = call.params().get("command").equals("reboot");
        cluster.later(GOES_DOWN, () -> {
            cluster.guests().values().stream().filter(guest -> guest.node().equals(node.name()))
                    .forEach(guest -> guest.stop());
            cluster.turnOff(node);
        });
        if (isReboot) {
            cluster.later(COMES_BACK, () -> cluster.turnOn(node));
        }
        return null;
    }

    private static Object wake(Call call) {
        Node node = Systems.node(call);
        if (node.name().equals(call.asked())) {
            throw ApiError.parameter("node", "'" + node.name() + "' is local node, cannot wake my self!");
        }
        String mac = call.cluster().system(node).config().getOrDefault("wakeonlan", "").replaceFirst("^mac=", "")
                .replaceFirst(",.*$", "");
        if (mac.isEmpty()) {
            throw ApiError.died("No wake on LAN MAC address defined for '" + node.name() + "'!");
        }
        if (!node.runs()) {
            call.cluster().later(COMES_BACK, () -> call.cluster().turnOn(node));
        }
        return mac;
    }
}
