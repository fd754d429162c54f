package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.EngineConnector;
import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.access.AccessToolset;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.lxc.LxcToolset;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A simulated cluster, a folder for settings, and a terminal per command. */
final class Workbench implements AutoCloseable {
    static final Catalog CATALOG = Catalog
            .of(List.of(new VmToolset(), new LxcToolset(), new InfraToolset(), new AccessToolset()));

    final Simulator simulator = Simulator.start();
    final Map<String, String> environment = new HashMap<>();
    final Path config;
    FakeTerminal terminal = new FakeTerminal();

    Workbench(Path config) {
        this.config = config;
    }

    String host() {
        return simulator.hosts().getFirst();
    }

    String pin() {
        return simulator.fingerprints().getFirst();
    }

    Workbench answering(String... answers) {
        terminal = new FakeTerminal().answering(answers);
        return this;
    }

    Workbench piping(String... lines) {
        terminal = new FakeTerminal().piping(lines);
        return this;
    }

    int run(String... arguments) {
        return new Cli(() -> CATALOG, new EngineConnector(this::sources, terminal), terminal)
                .run(Arrays.asList(arguments));
    }

    SettingsSources sources(Map<String, String> flags) {
        return new SettingsSources(flags, environment, config);
    }

    Path file(String name) {
        return config.resolve("proxmox-tools").resolve(name);
    }

    String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    Path write(String name, String text) throws IOException {
        Path file = file(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, Set.copyOf(PosixFilePermissions.fromString("rw-------")));
    }

    /** Settings of the administrator's token. */
    String admin() {
        return "PROXMOX_HOST=" + host() + "\nPROXMOX_FINGERPRINT=" + pin() + "\nPROXMOX_TOKEN_ID="
                + simulator.adminTokenId() + "\nPROXMOX_TOKEN_SECRET=" + simulator.adminTokenSecret()
                + "\nPROXMOX_LEARN_MEMBERS=false\n";
    }

    Settings settings() {
        return Settings.read(sources(Map.of()));
    }

    String shown() {
        return terminal.out() + terminal.err();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
