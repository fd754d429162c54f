package io.github.proxmoxtools.simulator.state;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a volume's name tells.
 *
 * @param content what it is, such as {@code iso}
 * @param file its last part
 * @param vmid the guest it belongs to, 0 for none
 * @param format its format, as lists show it
 */
public record VolumeName(String content, String file, int vmid, String format) {
    private static final Pattern IMAGE = Pattern
            .compile("(?:\\d+/\\S+/)?(\\d{1,9})/([^/\\s]+\\.(raw|qcow2|vmdk|subvol))");
    private static final Pattern ISO = Pattern.compile("iso/([^/]+\\.(?:iso|img))", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEMPLATE = Pattern.compile("vztmpl/([^/]+\\.tar(?:\\.(gz|xz|zst|bz2))?)");
    private static final Pattern BACKUP = Pattern
            .compile("backup/([^/]+\\.(tgz|(?:tar|vma)(?:\\.(?:gz|lzo|zst|bz2))?))");
    private static final Pattern OWNED_BACKUP = Pattern.compile("vzdump-(?:openvz|lxc|qemu)-(\\d{1,9})-.+");
    private static final Pattern OTHER = Pattern.compile("(snippets|import)/([^/]+?(?:\\.([a-z0-9]+))?)");
    private static final Pattern BLOCK = Pattern
            .compile("(?:(?:base|basevol)-\\d+-\\S+/)?((?:vm|base|subvol|basevol)-(\\d{1,9})-[^/\\s]+)");
    private static final Pattern SNAPSHOT = Pattern
            .compile("backup/((vm|ct|host)/([^\\s/]+)/\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)");

    /**
     * Reads a name.
     *
     * @param storage where the volume is
     * @param name its name there
     * @return what it tells, empty when no volume of that storage can have it
     */
    public static Optional<VolumeName> parse(Storage storage, String name) {
        return switch (storage.kind().layout()) {
            case FILES -> file(name);
            case BLOCKS -> block(name);
            case BACKUP_SERVER -> snapshot(name);
            case FOREIGN -> Optional.of(new VolumeName(storage.kind().content().getFirst(), name, 0, "raw"));
        };
    }

    /**
     * Says that no volume can have a name.
     *
     * @param storage where it was looked for
     * @param name the name
     * @return the text
     */
    public static String refusal(Storage storage, String name) {
        String what = switch (storage.type()) {
            case "lvm", "lvmthin" -> "lvm";
            case "zfs", "zfspool" -> "zfs";
            case "rbd" -> "rbd";
            case "pbs" -> "PBS";
            default -> "directory";
        };
        return "unable to parse " + what + " volume name '" + name + "'";
    }

    /**
     * Tells where the volume lies on a node.
     *
     * @param storage its storage
     * @param name its name there
     * @return the path
     */
    public static String path(Storage storage, String name) {
        return switch (storage.type()) {
            case "lvm", "lvmthin" -> "/dev/" + storage.option("vgname") + "/" + name;
            case "zfspool" -> (name.contains("subvol-") ? "/" : "/dev/zvol/") + storage.option("pool") + "/" + name;
            case "rbd" -> "rbd:" + storage.option("pool") + "/" + name + ":conf=/etc/pve/ceph.conf";
            case "pbs" -> "root@pam@" + storage.option("server") + ":" + storage.option("datastore") + ":"
                    + name.replaceFirst("^backup/", "");
            default -> directory(storage) + "/" + below(name);
        };
    }

    private static String directory(Storage storage) {
        String path = storage.option("path");
        return path.isEmpty() ? "/mnt/pve/" + storage.id() : path;
    }

    private static String below(String name) {
        if (Character.isDigit(name.charAt(0))) {
            return "images/" + name.replaceFirst("^\\d+/[^/]+/(?=\\d+/)", "");
        }
        return name.replaceFirst("^iso/", "template/iso/").replaceFirst("^vztmpl/", "template/cache/")
                .replaceFirst("^backup/", "dump/");
    }

    private static Optional<VolumeName> file(String name) {
        Matcher image = IMAGE.matcher(name);
        if (image.matches()) {
            return Optional.of(new VolumeName("images", image.group(2), Integer.parseInt(image.group(1)),
                    image.group(3)));
        }
        Matcher iso = ISO.matcher(name);
        if (iso.matches()) {
            return Optional.of(new VolumeName("iso", iso.group(1), 0, "iso"));
        }
        Matcher template = TEMPLATE.matcher(name);
        if (template.matches()) {
            return Optional.of(new VolumeName("vztmpl", template.group(1), 0,
                    template.group(2) == null ? "tar" : "t" + template.group(2)));
        }
        Matcher other = OTHER.matcher(name);
        if (other.matches()) {
            boolean isSnippet = other.group(1).equals("snippets");
            String ending = other.group(3) == null ? "raw" : other.group(3);
            return Optional.of(new VolumeName(other.group(1), other.group(2), 0, isSnippet ? "snippet" : ending));
        }
        return backup(name);
    }

    private static Optional<VolumeName> backup(String name) {
        Matcher backup = BACKUP.matcher(name);
        if (!backup.matches()) {
            return Optional.empty();
        }
        Matcher owner = OWNED_BACKUP.matcher(backup.group(1));
        return Optional.of(new VolumeName("backup", backup.group(1),
                owner.matches() ? Integer.parseInt(owner.group(1)) : 0, backup.group(2)));
    }

    private static Optional<VolumeName> block(String name) {
        Matcher block = BLOCK.matcher(name);
        return block.matches()
                ? Optional.of(new VolumeName("images", block.group(1), Integer.parseInt(block.group(2)),
                        block.group(1).contains("subvol") ? "subvol" : "raw"))
                : Optional.empty();
    }

    private static Optional<VolumeName> snapshot(String name) {
        Matcher snapshot = SNAPSHOT.matcher(name);
        if (!snapshot.matches()) {
            return Optional.empty();
        }
        boolean isGuest = !snapshot.group(2).equals("host");
        return Optional.of(new VolumeName("backup", snapshot.group(1),
                isGuest ? Integer.parseInt(snapshot.group(3)) : 0, "pbs-" + snapshot.group(2)));
    }
}
