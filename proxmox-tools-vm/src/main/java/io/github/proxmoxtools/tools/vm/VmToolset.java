package io.github.proxmoxtools.tools.vm;

import io.github.proxmoxtools.tools.spi.Toolset;

/** Provides this domain's tools. */
public final class VmToolset implements Toolset {
    /** For the service loader. */
    public VmToolset() {}
}
