package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The cluster that the settings name. */
final class ClusterWorkplace implements Workplace {
    private final Options options;
    private final Consumer<String> warnings;
    private final AtomicBoolean warned = new AtomicBoolean();

    ClusterWorkplace(Options options, Consumer<String> warnings) {
        this.options = options;
        this.warnings = warnings;
    }

    @Override
    public Engine open(Catalog catalog) {
        SettingsSources sources = SettingsSources.ofProcess(options.settings());
        try {
            Settings settings = Settings.read(sources).withCredentials(warnings);
            if (warned.compareAndSet(false, true)) {
                settings.warnings().forEach(warnings);
            }
            return options.engine(catalog, settings);
        } catch (SettingsException e) {
            throw new InvalidCall(FailureKind.BAD_SETTINGS, String.join("; ", e.messages()),
                    "This is for whoever runs the server: set it in "
                            + sources.folders().getFirst().resolve(".env")
                            + " or in the server's environment. The next call reads it again.",
                    Map.of());
        }
    }

    @Override
    public void close() {}
}
