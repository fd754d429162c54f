package io.github.proxmoxtools.simulator.state;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Allocates, copies, renames and frees the volumes of guests, as a node sees them. */
public final class GuestVolumes {
    private static final Set<String> FILE_STORAGES = Set.of("dir", "nfs", "cifs", "glusterfs", "btrfs");
    private static final Set<String> LOGICAL_VOLUMES = Set.of("lvm", "lvmthin");
    private static final int USED_SHARE = 3;

    private final Cluster cluster;
    private final String node;

    /**
     * The volumes that a node sees.
     *
     * @param cluster the cluster
     * @param node the node
     */
    public GuestVolumes(Cluster cluster, String node) {
        this.cluster = cluster;
        this.node = node;
    }

    /**
     * Tells whether a storage keeps disks as files in directories.
     *
     * @param storage the storage
     * @return whether it does
     */
    public static boolean keepsFiles(Storage storage) {
        return FILE_STORAGES.contains(storage.type());
    }

    /**
     * Finds a volume.
     *
     * @param volid its name
     * @return the volume
     */
    public Optional<Volume> find(String volid) {
        return storageOf(volid).stream().flatMap(storage -> storage.volumes(node).stream())
                .filter(volume -> volume.volid().equals(volid)).findFirst();
    }

    /**
     * Lists the volumes of a guest on the storages of the node.
     *
     * @param vmid the guest
     * @return the volumes of its disks
     */
    public List<Volume> ownedBy(int vmid) {
        return cluster.storages().values().stream().flatMap(storage -> storage.volumes(node).stream())
                .filter(volume -> volume.vmid() == vmid && Set.of("images", "rootdir").contains(volume.content()))
                .toList();
    }

    /**
     * Allocates a disk under the next free name.
     *
     * @param storage where
     * @param guest whose it will be
     * @param format its format
     * @param size its size in bytes
     * @return the disk
     */
    public Disk allocate(Storage storage, Guest guest, String format, long size) {
        return put(storage, guest, freeName(storage, guest.vmid(), guest.kind(), format), format, size);
    }

    /**
     * Allocates a volume with a name of its own, such as a cloud-init drive.
     *
     * @param storage where
     * @param guest whose it will be
     * @param suffix what follows the guest's number
     * @param format its format
     * @param size its size in bytes
     * @return the disk
     */
    public Disk allocateNamed(Storage storage, Guest guest, String suffix, String format, long size) {
        return put(storage, guest, place(storage, guest.vmid(), "vm-" + guest.vmid() + "-" + suffix, format), format,
                size);
    }

    /**
     * Makes a disk that only holds what differs from a template's.
     *
     * @param base the template's disk
     * @param guest whose it will be
     * @return the disk
     */
    public Disk link(Disk base, Guest guest) {
        Storage storage = require(base);
        String own = freeName(storage, guest.vmid(), guest.kind(), base.format());
        String name = LOGICAL_VOLUMES.contains(storage.type()) ? own : base.volume() + "/" + own;
        return put(storage, guest, name, base.format(), sizeOf(base));
    }

    /**
     * Gives a guest's disk to another guest.
     *
     * @param disk the disk
     * @param guest the new owner
     * @return the disk under its new name
     */
    public Disk reassign(Disk disk, Guest guest) {
        return rename(disk, freeName(require(disk), guest.vmid(), guest.kind(), disk.format()), guest);
    }

    /**
     * Makes a disk one that templates have.
     *
     * @param disk the disk
     * @param guest whose it is
     * @return the disk under its new name
     */
    public Disk toBase(Disk disk, Guest guest) {
        String own = disk.volume().substring(disk.volume().lastIndexOf('/') + 1);
        String renamed = own.replaceFirst("^subvol-", "basevol-").replaceFirst("^vm-", "base-");
        String name = disk.volume().contains("/") ? guest.vmid() + "/" + renamed : renamed;
        return rename(disk, name, guest);
    }

    /**
     * Changes a volume's size.
     *
     * @param disk the disk
     * @param size its new size in bytes
     */
    public void resize(Disk disk, long size) {
        find(disk.volid()).ifPresent(volume -> require(disk).put(new Volume(volume.volid(), volume.node(),
                volume.content(), volume.format(), size, volume.used(), volume.vmid(), volume.created(),
                volume.notes(), volume.isProtected())));
    }

    /**
     * Frees a volume.
     *
     * @param volid its name
     */
    public void free(String volid) {
        find(volid).ifPresent(volume -> storageOf(volid).ifPresent(storage -> storage.remove(volume)));
    }

    /**
     * Tells whether linked clones need a volume.
     *
     * @param disk the disk of a template
     * @return whether there are some
     */
    public boolean hasLinkedClones(Disk disk) {
        return cluster.storages().containsKey(disk.storage()) && require(disk).volumes(node).stream()
                .anyMatch(volume -> volume.volid().startsWith(disk.volid() + "/"));
    }

    /**
     * Tells a disk's size.
     *
     * @param disk the disk
     * @return the volume's size in bytes, else what the option says
     */
    public long sizeOf(Disk disk) {
        return find(disk.volid()).map(Volume::size).filter(size -> size > 0).orElse(disk.size());
    }

    /**
     * Says what a task's log says of a new volume.
     *
     * @param disk the new disk
     * @return the lines
     */
    public List<String> allocationLog(Disk disk) {
        Storage storage = require(disk);
        if (LOGICAL_VOLUMES.contains(storage.type())) {
            return List.of("  Logical volume \"" + disk.volume() + "\" created.");
        }
        if (!keepsFiles(storage) || disk.format().equals("subvol")) {
            return List.of();
        }
        String format = disk.format().equals("qcow2")
                ? "qcow2 cluster_size=65536 extended_l2=off preallocation=metadata compression_type=zlib size=%d"
                        .formatted(disk.size()) + " lazy_refcounts=off refcount_bits=16"
                : disk.format() + " size=" + disk.size() + " preallocation=off";
        return List.of("Formatting '" + path(disk) + "', fmt=" + format);
    }

    /**
     * Names the file or device of a disk.
     *
     * @param disk the disk
     * @return its path on the node
     */
    public String path(Disk disk) {
        Storage storage = require(disk);
        String own = disk.volume().replaceFirst("^.*/(\\d+/[^/]+)$", "$1");
        return switch (storage.type()) {
            case "lvm", "lvmthin" -> "/dev/" + storage.options().getOrDefault("vgname", "pve") + "/" + own;
            case "zfspool" -> "/dev/zvol/" + storage.options().getOrDefault("pool", "rpool") + "/" + own;
            case "rbd" -> "rbd:" + storage.options().getOrDefault("pool", "rbd") + "/" + own;
            default -> storage.options().getOrDefault("path", "/var/lib/vz") + "/images/" + own;
        };
    }

    private Disk put(Storage storage, Guest guest, String name, String format, long size) {
        var disk = new Disk(storage.id(), name, size, false);
        storage.put(new Volume(disk.volid(), node, guest.kind() == Kind.LXC ? "rootdir" : "images", format, size,
                size / USED_SHARE, guest.vmid(), cluster.now(), "", false));
        return disk;
    }

    private Disk rename(Disk disk, String name, Guest owner) {
        long size = sizeOf(disk);
        Storage storage = require(disk);
        free(disk.volid());
        return put(storage, owner, name, disk.format(), size);
    }

    private String freeName(Storage storage, int vmid, Kind kind, String format) {
        List<String> taken = storage.volumes(node).stream().map(Volume::volid).toList();
        String prefix = kind == Kind.LXC && format.equals("subvol") ? "subvol-" : "vm-";
        for (int number = 0;; number++) {
            String name = place(storage, vmid, prefix + vmid + "-disk-" + number, format);
            String own = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.[a-z0-9]+$", "")
                    .replaceFirst("^(vm|subvol)-", "");
            if (taken.stream().noneMatch(volid -> volid.matches(".*(vm|base|subvol|basevol)-" + own + "(\\..*)?"))) {
                return name;
            }
        }
    }

    private static String place(Storage storage, int vmid, String name, String format) {
        return keepsFiles(storage) ? vmid + "/" + name + "." + format : name;
    }

    private Storage require(Disk disk) {
        return storageOf(disk.volid())
                .orElseThrow(() -> new IllegalStateException("No storage for " + disk.volid()));
    }

    private Optional<Storage> storageOf(String volid) {
        int colon = volid.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.ofNullable(cluster.storages().get(volid.substring(0, colon)));
    }
}
