package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.Demonstration;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.demo.DemoCluster;
import io.github.proxmoxtools.client.demo.DemoProvider;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;

/** Runs a stand-in cluster in the foreground. */
final class SimulatorRun {
    private final Terminal terminal;
    private final Supplier<DemoProvider> provider;

    /**
     * Prepares a run.
     *
     * @param terminal where the settings are written, and whose input ends the run
     * @param provider what starts the cluster
     */
    SimulatorRun(Terminal terminal, Supplier<DemoProvider> provider) {
        this.terminal = terminal;
        this.provider = provider;
    }

    void run(Map<String, String> options, Globals globals) {
        try (DemoCluster cluster = started(options)) {
            Demonstration.settings(cluster).forEach((name, value) -> terminal.out(name + "=" + value + "\n"));
            if (!globals.has(GlobalOption.QUIET)) {
                terminal.err("The simulated cluster runs until Ctrl-C or the end of input.\n");
            }
            awaitTheEndOfInput();
        }
    }

    private DemoCluster started(Map<String, String> options) {
        try {
            return provider.get().start(options);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw Usage.error(CellText.clean(String.valueOf(e.getMessage())), "See 'proxmox simulator --help'.");
        }
    }

    private void awaitTheEndOfInput() {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = terminal.readInputLine().isPresent();
        }
    }
}
