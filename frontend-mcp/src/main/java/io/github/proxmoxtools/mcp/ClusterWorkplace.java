package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.settings.Setting;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.audit.AuditLog;
import io.github.proxmoxtools.tools.audit.Origin;
import io.github.proxmoxtools.tools.engine.BuildVersion;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            ProxmoxClient.Builder client = options.seal(settings.toClientBuilder());
            Engine.Builder engine = options
                    .apply(Engine.builder(catalog, client::build), sources, settings.secretFiles())
                    .waitTimeout(settings.toolTimeout().orElse(Options.TOOL_TIMEOUT)).secrets(secrets(settings));
            Optional<Path> audit = settings.auditLog();
            if (audit.isPresent()) {
                engine.audit(AuditLog.at(audit.get(), Origin.of(program(), settings)));
            }
            return engine.build();
        } catch (SettingsException e) {
            throw new InvalidCall(FailureKind.BAD_SETTINGS, String.join("; ", e.messages()),
                    "This is for whoever runs the server: set it in "
                            + Options.settingsFolders(sources).getFirst().resolve(".env")
                            + " or in the server's environment. The next call reads it again.",
                    Map.of());
        }
    }

    private static String program() {
        return "proxmox-mcp " + BuildVersion.of(ClusterWorkplace.class);
    }

    private static Set<String> secrets(Settings settings) {
        Set<String> secrets = new HashSet<>();
        for (SettingKey key : SettingKey.values()) {
            settings.get(key).filter(Setting::secret).map(Setting::value).ifPresent(value -> {
                secrets.add(value);
                // An API token in one setting is id=secret: the secret alone must not be shown either.
                String token = value.replaceFirst("^PVEAPIToken=", "");
                secrets.add(token.substring(token.indexOf('=') + 1));
            });
        }
        secrets.removeIf(String::isBlank);
        return secrets;
    }

    @Override
    public void close() {}
}
