package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import java.util.ArrayList;
import java.util.List;

/** Whose firewall a call is about: the cluster's, a node's or a guest's; each has the same calls below another path. */
final class FirewallLevel {
    /** For what all have. */
    static final Param<String> LEVEL = choice("level",
            "cluster when absent, node when only node is given; vm and lxc need vmid.",
            "cluster", "node", "vm", "lxc").optional().notSent();
    /** For what nodes do not have. */
    static final Param<String> LEVEL_WITHOUT_NODES = choice("level",
            "cluster when absent; vm and lxc need vmid. Nodes have none.", "cluster", "vm", "lxc").optional().notSent();
    /** The node itself, or the guest's node. */
    static final Param<String> NODE = text("node", "A guest's is found when absent.").pattern(Patterns.NODE);

    private static final Condition NODE_ALONE = Condition.of("level=node or only node given",
            arguments -> LEVEL.is("node").holds(arguments) || (!LEVEL.holds(arguments) && NODE.holds(arguments)
                    && !GuestInput.VMID.holds(arguments)));

    private FirewallLevel() {}

    /** A way to declare an endpoint, such as {@code Endpoint::get}. */
    interface Method {
        Endpoint of(String path, Input... inputs);
    }

    /** The same call on all levels. */
    static Endpoint[] everywhere(Method method, String suffix, Input... inputs) {
        return new Endpoint[]{
                onNode(method, suffix, inputs),
                onVm(method, suffix, inputs),
                onContainer(method, suffix, inputs),
                onCluster(method, suffix, inputs)};
    }

    /** The same call on all levels but nodes. */
    static Endpoint[] exceptOnNodes(Method method, String suffix, Input... inputs) {
        return new Endpoint[]{
                onGuest(GuestInput.VM, LEVEL_WITHOUT_NODES, method, suffix, inputs),
                onGuest(GuestInput.LXC, LEVEL_WITHOUT_NODES, method, suffix, inputs),
                at("/cluster", method, suffix, inputs, LEVEL_WITHOUT_NODES)};
    }

    static Endpoint onNode(Method method, String suffix, Input... inputs) {
        return at("/nodes/{node}", method, suffix, inputs, LEVEL, NODE).when(NODE_ALONE);
    }

    static Endpoint onVm(Method method, String suffix, Input... inputs) {
        return onGuest(GuestInput.VM, LEVEL, method, suffix, inputs);
    }

    static Endpoint onContainer(Method method, String suffix, Input... inputs) {
        return onGuest(GuestInput.LXC, LEVEL, method, suffix, inputs);
    }

    static Endpoint onCluster(Method method, String suffix, Input... inputs) {
        return at("/cluster", method, suffix, inputs, LEVEL);
    }

    private static Endpoint onGuest(GuestInput guest, Param<String> level, Method method, String suffix,
            Input... inputs) {
        boolean isVm = guest.equals(GuestInput.VM);
        return at("/nodes/{node}/" + (isVm ? "qemu" : "lxc") + "/{vmid}", method, suffix, inputs, level, guest)
                .when(level.is(isVm ? "vm" : "lxc"));
    }

    private static Endpoint at(String owner, Method method, String suffix, Input[] inputs, Input... place) {
        List<Input> all = new ArrayList<>(List.of(inputs));
        all.addAll(List.of(place));
        return method.of(owner + "/firewall" + suffix, all.toArray(Input[]::new));
    }
}
