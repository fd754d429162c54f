package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.util.Optional;

/**
 * A lock that a task needs, and how it waits for it.
 *
 * @param name its name
 * @param patience how long it waits, on a real cluster
 * @param waiting what it logs when it has to wait
 * @param admitted what it logs when it need not wait any longer
 * @param refusal its exit status when it has waited in vain
 */
public record TaskLock(String name, Duration patience, String waiting, Optional<String> admitted, String refusal) {
    /**
     * The lock of a guest's configuration.
     *
     * @param file the file that is locked
     * @return the lock
     */
    static TaskLock ofGuest(String file) {
        return new TaskLock(file, Tasks.LOCK_PATIENCE, "trying to acquire lock...", Optional.empty(),
                "can't lock file '" + file + "' - got timeout");
    }
}
