package io.github.proxmoxtools.tools.infra;

import io.github.proxmoxtools.tools.spi.Toolset;

/** Provides this domain's tools. */
public final class InfraToolset implements Toolset {
    /** For the service loader. */
    public InfraToolset() {}
}
