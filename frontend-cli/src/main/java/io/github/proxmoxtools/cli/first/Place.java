package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.cluster.Demonstration;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.client.demo.DemoCluster;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.SettingsSources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from, and the demonstration cluster that lives as long.
 *
 * @param sources the sources
 * @param demo ends with the place
 */
record Place(SettingsSources sources, Optional<DemoCluster> demo) implements AutoCloseable {

    static Place of(Here here) {
        if (!here.globals().has(GlobalOption.DEMO)) {
            return new Place(here.connector().sources(here.globals()), Optional.empty());
        }
        DemoCluster cluster = Demonstration.provider("demonstration cluster").start();
        return new Place(SettingsSources.ofDemo(cluster),
                Optional.of(cluster));
    }

    /** The same with another context. */
    static SettingsSources inContext(SettingsSources sources, String context) {
        Map<String, String> flags = new LinkedHashMap<>(sources.flags());
        flags.put(SettingKey.PROXMOX_CONTEXT.name(), context);
        return new SettingsSources(flags, sources.environment(), sources.configDirectory());
    }

    @Override
    public void close() {
        demo.ifPresent(DemoCluster::close);
    }
}
