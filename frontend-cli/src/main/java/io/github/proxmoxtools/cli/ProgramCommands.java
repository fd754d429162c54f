package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.first.ContextAddCommand;
import io.github.proxmoxtools.cli.first.ContextListCommand;
import io.github.proxmoxtools.cli.first.ContextRemoveCommand;
import io.github.proxmoxtools.cli.first.ContextRenameCommand;
import io.github.proxmoxtools.cli.first.ContextUseCommand;
import io.github.proxmoxtools.cli.first.ContextValidateCommand;
import io.github.proxmoxtools.cli.first.DoctorCommand;
import io.github.proxmoxtools.cli.first.InitCommand;
import io.github.proxmoxtools.cli.complete.CompletionCommand;
import io.github.proxmoxtools.cli.guest.ConsoleCommand;
import io.github.proxmoxtools.cli.program.ApiAuditCommand;
import io.github.proxmoxtools.cli.program.ApiDescribeCommand;
import io.github.proxmoxtools.cli.program.ApiListCommand;
import io.github.proxmoxtools.cli.program.AuditRotateCommand;
import io.github.proxmoxtools.cli.program.AuditVerifyCommand;
import io.github.proxmoxtools.cli.program.ConfigExplainCommand;
import io.github.proxmoxtools.cli.program.SimulatorCommand;
import io.github.proxmoxtools.cli.program.VersionCommand;
import io.github.proxmoxtools.cli.top.TopCommand;
import io.github.proxmoxtools.cli.waiting.WaitCommand;
import io.github.proxmoxtools.tools.spi.GuestKind;
import java.util.List;

/** The commands that are there whatever tools are loaded. */
final class ProgramCommands {
    private ProgramCommands() {}

    static List<ProgramCommand> all() {
        return List.of(
                new ApiAuditCommand(),
                new AuditRotateCommand(),
                new AuditVerifyCommand(),
                new ApiDescribeCommand(),
                new ApiListCommand(),
                new CompletionCommand(),
                new ConfigExplainCommand(),
                new ConsoleCommand("vm", GuestKind.VM),
                new ConsoleCommand("lxc", GuestKind.LXC),
                new ContextAddCommand(),
                new ContextListCommand(),
                new ContextRemoveCommand(),
                new ContextRenameCommand(),
                new ContextUseCommand(),
                new ContextValidateCommand(),
                new DoctorCommand(),
                new InitCommand(),
                new ManualCommand(),
                new SimulatorCommand(),
                new TopCommand(),
                new VersionCommand(),
                new WaitCommand());
    }
}
