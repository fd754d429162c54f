package io.github.proxmoxtools.cli.complete;

import io.github.proxmoxtools.cli.command.Values;
import java.util.Optional;

/** What the formats of the API's schema stand for. */
public final class Formats {
    private Formats() {}

    /**
     * Tells what has this format.
     *
     * @param format such as {@code pve-node}
     * @return what it names, where that can be listed
     */
    public static Optional<Values.Known> of(String format) {
        return switch (format) {
            case "pve-node" -> Optional.of(Values.Known.NODE);
            case "pve-storage-id" -> Optional.of(Values.Known.STORAGE);
            case "pve-poolid" -> Optional.of(Values.Known.POOL);
            case "pve-vmid" -> Optional.of(Values.Known.VMID);
            case "pve-bridge-id" -> Optional.of(Values.Known.BRIDGE);
            default -> Optional.empty();
        };
    }
}
