package io.github.proxmoxtools.simulator.state;

import java.util.Map;
import java.util.Set;

/** What the kinds of storages can do with a guest's volume. */
public final class VolumeFeatures {
    private static final Set<String> FILES = Set.of("dir", "nfs", "cifs", "glusterfs");
    private static final Map<String, Set<String>> CLONES = Map.of("lvmthin", Set.of("base", "snap"), "rbd",
            Set.of("base", "snap"), "zfspool", Set.of("base"), "zfs", Set.of("base"), "btrfs", Set.of("base", "snap"));
    private static final Set<String> SNAPSHOTS = Set.of("lvmthin", "rbd", "zfspool", "zfs", "btrfs", "cephfs");

    private VolumeFeatures() {}

    /**
     * Tells whether a disk has a feature.
     *
     * @param feature {@code snapshot}, {@code clone}, {@code copy} or {@code template}
     * @param storage where the disk is
     * @param disk the disk
     * @param inSnapshot whether its state in a snapshot is meant
     * @return whether it has
     */
    public static boolean has(String feature, Storage storage, Disk disk, boolean inSnapshot) {
        boolean isFile = FILES.contains(storage.type());
        String state = inSnapshot ? "snap" : disk.isBase() ? "base" : "current";
        return switch (feature) {
            case "snapshot" -> isFile
                    ? disk.format().equals("qcow2")
                    : SNAPSHOTS.contains(storage.type());
            case "clone" -> isFile
                    ? state.equals("base") && !disk.format().equals("subvol")
                    : CLONES.getOrDefault(storage.type(), Set.of()).contains(state);
            case "template" -> isFile || !storage.type().equals("lvm");
            default -> !inSnapshot || (isFile ? disk.format().equals("qcow2") : !storage.type().equals("zfspool"));
        };
    }
}
