package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.client.demo.DemoCluster;
import io.github.proxmoxtools.client.demo.DemoProvider;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A demonstration cluster that lives as long as the server. */
final class DemoWorkplace implements Workplace {
    private final Options options;
    private final DemoProvider provider;
    private @Nullable DemoCluster cluster;

    DemoWorkplace(Options options) {
        this.options = options;
        this.provider = ServiceLoader.load(DemoProvider.class, DemoWorkplace.class.getClassLoader()).findFirst()
                .orElseThrow(
                        () -> new UsageException("There is no demonstration in this image: it was linked without the "
                                + "simulator (module io.github.proxmoxtools.simulator)."));
    }

    @Override
    public Engine open(Catalog catalog) {
        DemoCluster started = provider.start();
        cluster = started;
        return options.engine(catalog, Settings.read(SettingsSources.ofDemo(started)));
    }

    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
