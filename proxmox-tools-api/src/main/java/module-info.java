/**
 * How a tool is declared, and the engine that discovers and runs declarations.
 *
 * <p>{@code io.github.proxmoxtools.tools.spi} is all that a toolset needs; {@code io.github.proxmoxtools.tools.guest}
 * holds what those of virtual machines and of containers share. {@code io.github.proxmoxtools.tools.engine} is for
 * frontends; {@code io.github.proxmoxtools.tools.audit} keeps what it changed in a file, and judges such files.
 */
module io.github.proxmoxtools.tools {
    requires static transitive org.jspecify;
    requires transitive io.github.proxmoxtools.client;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;

    exports io.github.proxmoxtools.tools.spi;
    exports io.github.proxmoxtools.tools.guest;
    exports io.github.proxmoxtools.tools.engine;
    exports io.github.proxmoxtools.tools.audit;

    uses io.github.proxmoxtools.tools.spi.Toolset;
}
