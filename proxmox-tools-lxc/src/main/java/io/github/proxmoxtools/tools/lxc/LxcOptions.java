package io.github.proxmoxtools.tools.lxc;

import static io.github.proxmoxtools.tools.spi.Param.propertyString;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Param;

/** Options of a container that creating and changing it share. */
final class LxcOptions {
    static final Param<String> HOSTNAME = text("hostname", "").max(255).optional();
    static final Param<Long> MEMORY = whole("memory", "MiB.").min(16).optional();
    static final Param<Long> SWAP = whole("swap", "MiB.").min(0).optional();
    static final Param<Long> CORES = whole("cores", "All of the node's when absent.").min(1).max(8192).optional();
    static final Param<String> NET0 = propertyString("net0", "name=eth0,bridge=vmbr0,ip=dhcp").optional();
    static final Param<String> FEATURES = propertyString("features", "nesting=1").optional();
    static final Param<String> TAGS = text("tags", "a;b").optional();

    private LxcOptions() {}
}
