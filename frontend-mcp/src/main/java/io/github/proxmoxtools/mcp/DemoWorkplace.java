package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.client.demo.DemoProvider;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import java.util.ServiceLoader;

/** A demonstration cluster that lives as long as the server. */
final class DemoWorkplace implements Workplace {
    private final Options options;
    private final DemoProvider provider;

    DemoWorkplace(Options options) {
        this.options = options;
        this.provider = ServiceLoader.load(DemoProvider.class, DemoWorkplace.class.getClassLoader()).findFirst()
                .orElseThrow(
                        () -> new UsageException("There is no demonstration in this image: it was linked without the "
                                + "simulator (module io.github.proxmoxtools.simulator)."));
    }

    @Override
    public Engine open(Catalog catalog) {
        throw new IllegalStateException("not yet " + options + provider);
    }

    @Override
    public void close() {}
}
