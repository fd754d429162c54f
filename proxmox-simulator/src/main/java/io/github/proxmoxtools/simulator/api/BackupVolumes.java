package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a guest goes into its backup. */
final class BackupVolumes {
    private static final Pattern SIZE = Pattern.compile("(?:^|,)size=([^,]+)");
    private static final Pattern MOUNT = Pattern.compile("(?:^|,)mp=([^,]+)");

    private BackupVolumes() {}

    /** The volumes that a backup holds, with a line of the log for each of the guest's. */
    static List<Disk> of(Guest guest, Consumer<String> log) {
        List<Disk> included = new ArrayList<>();
        guest.config().forEach((key, value) -> disk(key, value.toString()).ifPresent(disk -> {
            if (isIncluded(guest, key, value.toString())) {
                included.add(disk);
            }
            log.accept(line(guest, Map.entry(key, value.toString()), disk));
        }));
        return included;
    }

    private static Optional<Disk> disk(String key, String value) {
        return Disk.isDiskKey(key) && !key.startsWith("unused")
                ? Disk.parse(value).filter(disk -> !disk.isCdrom())
                : Optional.empty();
    }

    /** A VM's disks are backed up unless it says no, a container's mount points only if it says yes. */
    private static boolean isIncluded(Guest guest, String key, String value) {
        boolean isOptional = guest.kind() == Kind.LXC && key.startsWith("mp");
        return isOptional
                ? value.matches(".*,backup=(1|yes|on|true)(,.*)?")
                : !value.matches(
                        ".*,backup=(0|no|off|false)(,.*)?");
    }

    private static String line(Guest guest, Map.Entry<String, String> option, Disk disk) {
        boolean isIncluded = isIncluded(guest, option.getKey(), option.getValue());
        if (guest.kind() == Kind.QEMU) {
            String size = first(SIZE, option.getValue(), "");
            return isIncluded
                    ? "INFO: include disk '" + option.getKey() + "' '" + disk.volid() + "' " + size
                    : "INFO: exclude disk '" + option.getKey() + "' '" + disk.volid() + "' (backup=no)";
        }
        String path = option.getKey().equals("rootfs") ? "/" : first(MOUNT, option.getValue(), "/");
        String what = option.getKey() + " ('" + path + "')";
        return isIncluded
                ? "INFO: including mount point " + what + " in backup"
                : "INFO: excluding volume mount point " + what + " from backup (disabled)";
    }

    private static String first(Pattern pattern, String value, String otherwise) {
        Matcher match = pattern.matcher(value);
        return match.find() ? match.group(1) : otherwise;
    }
}
