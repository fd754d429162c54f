package io.github.proxmoxtools.simulator.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** The firewalls of all levels. */
public final class Firewalls {
    private final Firewall cluster = new Firewall();
    private final Map<String, Firewall> nodes = new HashMap<>();
    private final Map<String, Firewall> networks = new HashMap<>();
    /** By the guest itself: a new guest with an old number starts without rules. */
    private final Map<Guest, Firewall> guests = new WeakHashMap<>();
    private final Map<Integer, Firewall> orphans = new HashMap<>();

    Firewalls() {}

    /** {@return that of the cluster} */
    public Firewall cluster() {
        return cluster;
    }

    /**
     * Gives that of a node.
     *
     * @param node the node
     * @return its firewall
     */
    public Firewall node(String node) {
        return nodes.computeIfAbsent(node, key -> new Firewall());
    }

    /**
     * Gives that of a virtual network.
     *
     * @param vnet the network
     * @return its firewall
     */
    public Firewall network(String vnet) {
        return networks.computeIfAbsent(vnet, key -> new Firewall());
    }

    /**
     * Gives that of a guest: the server keeps one even for a number that no guest has.
     *
     * @param vmid the guest's number
     * @param guest the guest
     * @return its firewall
     */
    public Firewall guest(int vmid, Optional<Guest> guest) {
        if (guest.isEmpty()) {
            return orphans.computeIfAbsent(vmid, key -> new Firewall());
        }
        return guests.computeIfAbsent(guest.get(),
                key -> Optional.ofNullable(orphans.remove(vmid)).orElseGet(Firewall::new));
    }
}
