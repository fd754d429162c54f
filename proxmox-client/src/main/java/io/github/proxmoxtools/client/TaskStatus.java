package io.github.proxmoxtools.client;

import java.util.Optional;

/**
 * Where a task stands.
 *
 * @param upid the task
 * @param running whether it still runs
 * @param exitText how it ended, as the server says it; empty while it runs
 */
public record TaskStatus(Upid upid, boolean running, String exitText) {
    /**
     * Gives how the task ended.
     *
     * @return {@code OK}, {@code WARNINGS: n}, or the error; empty while the task runs
     */
    public Optional<String> exitStatus() {
        return exitText.isEmpty() ? Optional.empty() : Optional.of(exitText);
    }
}
