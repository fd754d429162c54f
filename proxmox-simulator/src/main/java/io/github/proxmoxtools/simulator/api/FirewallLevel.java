package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Firewall;
import io.github.proxmoxtools.simulator.state.Firewalls;
import io.github.proxmoxtools.simulator.state.Kind;
import java.util.Optional;
import java.util.Set;

/** What can have a firewall of its own. */
enum FirewallLevel {
    CLUSTER("/cluster/firewall", "in,out,forward,group"),
    NODE("/nodes/{node}/firewall",
            "in,out,forward,group"),
    VM("/nodes/{node}/qemu/{vmid}/firewall",
            "in,out,group"),
    CONTAINER("/nodes/{node}/lxc/{vmid}/firewall",
            "in,out,group"),
    NETWORK("/cluster/sdn/vnets/{vnet}/firewall",
            "forward,group");

    private final String path;
    private final String ruleTypes;

    FirewallLevel(String path, String ruleTypes) {
        this.path = path;
        this.ruleTypes = ruleTypes;
    }

    String path() {
        return path;
    }

    Set<String> ruleTypes() {
        return Set.of(ruleTypes.split(","));
    }

    boolean isGuest() {
        return this == VM || this == CONTAINER;
    }

    /** Nodes and networks use the aliases and IP sets of the cluster. */
    boolean hasAddresses() {
        return this == CLUSTER || isGuest();
    }

    Firewall firewall(Call call) {
        Firewalls all = call.cluster().settings().firewalls();
        return switch (this) {
            case CLUSTER -> all.cluster();
            case NODE -> all.node(call.node());
            case VM -> guest(call, Kind.QEMU);
            case CONTAINER -> guest(call, Kind.LXC);
            case NETWORK -> all.network(call.params().get("vnet"));
        };
    }

    private static Firewall guest(Call call, Kind kind) {
        return call.cluster().settings().firewalls().guest(call.vmid(),
                Optional.ofNullable(call.cluster().guests().get(call.vmid())).filter(guest -> guest.kind() == kind));
    }
}
