package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Retries;
import io.github.proxmoxtools.client.demo.DemoCluster;
import io.github.proxmoxtools.client.settings.Setting;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at the cluster that the settings name, with a client that reads once and does not wait. */
final class SettingsOutlook implements Outlook {
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final List<SettingKey> IDENTIFYING = List.of(SettingKey.PROXMOX_CONTEXT, SettingKey.PROXMOX_HOST,
            SettingKey.PROXMOX_PORT, SettingKey.PROXMOX_TOKEN_ID, SettingKey.PROXMOX_USERNAME,
            SettingKey.PROXMOX_FINGERPRINT);

    private final SettingsSources sources;
    private final Optional<Supplier<DemoCluster>> demo;
    private @Nullable Settings settings;
    private @Nullable DemoCluster started;
    private @Nullable ProxmoxClient client;

    /**
     * Makes an outlook.
     *
     * @param sources where settings are read from
     * @param demo starts the cluster to look at instead
     */
    SettingsOutlook(SettingsSources sources, Optional<Supplier<DemoCluster>> demo) {
        this.sources = sources;
        this.demo = demo;
    }

    @Override
    public List<String> contexts() {
        return Settings.contexts(sources);
    }

    @Override
    public Optional<Path> cache() {
        Map<String, String> environment = sources.environment();
        String named = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (Path.of(named).isAbsolute()) {
            return Optional.of(Path.of(named).resolve("proxmox-tools"));
        }
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home).isAbsolute()
                ? Optional.of(Path.of(home).resolve(".cache").resolve("proxmox-tools"))
                : Optional.empty();
    }

    @Override
    public String identity() {
        if (demo.isPresent()) {
            return "demonstration";
        }
        List<String> parts = new ArrayList<>();
        for (SettingKey key : IDENTIFYING) {
            parts.add(key + "=" + settings().get(key).map(Setting::value).orElse(""));
        }
        settings().login().ifPresent(parts::add);
        return String.join("\n", parts);
    }

    private Settings settings() {
        Settings known = settings;
        if (known == null) {
            known = Settings.read(demo.isPresent() ? ofDemonstration(demo.get().get()) : sources);
            settings = known;
        }
        return known;
    }

    private SettingsSources ofDemonstration(DemoCluster cluster) {
        started = cluster;
        return new SettingsSources(SettingsSources.ofDemo(cluster).flags(), Map.of(), sources.configDirectory());
    }

    /** A one-time password is worth more than a suggestion. */
    private ProxmoxClient client() {
        ProxmoxClient known = client;
        if (known == null) {
            if (settings().get(SettingKey.PROXMOX_OTP).isPresent()) {
                throw new IllegalStateException("a one-time password is not spent on this");
            }
            known = settings().toClientBuilder().timeout(PATIENCE).retries(Retries.none()).readOnly(true).build();
            client = known;
        }
        return known;
    }

    @Override
    public List<Map<String, @Nullable Object>> rows(String path, Map<String, String> parameters) {
        Parameter[] sent = parameters.entrySet().stream()
                .map(entry -> Parameter.of(entry.getKey(), entry.getValue())).toArray(Parameter[]::new);
        Object data = client().send(ApiRequest.get(ApiPath.parse(path), sent).withDeadline(PATIENCE)).data();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        if (data instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    map.forEach((key, value) -> row.put(String.valueOf(key), value));
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        if (started != null) {
            started.close();
        }
    }
}
