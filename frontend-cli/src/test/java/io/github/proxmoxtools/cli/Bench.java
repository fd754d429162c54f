package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.EngineConnector;
import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.access.AccessToolset;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.lxc.LxcToolset;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simulated cluster, a terminal in memory, and the command line between them with the real tools, engine and client. */
final class Bench implements AutoCloseable {
    private static final Catalog CATALOG = Catalog
            .of(List.of(new VmToolset(), new LxcToolset(), new InfraToolset(), new AccessToolset()));

    final Simulator simulator = Simulator.start();
    final FakeTerminal terminal = new FakeTerminal();
    final Map<String, String> environment = settings(simulator);
    private final Path configuration;

    Bench(Path configuration) {
        this.configuration = configuration;
    }

    /** Gives the settings that reach a cluster. */
    static Map<String, String> settings(Simulator simulator) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("PROXMOX_HOST", simulator.hosts().get(0));
        settings.put("PROXMOX_TOKEN_ID", simulator.adminTokenId());
        settings.put("PROXMOX_TOKEN_SECRET", simulator.adminTokenSecret());
        settings.put("PROXMOX_FINGERPRINT", String.join(",", simulator.fingerprints()));
        settings.put("PROXMOX_LEARN_MEMBERS", "false");
        return settings;
    }

    Cli cli() {
        return new Cli(() -> CATALOG, connector(), terminal);
    }

    private EngineConnector connector() {
        return new EngineConnector(flags -> new SettingsSources(flags, environment, configuration), terminal);
    }

    int run(String... arguments) {
        return cli().run(Arrays.asList(arguments));
    }

    @Override
    public void close() {
        simulator.close();
    }
}
