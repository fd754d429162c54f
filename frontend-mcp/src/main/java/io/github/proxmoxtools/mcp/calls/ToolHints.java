package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;

/**
 * What a client may assume of a tool before it calls it: the worst that any arguments can do.
 *
 * @param readOnly whether it only looks
 * @param destructive whether it can delete, overwrite, interrupt or give away
 * @param idempotent whether calling it twice is as good as once; promised for reading only, because much in Proxmox VE
 *        counts from where it is (growing a disk, positions of firewall rules)
 * @param openWorld whether guests or users write what it returns: names of guests and logs of tasks included
 */
public record ToolHints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
    /**
     * Derives the hints.
     *
     * @param tool the declaration
     * @param ceiling the most that calls may do
     * @return the hints
     */
    public static ToolHints of(Tool tool, Safety ceiling) {
        Safety worst = worst(tool, ceiling);
        return new ToolHints(worst == Safety.READ, worst == Safety.DESTROY, worst == Safety.READ,
                tool.showsForeignText() || tool.guest().isPresent() || tool.waits());
    }

    /** The most that any arguments of a tool can do where there is a ceiling. */
    static Safety worst(Tool tool, Safety ceiling) {
        return tool.highestSafety().within(ceiling) ? tool.highestSafety() : ceiling;
    }
}
