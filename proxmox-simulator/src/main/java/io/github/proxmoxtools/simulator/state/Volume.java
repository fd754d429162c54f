package io.github.proxmoxtools.simulator.state;

import java.time.Instant;

/**
 * Something that lies on a storage.
 *
 * @param volid its name, with the storage's before a colon
 * @param node where it was put
 * @param content what it is: {@code images}, {@code rootdir}, {@code iso}, {@code vztmpl}, {@code backup}
 * @param format its format
 * @param size its size in bytes
 * @param used what it takes of the storage
 * @param vmid the guest it belongs to, 0 for none
 * @param created when it came
 * @param notes free text on a backup
 * @param isProtected whether a backup is kept from being deleted
 */
public record Volume(String volid, String node, String content, String format, long size, long used, int vmid,
        Instant created, String notes, boolean isProtected) {
    /**
     * A file that belongs to no guest.
     *
     * @param volid its name
     * @param node where
     * @param content what it is
     * @param format its format
     * @param size its size
     * @param created when it came
     * @return the volume
     */
    public static Volume file(String volid, String node, String content, String format, long size, Instant created) {
        return new Volume(volid, node, content, format, size, size, 0, created, "", false);
    }

    /**
     * A guest's disk.
     *
     * @param disk the disk
     * @param guest whose it is
     * @param format its format
     * @param created when it came
     * @return the volume
     */
    public static Volume disk(Disk disk, Guest guest, String format, Instant created) {
        String content = guest.kind() == Kind.LXC ? "rootdir" : "images";
        return new Volume(disk.volid(), guest.node(), content, format, disk.size(), disk.size() / 3, guest.vmid(),
                created, "", false);
    }

    /**
     * Puts another text on it.
     *
     * @param text the notes
     * @return the volume with them
     */
    public Volume withNotes(String text) {
        return new Volume(volid, node, content, format, size, used, vmid, created, text, isProtected);
    }

    /**
     * Protects it, or not any more.
     *
     * @param isKept whether it cannot be deleted
     * @return the volume like that
     */
    public Volume withProtection(boolean isKept) {
        return new Volume(volid, node, content, format, size, used, vmid, created, notes, isKept);
    }

    /** {@return its name on its storage} */
    public String name() {
        return volid.substring(volid.indexOf(':') + 1);
    }
}
