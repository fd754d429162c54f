package io.github.proxmoxtools.simulator.state;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a type of storage needs, and what may lie on one.
 *
 * @param required the options that it cannot do without
 * @param fixed the options that cannot be changed later
 * @param options the others
 * @param content what may lie on it
 * @param defaultContent what lies on it if nothing is said
 * @param isShared whether all nodes see the same, whatever the options say
 * @param layout how its volumes are named
 */
public record StorageType(Set<String> required, Set<String> fixed, Set<String> options, List<String> content,
        List<String> defaultContent, boolean isShared, Layout layout) {
    /** How volumes are named. */
    public enum Layout {
        /** Files in directories. */
        FILES,
        /** Block devices, or datasets. */
        BLOCKS,
        /** Snapshots on a backup server. */
        BACKUP_SERVER,
        /** LUNs, or what another hypervisor shows. */
        FOREIGN
    }

    private static final Set<String> COMMON = Set.of("nodes", "disable", "content", "bwlimit");
    private static final String FILE_OPTIONS = "maxfiles prune-backups max-protected-backups content-dirs format "
            + "mkdir create-base-path create-subdirs preallocation snapshot-as-volume-chain ";
    private static final String ALL_FILES = "images rootdir vztmpl iso backup snippets none import";
    private static final Map<String, StorageType> TYPES = Map.ofEntries(
            files("dir", "path", "", "shared is_mountpoint", "images rootdir"),
            files("btrfs", "path", "", "shared is_mountpoint nocow", "images rootdir"),
            mounted("nfs", "server export", "options", ALL_FILES, "images"),
            mounted("cifs", "server share", "subdir username password domain smbversion options", ALL_FILES,
                    "images"),
            mounted("glusterfs", "volume", "server server2 transport", ALL_FILES, "images"),
            mounted("cephfs", "", "monhost subdir username keyring options fs-name fuse",
                    "vztmpl iso backup snippets import", "backup"),
            blocks("lvm", "vgname", "shared saferemove saferemove_throughput saferemove-stepsize base tagged_only "
                    + "snapshot-as-volume-chain", "images", false),
            blocks("lvmthin", "thinpool vgname", "", "images", false),
            blocks("zfspool", "pool", "blocksize sparse mountpoint", "images rootdir", false),
            blocks("zfs", "iscsiprovider pool portal target blocksize", "nowritecache sparse comstar_hg comstar_tg "
                    + "lio_tpg zfs-base-path", "images", true),
            blocks("rbd", "", "monhost pool data-pool namespace username krbd keyring", "images", true),
            entry("iscsi", "portal target", "portal target", "", "images none", "images", true, Layout.FOREIGN),
            entry("iscsidirect", "portal target", "portal target", "", "images none", "images", true, Layout.FOREIGN),
            entry("pbs", "server datastore", "server datastore", "namespace port username password encryption-key "
                    + "master-pubkey fingerprint prune-backups max-protected-backups maxfiles", "backup none",
                    "backup", true, Layout.BACKUP_SERVER),
            entry("esxi", "server username", "", "password skip-cert-verification port", "import", "import", false,
                    Layout.FOREIGN));

    /**
     * Finds a type.
     *
     * @param name its name, such as {@code dir}
     * @return the type; one without options where there is none
     */
    public static StorageType of(String name) {
        return Optional.ofNullable(TYPES.get(name)).orElseGet(() -> new StorageType(Set.of(), Set.of(), Set.of(),
                words(ALL_FILES), List.of("images", "rootdir"), false, Layout.FILES));
    }

    /**
     * Tells whether there is such an option.
     *
     * @param option its name
     * @return whether there is
     */
    public boolean knows(String option) {
        return COMMON.contains(option) || required.contains(option) || fixed.contains(option)
                || options.contains(option);
    }

    private static Map.Entry<String, StorageType> files(String name, String required, String fixed, String options,
            String content) {
        return entry(name, required, required + " " + fixed, FILE_OPTIONS + options, ALL_FILES, content, false,
                Layout.FILES);
    }

    private static Map.Entry<String, StorageType> mounted(String name, String required, String options,
            String content, String defaultContent) {
        return entry(name, required, required + " path", FILE_OPTIONS + options, content, defaultContent, true,
                Layout.FILES);
    }

    private static Map.Entry<String, StorageType> blocks(String name, String required, String options,
            String defaultContent, boolean isShared) {
        return entry(name, required, required, options, "images rootdir", defaultContent, isShared, Layout.BLOCKS);
    }

    private static Map.Entry<String, StorageType> entry(String name, String required, String fixed, String options,
            String content, String defaultContent, boolean isShared, Layout layout) {
        return Map.entry(name, new StorageType(Set.copyOf(words(required)), new HashSet<>(words(fixed)),
                Set.copyOf(words(options)), words(content), words(defaultContent), isShared, layout));
    }

    private static List<String> words(String text) {
        return Stream.of(text).flatMap(all -> Arrays.stream(all.split(" +"))).filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableList());
    }
}
