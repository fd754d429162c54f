package io.github.proxmoxtools.tools.lxc;

import io.github.proxmoxtools.tools.spi.Toolset;

/** Provides this domain's tools. */
public final class LxcToolset implements Toolset {
    /** For the service loader. */
    public LxcToolset() {}
}
