package io.github.proxmoxtools.tools.vm;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;

/** Provides this domain's tools. */
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
        return List.of();
    }
}
