package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;

/**
 * Says how many calls of a tool may run at once.
 *
 * <p>A task that can be told a storage writes whole disks to it: too many at once make all of them slow, and the guests too.
 * All guests of a command go to the same storage, the one that is given or the one that the server chooses; where it chooses
 * several, they count as one.
 */
final class Pacing {
    private static final String STORAGE = "storage";

    private Pacing() {}

    static int width(Tool tool, BulkOptions.Limits limits) {
        return writesToStorage(tool) ? Math.min(limits.parallel(), limits.perStorage()) : limits.parallel();
    }

    /** Such parameters are called storage, targetstorage or target-storage. */
    static boolean writesToStorage(Tool tool) {
        return tool.safety() != Safety.READ && tool.outcome() instanceof Outcome.Task
                && tool.params().stream().map(Param::name).anyMatch(name -> name.endsWith(STORAGE));
    }
}
