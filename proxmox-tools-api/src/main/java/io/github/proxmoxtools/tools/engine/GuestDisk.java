package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A disk or CD as a guest's configuration has it.
 *
 * @param slot where it is, such as {@code scsi0} or {@code rootfs}
 * @param volume what it is: a volume of a storage, a path, or {@code none}
 * @param options the rest, such as {@code size}
 */
record GuestDisk(String slot, String volume, Map<String, String> options) {
    private static final Pattern SLOT = Pattern.compile("(ide|sata|scsi|virtio|efidisk|tpmstate|mp|unused)\\d+|rootfs");

    /** All of them, by slot; an empty drive is none. */
    static List<GuestDisk> of(Data config) {
        List<GuestDisk> disks = new ArrayList<>();
        new TreeMap<>(config.fields()).forEach((slot, value) -> {
            if (value != null && SLOT.matcher(slot).matches()) {
                GuestDisk disk = parse(slot, value.toString());
                if (!disk.volume().equals("none")) {
                    disks.add(disk);
                }
            }
        });
        return disks;
    }

    private static GuestDisk parse(String slot, String text) {
        Map<String, String> options = new LinkedHashMap<>();
        String volume = "";
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "file" : part.substring(0, equals);
            if (name.equals("file") || name.equals("volume")) {
                volume = part.substring(equals + 1);
            } else {
                options.put(name, part.substring(equals + 1));
            }
        }
        return new GuestDisk(slot, volume, options);
    }

    /** The storage that it is on; none for a device or directory of the node. */
    Optional<String> storage() {
        int colon = volume.indexOf(':');
        return colon <= 0 || volume.startsWith("/") ? Optional.empty() : Optional.of(volume.substring(0, colon));
    }

    boolean isCd() {
        return "cdrom".equals(options.get("media"));
    }

    /** Volume and size. */
    @Override
    public String toString() {
        return options.containsKey("size") ? volume + " " + options.get("size") : volume;
    }
}
