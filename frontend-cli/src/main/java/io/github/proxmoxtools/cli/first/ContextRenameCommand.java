package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.client.settings.SettingsFiles;
import java.util.List;

/** Gives a context another name. */
public final class ContextRenameCommand extends ContextCommand {
    private static final String NEW_NAME = "new-name";

    /** Declares it. */
    public ContextRenameCommand() {
        super("rename", "Rename a Context",
                "Gives a context another name; one that is used stays used. Connects to nothing.");
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.one(NAME, "OLD", "The context."), Argument.one(NEW_NAME, "NEW", "Its new name."));
    }

    @Override
    int run(Here here, Given given, SettingsFiles files) {
        files.rename(given.one(NAME), given.one(NEW_NAME));
        here.say("The context " + given.one(NAME) + " is " + given.one(NEW_NAME) + " now.");
        return 0;
    }
}
