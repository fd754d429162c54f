package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.output.ResultFormat;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CommandNames;

/**
 * Where a command for several guests is run.
 *
 * @param terminal where everything is written and asked
 * @param globals the global options
 * @param look how lists are shown
 * @param names puts names of tools into the words of the command line
 */
public record Scene(Terminal terminal, Globals globals, ResultFormat.Look look, CommandNames names) {
    boolean isQuiet() {
        return globals.has(GlobalOption.QUIET);
    }

    boolean saysYes() {
        return globals.has(GlobalOption.YES);
    }

    boolean onlyPlans() {
        return globals.has(GlobalOption.DRY_RUN);
    }

    OutputFormat format() {
        return globals.format();
    }
}
