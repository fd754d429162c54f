package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.CleanText;

/**
 * How far a call is.
 *
 * @param value grows with every report of the same call, from 0 to 1
 * @param measured whether the task itself has said how far it is; otherwise the value only says that it goes on
 * @param message what it is doing
 */
public record Progress(double value, boolean measured, String message) {
    /** Lines of a task's log hold what guests and users wrote. */
    public Progress {
        message = CleanText.of(message);
    }
}
