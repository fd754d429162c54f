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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A simulated cluster, a folder for settings, and a terminal per command. */
final class Workbench implements AutoCloseable {
    static final Catalog CATALOG = Catalog
            .of(List.of(new VmToolset(), new LxcToolset(), new InfraToolset(), new AccessToolset()));

    final Simulator simulator = Simulator.start();
    final Map<String, String> environment = new HashMap<>();
    Path config;
    FakeTerminal terminal = new FakeTerminal();

    Workbench(Path config) {
        this.config = config;
    }

    /** Makes one whose environment holds the administrator's token. */
    static Workbench connected(Path config) {
        Workbench bench = new Workbench(config);
        bench.environment.putAll(settings(bench.simulator));
        return bench;
    }

    /** Makes one where no settings file can be. */
    static Workbench connected() {
        return connected(Path.of("/dev/null"));
    }

    /** Gives the settings that reach a cluster. */
    static Map<String, String> settings(Simulator simulator) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("PROXMOX_HOST", simulator.hosts().getFirst());
        settings.put("PROXMOX_TOKEN_ID", simulator.adminTokenId());
        settings.put("PROXMOX_TOKEN_SECRET", simulator.adminTokenSecret());
        settings.put("PROXMOX_FINGERPRINT", String.join(",", simulator.fingerprints()));
        settings.put("PROXMOX_LEARN_MEMBERS", "false");
        return settings;
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

    Cli cli() {
        return on(terminal);
    }

    private Cli on(FakeTerminal shown) {
        return new Cli(() -> CATALOG, new EngineConnector(this::sources, shown), shown);
    }

    int run(String... arguments) {
        return cli().run(Arrays.asList(arguments));
    }

    int runOn(FakeTerminal shown, String... arguments) {
        terminal = shown;
        return run(arguments);
    }

    /** Runs a command where nobody watches, and what was shown before is forgotten. */
    int runAnew(String... arguments) {
        return runOn(new FakeTerminal(), arguments);
    }

    /** Runs a command on a terminal that nobody here looks at. */
    int elsewhere(String... arguments) {
        return on(new FakeTerminal()).run(Arrays.asList(arguments));
    }

    /** Works as a login that may only do what the role allows on the path. */
    void workAs(String role, String path) {
        String secret = "11111111-2222-3333-4444-555555555555";
        simulator.state().addUser("agent@pve", "a password").addToken("agent@pve", "cli", secret, false)
                .grant(path, "agent@pve", role);
        environment.put("PROXMOX_TOKEN_ID", "agent@pve!cli");
        environment.put("PROXMOX_TOKEN_SECRET", secret);
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

    /** Gives them as the lines of a file. */
    String admin() {
        return String.join("", settings(simulator).entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n").toList());
    }

    Settings settings() {
        return Settings.read(sources(Map.of()));
    }

    String out() {
        return terminal.out();
    }

    String err() {
        return terminal.err();
    }

    String shown() {
        return out() + err();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
