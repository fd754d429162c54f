package io.github.proxmoxtools.tools.lxc;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;

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
                Area.of("guest", "Containers", LxcTools.LIST, LxcTools.STATUS, LxcTools.START),
                Area.of("build", "Creating, cloning and changing containers", CreateTools.CREATE, CloneTools.CLONE,
                        ConfigTools.UPDATE, ConfigTools.RESIZE));
    }
}
