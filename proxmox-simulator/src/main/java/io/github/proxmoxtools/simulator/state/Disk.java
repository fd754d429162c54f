package io.github.proxmoxtools.simulator.state;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A disk in a guest's configuration.
 *
 * @param storage where it is
 * @param volume its name there
 * @param size its size in bytes, 0 when it is not said
 * @param isCdrom whether it is a CD drive
 */
public record Disk(String storage, String volume, long size, boolean isCdrom) {
    private static final Pattern DRIVE = Pattern.compile("(scsi|virtio|ide|sata|efidisk|tpmstate)\\d+");
    private static final Pattern MOUNT_POINT = Pattern.compile("mp\\d+|rootfs");
    private static final Pattern UNUSED = Pattern.compile("unused\\d+");
    private static final Pattern VOLUME = Pattern.compile("([A-Za-z][A-Za-z0-9._\\-]*):(.+)");
    private static final String DRIVE_KEY = "file";
    private static final String MOUNT_POINT_KEY = "volume";

    /**
     * Tells whether an option describes a disk.
     *
     * @param key the option's name
     * @return whether it does
     */
    public static boolean isDiskKey(String key) {
        return isDrive(key) || isMountPoint(key) || isUnused(key);
    }

    /**
     * Tells whether an option is a virtual machine's drive.
     *
     * @param key the option's name
     * @return whether it is
     */
    public static boolean isDrive(String key) {
        return DRIVE.matcher(key).matches();
    }

    /**
     * Tells whether an option is a container's root disk or mount point.
     *
     * @param key the option's name
     * @return whether it is
     */
    public static boolean isMountPoint(String key) {
        return MOUNT_POINT.matcher(key).matches();
    }

    /**
     * Tells whether an option only keeps a volume that is not in use.
     *
     * @param key the option's name
     * @return whether it does
     */
    public static boolean isUnused(String key) {
        return UNUSED.matcher(key).matches();
    }

    /**
     * Reads a disk.
     *
     * @param value the option's value
     * @return the disk, empty for drives without a volume
     */
    public static Optional<Disk> parse(String value) {
        PropertyString parts = PropertyString.parse(value, DRIVE_KEY);
        String file = parts.find(DRIVE_KEY).or(() -> parts.find(MOUNT_POINT_KEY)).orElse("");
        var match = VOLUME.matcher(file);
        if (!match.matches()) {
            return Optional.empty();
        }
        long size = parts.find("size").flatMap(Sizes::parse).orElse(0L);
        return Optional.of(new Disk(match.group(1), match.group(2), size,
                parts.find("media").filter("cdrom"::equals).isPresent()));
    }

    /**
     * Reads all that a disk's option says.
     *
     * @param key the option's name
     * @param value its value
     * @return its parts
     */
    public static PropertyString properties(String key, String value) {
        return PropertyString.parse(value, defaultKey(key));
    }

    /**
     * Writes a disk's option as the server does.
     *
     * @param key the option's name
     * @param properties its parts
     * @return its value
     */
    public static String print(String key, PropertyString properties) {
        return isMountPoint(key)
                ? properties.print(MOUNT_POINT_KEY, "mp")
                : properties.print(DRIVE_KEY);
    }

    /**
     * Names the part that holds a disk's volume.
     *
     * @param key the option's name
     * @return the part's key
     */
    public static String defaultKey(String key) {
        return isMountPoint(key) ? MOUNT_POINT_KEY : DRIVE_KEY;
    }

    /**
     * Gives the format that the volume's name tells.
     *
     * @return such as {@code qcow2}
     */
    public String format() {
        int dot = volume.lastIndexOf('.');
        String ending = dot < 0 ? "" : volume.substring(dot + 1);
        return ending.matches("raw|qcow2|vmdk|subvol") ? ending : volume.contains("subvol-") ? "subvol" : "raw";
    }

    /** {@return whether it is the volume of a template} */
    public boolean isBase() {
        String own = volume.substring(volume.lastIndexOf('/') + 1);
        return own.startsWith("base-") || own.startsWith("basevol-");
    }

    /** {@return the volume with its storage} */
    public String volid() {
        return storage + ":" + volume;
    }
}
