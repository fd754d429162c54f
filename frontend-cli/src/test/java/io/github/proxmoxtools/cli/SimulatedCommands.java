package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.EngineConnector;
import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.simulator.Simulator;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Commands of the real tools, engine and client, run on a simulated cluster over TLS; each with a terminal of its own. */
final class SimulatedCommands implements AutoCloseable {
    final Simulator simulator = Simulator.start();
    final Map<String, String> environment = Workbench.settings(simulator);
    Path configuration = Path.of("/dev/null");
    private FakeTerminal terminal = new FakeTerminal();

    /** Runs a command where nobody watches. */
    int run(String... arguments) {
        return runOn(new FakeTerminal(), arguments);
    }

    int runOn(FakeTerminal shown, String... arguments) {
        terminal = shown;
        return on(shown, arguments);
    }

    /** Runs a command on a terminal that nobody here looks at. */
    int elsewhere(String... arguments) {
        return on(new FakeTerminal(), arguments);
    }

    private int on(FakeTerminal shown, String... arguments) {
        EngineConnector connector = new EngineConnector(
                flags -> new SettingsSources(flags, environment, configuration), shown);
        return new Cli(() -> Workbench.CATALOG, connector, shown).run(Arrays.asList(arguments));
    }

    String out() {
        return terminal.out();
    }

    String err() {
        return terminal.err();
    }

    /** Works as a login that may only do what the role allows on the path. */
    void workAs(String role, String path) {
        String secret = "11111111-2222-3333-4444-555555555555";
        simulator.state().addUser("agent@pve", "a password").addToken("agent@pve", "cli", secret, false)
                .grant(path, "agent@pve", role);
        environment.put("PROXMOX_TOKEN_ID", "agent@pve!cli");
        environment.put("PROXMOX_TOKEN_SECRET", secret);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
