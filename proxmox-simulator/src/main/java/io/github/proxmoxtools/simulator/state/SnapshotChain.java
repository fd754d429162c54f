package io.github.proxmoxtools.simulator.state;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The snapshots of a guest, and which one its present state is based on. */
final class SnapshotChain {
    private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
    private @Nullable String parent;

    Collection<Snapshot> all() {
        return Collections.unmodifiableCollection(snapshots.values());
    }

    Optional<Snapshot> find(String name) {
        return Optional.ofNullable(snapshots.get(name));
    }

    Optional<String> parent() {
        return Optional.ofNullable(parent);
    }

    void setParent(String name) {
        parent = name;
    }

    void put(Snapshot snapshot) {
        snapshots.put(snapshot.name(), snapshot);
    }

    /** What was based on the snapshot is now based on its parent. */
    void delete(String name) {
        Snapshot gone = snapshots.remove(name);
        if (gone == null) {
            return;
        }
        snapshots.replaceAll((key, other) -> other.parent().filter(name::equals).isPresent()
                ? other.withParent(gone.parent())
                : other);
        if (name.equals(parent)) {
            parent = gone.parent().orElse(null);
        }
    }
}
