/** Virtual machines and their guest agent, as a toolset that any frontend discovers on its module path. */
module io.github.proxmoxtools.tools.vm {
    requires io.github.proxmoxtools.tools;
    requires static org.jspecify;

    provides io.github.proxmoxtools.tools.spi.Toolset with
            io.github.proxmoxtools.tools.vm.VmToolset;
}
