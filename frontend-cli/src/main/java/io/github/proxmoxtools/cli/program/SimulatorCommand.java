package io.github.proxmoxtools.cli.program;

import io.github.proxmoxtools.cli.cluster.Demonstration;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.demo.DemoCluster;
import io.github.proxmoxtools.client.demo.DemoProvider;
import io.github.proxmoxtools.client.settings.SettingsSources;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs a stand-in cluster in the foreground. */
public final class SimulatorCommand extends ProgramCommand {
    private final Supplier<DemoProvider> provider;
    private final BooleanSupplier isThere;

    /** Declares it. */
    public SimulatorCommand() {
        this(() -> Demonstration.provider("simulator"), Demonstration::isHere);
    }

    /**
     * Declares it with a cluster of one's own.
     *
     * @param provider what starts the cluster
     * @param isThere whether it can
     */
    public SimulatorCommand(Supplier<DemoProvider> provider, BooleanSupplier isThere) {
        super("simulator", "Run a Simulated Cluster",
                "Runs a stand-in Proxmox VE cluster on 127.0.0.1 until Ctrl-C or the end of its input. Prints the settings that "
                        + "reach it as KEY=VALUE lines. Needs an image with the simulator.");
        this.provider = provider;
        this.isThere = isThere;
    }

    @Override
    public boolean isShown() {
        return isThere.getAsBoolean();
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value("--port", "PORT",
                        "Port of the first node; the others take the next ones. Any free ports unless given."),
                Option.value("--profile", "VERSION", "Version that it pretends to be: 7.4, 8.4 or 9.2 (default)."),
                Option.value("--nodes", "COUNT", "How many nodes (3)."),
                Option.value("--guests", "COUNT", "How many guests; as many as the seed has unless given."),
                Option.value("--seed", "NAME", "What is on it at first: empty, small (default), ha or large."),
                Option.value("--speed", "FACTOR", "How many times faster than real ones tasks are (1)."),
                Option.value("--keys", "KIND",
                        "Keys of the nodes: ec (default, made at once) or rsa (as Proxmox VE's are)."));
    }

    @Override
    public int run(Here here, Given given) {
        Map<String, String> options = new LinkedHashMap<>();
        options().forEach(option -> given.text(option.name()).ifPresent(text -> options.put(option.name(), text)));
        Terminal terminal = here.terminal();
        try (DemoCluster cluster = started(options)) {
            SettingsSources.ofDemo(cluster).flags().forEach((name, value) -> terminal.out(name + "=" + value + "\n"));
            here.say("The simulated cluster runs until Ctrl-C or the end of input.");
            awaitTheEndOfInput(terminal);
        }
        return 0;
    }

    private DemoCluster started(Map<String, String> options) {
        try {
            return provider.get().start(options);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw Usage.error(CellText.clean(String.valueOf(e.getMessage())), "See 'proxmox simulator --help'.");
        }
    }

    private void awaitTheEndOfInput(Terminal terminal) {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = terminal.readInputLine().isPresent();
        }
    }
}
