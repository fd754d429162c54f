package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Broadcast;
import io.github.proxmoxtools.simulator.state.Guest;
import java.util.Optional;
import java.util.Set;

/** Lets lists of the whole cluster show a guest as its node last told the others. */
final class ResourceLag {
    /** What every node reads from the configuration, which all have at once. */
    private static final Set<String> KNOWN_AT_ONCE = Set.of("vmid", "id", "type", "node", "pool", "tags", "lock");

    private ResourceLag() {}

    static void apply(Call call, Guest guest, Row row) {
        Optional<Broadcast.Seen> seen = call.cluster().broadcast().of(guest.vmid());
        if (seen.isEmpty()) {
            row.fields().keySet().retainAll(KNOWN_AT_ONCE);
            row.with("status", "unknown");
            return;
        }
        row.with("name", seen.get().name());
        if (seen.get().runs() != guest.runs()) {
            row.with("status", seen.get().runs() ? "running" : "stopped").with("uptime", seen.get().uptime())
                    .with("mem", seen.get().runs() ? guest.memory() / 2 : 0);
        }
    }
}
