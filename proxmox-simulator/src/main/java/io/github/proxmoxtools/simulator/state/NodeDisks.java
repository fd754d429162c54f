package io.github.proxmoxtools.simulator.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The physical disks of a node, and what was made of them. */
public final class NodeDisks {
    /**
     * A disk.
     *
     * @param device its path
     * @param model its model
     * @param serial its serial number
     * @param size its size in bytes
     * @param rpm how fast it turns, 0 when it does not
     * @param use what it is used for, empty for nothing
     */
    public record PhysicalDisk(String device, String model, String serial, long size, int rpm, String use) {
        PhysicalDisk usedFor(String what) {
            return new PhysicalDisk(device, model, serial, size, rpm, what);
        }
    }

    /**
     * What disks were put together to.
     *
     * @param kind such as {@code lvm}
     * @param name its name
     * @param detail what more there is to say, such as a pool's redundancy
     */
    public record Pool(String kind, String name, String detail) {}

    private static final long GIGABYTE = 1_000_000_000L;

    private final Map<String, PhysicalDisk> disks = new LinkedHashMap<>();
    private final Map<String, Pool> pools = new TreeMap<>();

    NodeDisks() {
        add(new PhysicalDisk("/dev/sda", "SAMSUNG_MZ7L3480HCHQ", "S664NE0R100001", 480 * GIGABYTE, 0, "partitions"));
    }

    /** Adds disks, and a volume group on the first. */
    void furnish() {
        use("/dev/sda", "LVM");
        add(new PhysicalDisk("/dev/sdb", "SAMSUNG_MZ7L33T8HBLT", "S6ESNE0R100002", 3840 * GIGABYTE, 0, ""));
        add(new PhysicalDisk("/dev/sdc", "ST4000NM000A-2HZ100", "WS200003", 4000 * GIGABYTE, 7200, ""));
        pools.put("lvm/pve", new Pool("lvm", "pve", "/dev/sda3"));
        pools.put("lvmthin/pve/data", new Pool("lvmthin", "data", "pve"));
    }

    /** {@return the disks by device} */
    public Map<String, PhysicalDisk> disks() {
        return disks;
    }

    /** {@return what was made of them, by kind and name; may be changed} */
    public Map<String, Pool> pools() {
        return pools;
    }

    /**
     * Uses a disk, or frees it.
     *
     * @param device the disk
     * @param what what for, empty to free it
     */
    public void use(String device, String what) {
        Optional.ofNullable(disks.get(device)).ifPresent(disk -> add(disk.usedFor(what)));
    }

    private void add(PhysicalDisk disk) {
        disks.put(disk.device(), disk);
    }
}
