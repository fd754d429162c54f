package io.github.proxmoxtools.tools.lxc;

import static io.github.proxmoxtools.tools.guest.GuestParams.DESTROY_UNREFERENCED_DISKS;
import static io.github.proxmoxtools.tools.guest.GuestParams.PURGE;
import static io.github.proxmoxtools.tools.guest.GuestShapes.CONTAINERS;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** Containers as a whole: which there are, how they are, moving and deleting them. */
final class LxcTools {
    private static final Param<Boolean> FORCE = flag("force", "Stop it first if it runs.");
    private static final Param<Boolean> ONLINE = flag("online",
            "Containers cannot: use restart; with HA it means the same.");
    private static final Param<Boolean> RESTART = flag("restart",
            "Shut it down, move it, start it there.");
    private static final Param<Long> TIMEOUT = whole("timeout", "Seconds to shut down; 180 by default.").min(0)
            .optional();
    private static final Param<String> TARGET_STORAGE = text("target-storage",
            "One for all volumes, or pairs from:to; 1 keeps each.").optional();

    static final Tool LIST = Tool.reads("proxmox_lxc_list")
            .command("lxc", "list")
            .title("List Containers")
            .description("Lists the containers of the cluster, or of one node, with status, load and size. "
                    + "The figures may be some seconds old; ask for one container's status before deciding about it.")
            .does(CONTAINERS.list());

    static final Tool STATUS = Tool.reads("proxmox_lxc_status")
            .command("lxc", "status")
            .title("Container Status")
            .description("Tells how a container is right now (status, load, memory, uptime, lock, HA) together with "
                    + "its configuration.")
            .does(CONTAINERS.status());

    static final Tool CONFIG = Tool.reads("proxmox_lxc_config")
            .command("lxc", "config")
            .title("Container Configuration")
            .description("Shows a container's configuration as it will be after the next start: "
                    + "limits, mount points, network, options. Its digest guards later changes against others'.")
            .does(CONTAINERS.config());

    static final Tool PENDING_CHANGES = Tool.reads("proxmox_lxc_pending_changes")
            .command("lxc", "pending")
            .title("Pending Changes of a Container")
            .description("Lists a container's options with the value in force and, where a change waits for the next "
                    + "start, the pending value; delete marks an option that will go.")
            .does(CONTAINERS.pendingChanges());

    static final Tool DELETE = Tool.destroys("proxmox_lxc_delete")
            .command("lxc", "delete")
            .title("Delete Container")
            .description("Deletes a container with its volumes, snapshots, permissions and firewall rules, for good. "
                    + "A running one is refused unless force is set. Its backups stay.")
            .does(CONTAINERS.delete(PURGE, FORCE, DESTROY_UNREFERENCED_DISKS));

    static final Tool MIGRATE = Tool.changes("proxmox_lxc_migrate")
            .command("lxc", "migrate")
            .title("Migrate Container")
            .description("Moves a container to another node of the cluster. A running one cannot move live: it needs "
                    + "restart, which interrupts it. One that HA manages is shut down and moved.")
            .chooses(CONTAINERS.migrateCall(RESTART, TIMEOUT, TARGET_STORAGE, ONLINE))
            .destroysWhen(RESTART.is(true))
            .destroysWhen(ONLINE.is(true))
            .startsTask();

    private LxcTools() {}
}
