package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.client.settings.Setting;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsSources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Which clusters the settings name: those of the contexts, and the one that is meant without a context.
 *
 * @param byName the options for each, the usual one first
 * @param usual the one that is meant where none is named
 */
record ConfiguredClusters(SequencedMap<String, Options> byName, Optional<String> usual) {
    private static final String PLAIN = "default";

    static ConfiguredClusters of(Options options) {
        return options.demo() || options.nameACluster()
                ? single(options)
                : of(options, SettingsSources.ofProcess(options.settings()));
    }

    private static ConfiguredClusters single(Options options) {
        String name = options.settings().getOrDefault("PROXMOX_CONTEXT", options.demo() ? "demo" : PLAIN);
        return new ConfiguredClusters(new LinkedHashMap<>(java.util.Map.of(name, options)), Optional.of(name));
    }

    /** What is wrong with the settings is said by the first call, which reads them again. */
    static ConfiguredClusters of(Options options, SettingsSources sources) {
        try {
            List<String> contexts = Settings.contexts(sources);
            if (contexts.isEmpty()) {
                return single(options);
            }
            Settings plain = Settings.read(sources);
            // Naming a context for each cluster would settle what nobody has settled.
            plain.requireAgreement();
            return of(options, contexts, plain);
        } catch (SettingsException e) {
            return single(options);
        }
    }

    private static ConfiguredClusters of(Options options, List<String> contexts, Settings plain) {
        SequencedMap<String, Options> byName = new LinkedHashMap<>();
        Optional<String> selected = plain.get(SettingKey.PROXMOX_CONTEXT).map(Setting::value);
        boolean hostWithoutContext = selected.isEmpty() && plain.get(SettingKey.PROXMOX_HOST).isPresent();
        if (hostWithoutContext) {
            refuseClash(contexts);
            byName.put(PLAIN, options);
        }
        selected.ifPresent(name -> byName.put(name, options.inContext(name)));
        contexts.forEach(name -> byName.putIfAbsent(name, options.inContext(name)));
        return new ConfiguredClusters(byName, hostWithoutContext ? Optional.of(PLAIN) : selected);
    }

    /** Two clusters of one name would be taken for each other. */
    private static void refuseClash(List<String> contexts) {
        if (contexts.contains(PLAIN)) {
            throw new UsageException(
                    "There is a context '" + PLAIN + "', and a host that is set without a context, which "
                            + "has the same name. Rename the context, select one with " + Flag.CONTEXT.word()
                            + " or PROXMOX_CONTEXT, or remove the other host.");
        }
    }
}
