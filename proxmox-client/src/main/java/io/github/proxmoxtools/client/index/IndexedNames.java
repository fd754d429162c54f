package io.github.proxmoxtools.client.index;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names such as {@code net[n]}, which stand for {@code net0}, {@code net1} and so on. */
final class IndexedNames {
    private static final String MARK = "[n]";
    private static final Pattern NUMBERED = Pattern.compile("(.*?\\D)(0|[1-9]\\d{0,3})");

    /** Limits in Proxmox's programs: qemu-server, pve-container, pve-cluster and pve-manager; the schema has none. */
    private static final Map<String, Integer> LAST = Map.ofEntries(Map.entry("acmedomain[n]", 5),
            Map.entry("dev[n]", 255), Map.entry("hostpci[n]", 15), Map.entry("ide[n]", 3),
            Map.entry("ipconfig[n]", 31), Map.entry("link[n]", 7), Map.entry("mp[n]", 255), Map.entry("net[n]", 31),
            Map.entry("numa[n]", 7), Map.entry("parallel[n]", 2), Map.entry("sata[n]", 5), Map.entry("scsi[n]", 30),
            Map.entry("serial[n]", 3), Map.entry("unused[n]", 255), Map.entry("usb[n]", 13),
            Map.entry("virtio[n]", 15), Map.entry("virtiofs[n]", 9));

    private IndexedNames() {}

    static boolean isIndexed(String name) {
        return name.endsWith(MARK);
    }

    static OptionalInt lastIndex(String name) {
        Integer last = LAST.get(name);
        return last == null ? OptionalInt.empty() : OptionalInt.of(last);
    }

    /** {@code net[n]} for {@code net0}; empty for a name without number or with one that is too great. */
    static Optional<String> schemaName(String name) {
        Matcher matcher = NUMBERED.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String schemaName = matcher.group(1) + MARK;
        int index = Integer.parseInt(matcher.group(2));
        return index <= LAST.getOrDefault(schemaName, Integer.MAX_VALUE) ? Optional.of(schemaName) : Optional.empty();
    }
}
