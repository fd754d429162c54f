package io.github.proxmoxtools.client;

import java.util.List;

/** Hears what a task says while it is waited for, in the waiting thread. */
@FunctionalInterface
public interface TaskListener {
    /**
     * Takes what is new.
     *
     * @param status where the task stands
     * @param newLines the lines of the log since the last time; may be none
     */
    void progress(TaskStatus status, List<String> newLines);
}
