package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsFiles;

/** A command about contexts: what it does to the files, and one way to say what is wrong with them. */
abstract class ContextCommand extends ProgramCommand {
    static final String NAME = "name";

    ContextCommand(String verb, String title, String description) {
        super("context " + verb, title, description);
    }

    @Override
    public final int run(Here here, Given given) {
        if (here.globals().has(GlobalOption.DEMO)) {
            throw Usage.error("--demo has no contexts");
        }
        try {
            return run(here, given, new SettingsFiles(here.connector().sources(here.globals())));
        } catch (SettingsException e) {
            throw Trial.unusable(e);
        }
    }

    abstract int run(Here here, Given given, SettingsFiles files);
}
