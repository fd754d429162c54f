package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.Map;
import java.util.function.Consumer;

/** The cluster that the settings name. */
final class ClusterWorkplace implements Workplace {
    private final Options options;

    ClusterWorkplace(Options options, Consumer<String> warnings) {
        this.options = options;
    }

    @Override
    public Engine open(Catalog catalog) {
        return Engine.builder(catalog, () -> {
            throw new InvalidCall(FailureKind.BAD_SETTINGS, "The settings name no cluster.", "", Map.of());
        }).access(options.selection().access()).fileRoots(options.fileRoots()).build();
    }

    @Override
    public void close() {}
}
