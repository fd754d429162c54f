package io.github.proxmoxtools.tools.engine;

/** Says why there is no catalogue to work with: no toolset, two of the same name, or an impossible selection. */
public final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CatalogException(String message) {
        super(message);
    }

    static CatalogException empty() {
        return new CatalogException("No toolset was found, so there is nothing to offer. Put at least one module that "
                + "provides io.github.proxmoxtools.tools.spi.Toolset on the module path, such as "
                + "io.github.proxmoxtools.tools.vm, .lxc, .infra or .access, and in an image name it with --add-modules.");
    }
}
