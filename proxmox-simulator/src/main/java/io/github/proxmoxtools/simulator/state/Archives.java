package io.github.proxmoxtools.simulator.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the backups on the storages hold. */
public final class Archives {
    private final Map<String, Archive> byVolume = new HashMap<>();

    /**
     * Remembers what a new backup holds.
     *
     * @param volume the backup
     * @param archive what it holds
     */
    public void keep(Volume volume, Archive archive) {
        byVolume.put(key(volume), archive);
    }

    /**
     * Opens a backup.
     *
     * @param volume the backup
     * @return what it holds, empty when it is none or holds nothing that could be read
     */
    public Optional<Archive> find(Volume volume) {
        return Optional.ofNullable(byVolume.get(key(volume)));
    }

    /**
     * Forgets a backup that is gone.
     *
     * @param volume the backup
     */
    public void forget(Volume volume) {
        byVolume.remove(key(volume));
    }

    private static String key(Volume volume) {
        return volume.node() + "/" + volume.volid();
    }
}
