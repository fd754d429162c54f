package io.github.proxmoxtools.simulator.state;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot of a guest.
 *
 * @param name its name
 * @param description free text, may be empty
 * @param taken when it was taken
 * @param parent the snapshot before it
 * @param withMemory whether the RAM was saved too
 * @param config the configuration at that time
 */
public record Snapshot(String name, String description, Instant taken, Optional<String> parent, boolean withMemory,
        Map<String, Object> config) {
    Snapshot withParent(Optional<String> other) {
        return new Snapshot(name, description, taken, other, withMemory, config);
    }

    /**
     * Changes the description.
     *
     * @param text the new one
     * @return the changed snapshot
     */
    public Snapshot described(String text) {
        return new Snapshot(name, text, taken, parent, withMemory, config);
    }
}
