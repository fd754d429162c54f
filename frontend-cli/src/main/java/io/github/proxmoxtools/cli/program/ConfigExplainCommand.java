package io.github.proxmoxtools.cli.program;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import java.util.List;

/** Shows the settings. */
public final class ConfigExplainCommand extends ProgramCommand {
    /** Declares it. */
    public ConfigExplainCommand() {
        super("config explain", "Explain Settings",
                "Shows every setting with its value, where it comes from, and which other sources it hides; secrets are masked. "
                        + "Runs no command that fetches a secret, and connects to nothing.");
    }

    @Override
    public int run(Here here, Given given) {
        here.show(List.of("setting", "value", "origin", "hides"), here.connector().explain(here.globals()));
        return 0;
    }
}
