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
                "Shows every setting with its value and where it comes from; secrets are masked. Connects to nothing.");
    }

    @Override
    public int run(Here here, Given given) {
        here.show(List.of("setting", "value", "origin"), here.connector().explain(here.globals()));
        return 0;
    }
}
