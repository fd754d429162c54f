package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.complete.CompletionCommand;
import io.github.proxmoxtools.cli.program.ApiAuditCommand;
import io.github.proxmoxtools.cli.program.ApiDescribeCommand;
import io.github.proxmoxtools.cli.program.ApiListCommand;
import io.github.proxmoxtools.cli.program.ConfigExplainCommand;
import io.github.proxmoxtools.cli.program.SimulatorCommand;
import io.github.proxmoxtools.cli.program.VersionCommand;
import io.github.proxmoxtools.cli.top.TopCommand;
import io.github.proxmoxtools.cli.waiting.WaitCommand;
import java.util.List;

/** The commands that are there whatever tools are loaded. */
final class ProgramCommands {
    private ProgramCommands() {}

    static List<ProgramCommand> all() {
        return List.of(
                new ApiAuditCommand(),
                new ApiDescribeCommand(),
                new ApiListCommand(),
                new CompletionCommand(),
                new ConfigExplainCommand(),
                new ManualCommand(),
                new SimulatorCommand(),
                new TopCommand(),
                new VersionCommand(),
                new WaitCommand());
    }
}
