package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.cli.options.Colours;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.ProgramVersion;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.demo.DemoCluster;
import io.github.proxmoxtools.client.settings.Setting;
import io.github.proxmoxtools.client.settings.SettingFlags;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.audit.AuditLog;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes engines of settings, or of a demonstration cluster. */
public final class EngineConnector implements Connector {
    /** What the client takes by itself; a call of one tool may read from several nodes at once. */
    private static final int USUAL_CONNECTIONS = 8;

    private final Function<Map<String, String>, SettingsSources> sources;
    private final Terminal terminal;

    /**
     * Makes a connector.
     *
     * @param sources where settings are read from, given the flags
     * @param terminal told what the settings warn of
     */
    public EngineConnector(Function<Map<String, String>, SettingsSources> sources, Terminal terminal) {
        this.sources = sources;
        this.terminal = terminal;
    }

    @Override
    public void prepare() {
        Thread rehearsal = new Thread(ProxmoxClient::rehearse, "rehearsal");
        rehearsal.setDaemon(true);
        rehearsal.start();
    }

    @Override
    public Session open(Catalog catalog, Globals globals) {
        return open(catalog, globals, 1);
    }

    @Override
    public Session open(Catalog catalog, Globals globals, int parallel) {
        int connections = Math.max(USUAL_CONNECTIONS, parallel);
        return globals.has(GlobalOption.DEMO)
                ? demo(catalog, connections)
                : configured(catalog, globals, connections);
    }

    @Override
    public List<List<String>> explain(Globals globals) {
        List<List<String>> rows = new ArrayList<>();
        Settings settings = read(sources(globals));
        for (Setting setting : settings.explain()) {
            rows.add(List.of(setting.key().name(), setting.value(), setting.origin(),
                    String.join(", ", setting.shadowed())));
        }
        warn(settings, globals);
        return rows;
    }

    @Override
    public Outlook outlook(Globals globals) {
        return new SettingsOutlook(sources.apply(flags(globals)), globals.has(GlobalOption.DEMO)
                ? Optional.of(() -> Demonstration.provider("demonstration cluster").start())
                : Optional.empty());
    }

    @Override
    public List<String> contexts(Globals globals) {
        try {
            return Settings.contexts(sources.apply(flags(globals)));
        } catch (SettingsException e) {
            throw unusable(e);
        }
    }

    private Session configured(Catalog catalog, Globals globals, int connections) {
        try {
            Settings settings = Settings.read(sources(globals)).withCredentials(this::pass);
            warn(settings, globals);
            return session(catalog, settings, Optional.empty(), connections);
        } catch (SettingsException e) {
            throw unusable(e);
        }
    }

    /** What a command says that fetches a secret may be a question for a PIN, so it is never left out. */
    private void pass(String line) {
        terminal.err(CellText.clean(line) + "\n");
    }

    @Override
    public SettingsSources sources(Globals globals) {
        return sources.apply(flags(globals));
    }

    private static Session session(Catalog catalog, Settings settings, Optional<DemoCluster> cluster,
            int connections) {
        try {
            ProxmoxClient.Builder client = settings.toClientBuilder().maxConnectionsPerHost(connections);
            Engine engine = Engine.builder(catalog, settings, AuditLog.of(ProgramVersion.name(), settings), client)
                    .fileRoots(List.of(Path.of("/"))).fetchingFromAnyAddress().build();
            return new EngineSession(engine, cluster, address(settings));
        } catch (SettingsException e) {
            throw unusable(e);
        }
    }

    private static String address(Settings settings) {
        String first = value(settings, SettingKey.PROXMOX_HOST).strip().split("[,\\s]+")[0];
        String port = value(settings, SettingKey.PROXMOX_PORT);
        return (port.isEmpty() ? Host.parse(first) : Host.parse(first, Integer.parseInt(port))).toString();
    }

    private static String value(Settings settings, SettingKey key) {
        return settings.get(key).map(Setting::value).orElse("");
    }

    private static Settings read(SettingsSources from) {
        try {
            return Settings.read(from);
        } catch (SettingsException e) {
            throw unusable(e);
        }
    }

    private void warn(Settings settings, Globals globals) {
        if (globals.has(GlobalOption.QUIET)) {
            return;
        }
        String label = Colours.ofMessages(globals, terminal).warning("warning:");
        String context = globals.value(GlobalOption.CONTEXT).map(name -> " context " + CellText.clean(name) + ":")
                .orElse("");
        settings.warnings()
                .forEach(warning -> terminal.err(label + context + " " + CellText.clean(warning) + "\n"));
    }

    private static InvalidCall unusable(SettingsException e) {
        return Usage.settings(String.join("\n", e.messages()),
                "'proxmox init' makes settings, 'proxmox config explain' shows each and where it comes from; --demo needs none.");
    }

    private static Map<String, String> flags(Globals globals) {
        Map<String, String> flags = new LinkedHashMap<>();
        put(flags, SettingKey.PROXMOX_CONTEXT, globals.value(GlobalOption.CONTEXT));
        put(flags, SettingKey.PROXMOX_HOST, globals.value(GlobalOption.HOST));
        put(flags, SettingKey.PROXMOX_PORT, globals.value(GlobalOption.PORT));
        put(flags, SettingKey.PROXMOX_TOKEN_ID, globals.value(GlobalOption.TOKEN_ID));
        put(flags, SettingKey.PROXMOX_USERNAME, globals.value(GlobalOption.USERNAME));
        put(flags, SettingKey.PROXMOX_FINGERPRINT, globals.value(GlobalOption.FINGERPRINT));
        put(flags, SettingKey.PROXMOX_CA_FILE, globals.value(GlobalOption.CA_FILE));
        put(flags, SettingKey.PROXMOX_TIMEOUT_MS,
                globals.value(GlobalOption.REQUEST_TIMEOUT).map(EngineConnector::millis));
        if (globals.has(GlobalOption.INSECURE)) {
            flags.put(SettingKey.PROXMOX_VERIFY_SSL.name(), "false");
        }
        return flags;
    }

    private static void put(Map<String, String> flags, SettingKey key, Optional<String> value) {
        value.ifPresent(text -> flags.put(key.name(), text));
    }

    private static String millis(String seconds) {
        try {
            return SettingFlags.milliseconds(seconds);
        } catch (IllegalArgumentException e) {
            throw Usage.error("--request-timeout: " + e.getMessage());
        }
    }

    private static Session demo(Catalog catalog, int connections) {
        DemoCluster cluster = Demonstration.provider("demonstration cluster").start();
        return session(catalog, read(SettingsSources.ofDemo(cluster)), Optional.of(cluster), connections);
    }
}
