package io.github.proxmoxtools.simulator.state;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backup holds of a guest.
 *
 * @param kind the guest's kind
 * @param vmid its number
 * @param config its configuration at the time, without lock and snapshots
 */
public record Archive(Kind kind, int vmid, Map<String, Object> config) {
    /**
     * Copies the configuration.
     *
     * @param kind the guest's kind
     * @param vmid its number
     * @param config its configuration
     */
    public Archive {
        config = Collections.unmodifiableMap(new TreeMap<>(config));
    }

    /**
     * Takes what a backup of a guest holds.
     *
     * @param guest the guest
     * @return the archive
     */
    public static Archive of(Guest guest) {
        Map<String, Object> config = new TreeMap<>(guest.config());
        config.remove("lock");
        return new Archive(guest.kind(), guest.vmid(), config);
    }

    /** {@return the configuration file in it} */
    public String text() {
        var text = new StringBuilder();
        Object description = config.get("description");
        if (description != null) {
            description.toString().lines().forEach(line -> text.append('#').append(line).append('\n'));
        }
        config.forEach((key, value) -> {
            if (!key.equals("description") && !key.equals("digest")) {
                text.append(key).append(": ").append(value).append('\n');
            }
        });
        if (kind == Kind.QEMU) {
            config.forEach((key, value) -> addDrive(text, key, value.toString()));
        }
        return text.toString();
    }

    /** A VM's archive tells where each of its drives came from. */
    private static void addDrive(StringBuilder text, String key, String value) {
        if (Disk.isDiskKey(key) && !key.startsWith("unused")) {
            Disk.parse(value).filter(disk -> !disk.isCdrom())
                    .ifPresent(disk -> text.append("#qmdump#map:").append(key).append(":drive-").append(key)
                            .append(':').append(disk.storage()).append(":raw:\n"));
        }
    }
}
