package io.github.proxmoxtools.tools.infra;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;
import java.util.Set;

/** Provides the tools for all that guests stand on. */
public final class InfraToolset implements Toolset {
    /** For the service loader. */
    public InfraToolset() {}

    @Override
    public String name() {
        return "infra";
    }

    @Override
    public String description() {
        return "Nodes, storage, cluster, firewall, HA, replication, backups, tasks and raw calls.";
    }

    @Override
    public List<Area> areas() {
        return List.of(
                Area.of("node", "Nodes", Set.of("node"),
                        () -> List.of(NodeTools.LIST, NodeTools.STATUS, NodeTools.CONFIG, NodeTools.DNS,
                                NodeTools.TIME, NodeTools.SUBSCRIPTION, NodeTools.NETWORK_LIST, NodeTools.APT_UPDATE,
                                NodeTools.REBOOT, NodeTools.STOP, NodeHardware.HARDWARE, NodeJournal.JOURNAL_LINES,
                                NodeExecute.EXECUTE, ServiceTools.LIST, ServiceTools.STATUS, ServiceTools.START,
                                ServiceTools.STOP, ServiceTools.RESTART)),
                Area.of("storage", "Storage and pools", Set.of("storage", "pool"),
                        () -> List.of(StorageTools.LIST, StorageTools.CONTENT, StorageCreate.CREATE,
                                StorageTools.DELETE, StorageDetail.DETAIL, StorageVolumes.REMOVE, StorageScan.SCAN,
                                StorageUpload.UPLOAD, PoolTools.LIST, PoolTools.CREATE, PoolTools.DELETE)),
                Area.of("cluster", "Cluster", Set.of("cluster", "permissions"),
                        () -> List.of(ClusterTools.STATUS, ClusterTools.RESOURCES, ClusterTools.VERSION,
                                ClusterTools.LOG, ClusterTools.NEXT_ID, ClusterOptions.SHOW, ClusterOptions.UPDATE,
                                ClusterConfig.CONFIG, PermissionTools.CHECK)),
                Area.of("task", "Tasks", Set.of("task"),
                        () -> List.of(TaskTools.LIST, TaskTools.STATUS, TaskTools.LOG, TaskTools.STOP)),
                Area.of("raw", "Raw calls", Set.of("api"), () -> List.of(RawTools.CALL, RawTools.UPLOAD)),
                Area.of("firewall", "Firewall", Set.of("firewall"), () -> List.of(FirewallRules.LIST,
                        FirewallRuleAdding.TOOL, FirewallRules.DELETE,
                        FirewallOptions.SHOW, FirewallOptions.UPDATE, FirewallAliases.LIST, FirewallAliases.CREATE,
                        FirewallAliases.DELETE, FirewallIpSets.LIST, FirewallIpSets.CREATE, FirewallIpSets.DELETE)),
                Area.of("ha", "High availability", Set.of("ha"),
                        () -> List.of(HaResources.STATUS, HaResources.LIST, HaResources.CREATE,
                                HaResources.DELETE, HaGroups.LIST, HaGroups.CREATE, HaGroups.DELETE)),
                Area.of("replication", "Replication", Set.of("replication"),
                        () -> List.of(ReplicationTools.LIST, ReplicationTools.CREATE,
                                ReplicationTools.DELETE, ReplicationTools.LOG, ReplicationTools.RUN)),
                Area.of("backup", "Backups", Set.of("backup"),
                        () -> List.of(BackupTools.LIST, BackupTools.CREATE, BackupTools.DELETE,
                                BackupTools.RUN)));
    }
}
