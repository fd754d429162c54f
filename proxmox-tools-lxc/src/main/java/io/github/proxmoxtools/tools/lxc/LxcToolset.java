package io.github.proxmoxtools.tools.lxc;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;
import java.util.Set;

/** Provides the tools for containers. */
public final class LxcToolset implements Toolset {
    /** For the service loader. */
    public LxcToolset() {}

    @Override
    public String name() {
        return "lxc";
    }

    @Override
    public String description() {
        return "Containers.";
    }

    @Override
    public List<Area> areas() {
        return List.of(
                Area.of("guest", "Containers", Set.of("lxc"),
                        () -> List.of(LxcTools.LIST, LxcTools.STATUS, LxcTools.CONFIG,
                                LxcTools.PENDING_CHANGES, LxcTools.MIGRATE, LxcTools.DELETE)),
                Area.of("power", "Starting and stopping containers", Set.of("lxc"),
                        () -> List.of(PowerTools.START, PowerTools.STOP,
                                PowerTools.SHUTDOWN, PowerTools.REBOOT, PowerTools.RESET, PowerTools.SUSPEND,
                                PowerTools.RESUME)),
                Area.of("snapshot", "Snapshots of containers", Set.of("lxc"),
                        () -> List.of(SnapshotTools.TAKE, SnapshotTools.LIST,
                                SnapshotTools.ROLL_BACK, SnapshotTools.DELETE)),
                Area.of("template", "Templates of containers", Set.of("lxc"),
                        () -> List.of(TemplateTools.LIST, TemplateTools.CONVERT)),
                Area.of("build", "Creating, cloning and changing containers", Set.of("lxc"),
                        () -> List.of(CreateTools.CREATE, CloneTools.CLONE,
                                ConfigTools.UPDATE, ConfigTools.RESIZE)));
    }
}
