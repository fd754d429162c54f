package io.github.proxmoxtools.cli.complete;

import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.command.Values;
import io.github.proxmoxtools.cli.text.Usage;
import java.util.List;

/** Writes the script that makes a shell complete. */
public final class CompletionCommand extends ProgramCommand {
    private static final String SHELL = "shell";

    /** Declares it. */
    public CompletionCommand() {
        super("completion", "Complete in a Shell",
                "Prints a script for bash, zsh or fish that completes commands, options and values, those of the cluster "
                        + "included. Names of the cluster are kept for 30 seconds in a file that only you can read. "
                        + "Where the cluster cannot be reached, nothing is said and nothing is suggested.");
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.one(SHELL, "SHELL", String.join(", ", Shell.words()) + "."));
    }

    @Override
    public Values values(String name) {
        return Values.of(Shell.words().toArray(String[]::new));
    }

    @Override
    public List<String> examples() {
        return List.of("source <(proxmox completion bash)", "source <(proxmox completion zsh)",
                "proxmox completion fish | source");
    }

    @Override
    public int run(Here here, Given given) {
        String name = given.one(SHELL);
        here.terminal().out(Shell.named(name).map(Shell::script).orElseThrow(() -> Usage.error(
                "There is no completion for '" + name + "'", "Choose " + String.join(", ", Shell.words()) + ".")));
        return 0;
    }
}
