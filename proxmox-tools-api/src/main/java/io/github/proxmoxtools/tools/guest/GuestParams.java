package io.github.proxmoxtools.tools.guest;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;

/** Parameters that tools of VMs and of containers take alike. */
public final class GuestParams {
    /** Confines a list to a node. */
    static final Param<String> ONLY_NODE = Param.text("node", "Only this node; all nodes when absent.")
            .pattern(Patterns.NODE).optional();
    /** Names a snapshot. */
    static final Param<String> SNAPNAME = Param.text("snapname", "").pattern(Patterns.CONFIG_ID).max(40);
    /** Is shown beside a snapshot. */
    static final Param<String> DESCRIPTION = Param.text("description", "").optional();
    /** Removes a snapshot whose disks cannot be cleaned up. */
    static final Param<Boolean> FORGET = Param.flag("force",
            "Drop it from the configuration even if disks fail.");
    /** Starts the guest after a rollback. */
    static final Param<Boolean> START = Param.flag("start", "Start the guest afterwards.");
    /** Says where a guest moves. */
    static final Param<String> TARGET = Param.text("target", "Node to move to.").pattern(Patterns.NODE);
    /** Limits the speed of copying. */
    static final Param<Long> BWLIMIT = Param.whole("bwlimit", "KiB/s; 0 for no limit.").min(0).optional();

    /** Says how long Proxmox VE itself waits for the guest. */
    public static final Param<Long> TIMEOUT = Param.whole("timeout", "Seconds it has to stop.")
            .min(0).optional();
    /** Stops a guest hard that does not shut down in time. */
    public static final Param<Boolean> FORCE_STOP = Param.flag("forceStop",
            "Stop it hard if it does not.");
    /** Ignores the lock of another operation. */
    public static final Param<Boolean> SKIPLOCK = Param.flag("skiplock", "Ignore locks; root@pam only, no token.");
    /** Ends a shutdown that still waits, instead of waiting for it. */
    public static final Param<Boolean> OVERRULE_SHUTDOWN = Param.flag("overrule-shutdown",
            "Abort a shutdown that still waits.").since("8.0");

    /** Removes what names a guest, together with the guest. */
    public static final Param<Boolean> PURGE = Param.flag("purge",
            "Also drop it from backup jobs, replication and HA.");
    /** Removes disks that carry a guest's id, together with the guest. */
    public static final Param<Boolean> DESTROY_UNREFERENCED_DISKS = Param.flag("destroy-unreferenced-disks",
            "Also disks with its id that the configuration does not name.");

    private GuestParams() {}
}
