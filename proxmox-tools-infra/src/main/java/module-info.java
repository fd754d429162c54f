/**
 * Nodes, storage, cluster, firewall, high availability, replication, backups, tasks and raw calls, as a toolset that any
 * frontend discovers on its module path.
 */
module io.github.proxmoxtools.tools.infra {
    requires io.github.proxmoxtools.tools;
    requires static org.jspecify;

    provides io.github.proxmoxtools.tools.spi.Toolset with
            io.github.proxmoxtools.tools.infra.InfraToolset;
}
