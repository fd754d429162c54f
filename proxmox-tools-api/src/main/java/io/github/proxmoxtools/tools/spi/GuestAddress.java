package io.github.proxmoxtools.tools.spi;

/**
 * Where a guest is.
 *
 * @param kind VM or container
 * @param node the node it is on
 * @param vmid its numeric id
 * @param name its name; empty where it was not looked up or has none
 */
public record GuestAddress(GuestKind kind, String node, long vmid, String name) {
    @Override
    public String toString() {
        return kind.noun() + " " + vmid + (name.isEmpty() ? "" : " (" + name + ")") + " on " + node;
    }
}
