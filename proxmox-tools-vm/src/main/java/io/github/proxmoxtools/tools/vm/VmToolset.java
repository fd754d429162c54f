package io.github.proxmoxtools.tools.vm;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;
import java.util.Set;

/** Provides the tools for virtual machines. */
public final class VmToolset implements Toolset {
    /** For the service loader. */
    public VmToolset() {}

    @Override
    public String name() {
        return "vm";
    }

    @Override
    public String description() {
        return "Virtual machines and their guest agent.";
    }

    @Override
    public List<Area> areas() {
        return List.of(
                Area.of("guest", "Virtual machines", Set.of("vm"),
                        () -> List.of(VmTools.LIST, VmTools.STATUS, VmTools.CONFIG,
                                VmTools.PENDING_CHANGES, VmTools.MIGRATE, VmTools.TEMPLATE, VmTools.DELETE)),
                Area.of("power", "Starting and stopping virtual machines", Set.of("vm"),
                        () -> List.of(PowerTools.START, PowerTools.STOP,
                                PowerTools.SHUTDOWN, PowerTools.REBOOT, PowerTools.RESET, PowerTools.SUSPEND,
                                PowerTools.RESUME)),
                Area.of("snapshot", "Snapshots of virtual machines", Set.of("vm"),
                        () -> List.of(SnapshotTools.TAKE, SnapshotTools.LIST,
                                SnapshotTools.ROLL_BACK, SnapshotTools.DELETE)),
                Area.of("build", "Creating, cloning and changing virtual machines", Set.of("vm"),
                        () -> List.of(CreateTools.CREATE,
                                CloneTools.CLONE, ConfigTools.UPDATE, DiskTools.RESIZE, DiskTools.MOVE)),
                Area.of("agent", "The guest agent inside virtual machines", Set.of("vm"),
                        () -> List.of(AgentTools.PING, AgentTools.INFO,
                                AgentTools.HOST_NAME, AgentTools.NETWORK_INTERFACES, AgentTools.OSINFO, AgentTools.TIME,
                                AgentTools.USERS, AgentTools.VCPUS, AgentTools.SET_USER_PASSWORD, AgentExec.EXEC,
                                AgentExec.STATUS, AgentFiles.READ, AgentFiles.WRITE)));
    }
}
