package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.EngineConnector;
import io.github.proxmoxtools.cli.interrupt.Interruption;
import io.github.proxmoxtools.cli.interrupt.ProcessSignals;
import io.github.proxmoxtools.cli.terminal.DataStream;
import io.github.proxmoxtools.cli.terminal.StandardTerminal;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;

/** Starts the frontend; the only class that knows the process. */
public final class Main {
    private Main() {}

    /**
     * Starts the frontend.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        StandardTerminal terminal = new StandardTerminal(new DataStream(
                new FileOutputStream(FileDescriptor.out), System.out.charset()), System.err, System.in,
                System::console);
        Cli cli = new Cli(Catalog::discover, new EngineConnector(SettingsSources::ofProcess, terminal), terminal,
                new Interruption(terminal, new ProcessSignals(), System::exit));
        // However the process ends: what a question holds back would be lost, and a cursor that was hidden stays hidden.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            terminal.giveUpAsking();
            terminal.showCursor();
        }, "terminal"));
        System.exit(cli.run(List.of(arguments)));
    }
}
