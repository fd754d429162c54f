package io.github.proxmoxtools.tools.lxc;

import static io.github.proxmoxtools.tools.guest.GuestShapes.CONTAINERS;

import io.github.proxmoxtools.tools.spi.Tool;

/** Snapshots of containers. */
final class SnapshotTools {
    static final Tool TAKE = Tool.changes("proxmox_lxc_snapshot")
            .command("lxc", "snapshot", "create")
            .title("Snapshot Container")
            .description("Takes a snapshot of a container: its volumes and configuration. "
                    + "A snapshot is no backup: it lives on the same storage.")
            .does(CONTAINERS.takeSnapshot());

    static final Tool LIST = Tool.reads("proxmox_lxc_snapshot_list")
            .command("lxc", "snapshot", "list")
            .title("List Snapshots of a Container")
            .description("Lists a container's snapshots with time, parent and description. "
                    + "The row 'current' is not a snapshot but the state the container is in.")
            .does(CONTAINERS.snapshots());

    static final Tool DELETE = Tool.destroys("proxmox_lxc_snapshot_delete")
            .command("lxc", "snapshot", "delete")
            .title("Delete Snapshot of a Container")
            .description("Deletes one of a container's snapshots for good; the container and its other snapshots stay.")
            .does(CONTAINERS.deleteSnapshot());

    static final Tool ROLL_BACK = Tool.destroys("proxmox_lxc_snapshot_rollback")
            .command("lxc", "snapshot", "rollback")
            .title("Roll Container Back to Snapshot")
            .description("Brings a container's volumes and configuration back to a snapshot: all that came after it "
                    + "is lost. A running container is stopped first.")
            .does(CONTAINERS.rollBack());

    private SnapshotTools() {}
}
