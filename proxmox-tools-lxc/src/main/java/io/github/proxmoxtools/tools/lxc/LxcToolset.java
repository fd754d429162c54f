package io.github.proxmoxtools.tools.lxc;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;

/** Provides this domain's tools. */
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
        return List.of();
    }
}
