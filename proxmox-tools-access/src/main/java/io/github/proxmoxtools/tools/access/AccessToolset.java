package io.github.proxmoxtools.tools.access;

import io.github.proxmoxtools.tools.spi.Toolset;

/** Provides this domain's tools. */
public final class AccessToolset implements Toolset {
    /** For the service loader. */
    public AccessToolset() {}
}
