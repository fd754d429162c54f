package io.github.proxmoxtools.simulator.state;

import java.util.Set;
import java.util.TreeSet;

/**
 * A pool of guests and storages.
 *
 * @param id its name
 * @param comment free text, may be empty
 * @param guests the numbers of its guests; may be changed
 * @param storages its storages; may be changed
 */
public record Pool(String id, String comment, Set<Integer> guests, Set<String> storages) {
    /**
     * An empty pool.
     *
     * @param id its name
     * @param comment free text
     */
    public Pool(String id, String comment) {
        this(id, comment, new TreeSet<>(), new TreeSet<>());
    }

    boolean holds(String aclPath) {
        return guests.stream().anyMatch(vmid -> aclPath.equals("/vms/" + vmid))
                || storages.stream().anyMatch(storage -> aclPath.equals("/storage/" + storage));
    }
}
