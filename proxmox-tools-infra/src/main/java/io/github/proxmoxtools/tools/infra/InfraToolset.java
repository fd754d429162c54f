package io.github.proxmoxtools.tools.infra;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;

/** Provides this domain's tools. */
public final class InfraToolset implements Toolset {
    /** For the service loader. */
    public InfraToolset() {}

    @Override
    public String name() {
        return "infra";
    }

    @Override
    public String description() {
        return "Nodes, storage, cluster, tasks and raw calls.";
    }

    @Override
    public List<Area> areas() {
        return List.of();
    }
}
