package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;

/** Where tools work: opens on the first call, not at start, because a list of tools needs none of it. */
interface Workplace extends AutoCloseable {
    /**
     * Makes the engine.
     *
     * @param catalog the tools that are offered
     * @return the engine
     * @throws io.github.proxmoxtools.tools.spi.ToolFailure if the settings do not allow it
     */
    Engine open(Catalog catalog);

    @Override
    void close();
}
