package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.settings.SettingsFiles;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Makes a context. */
public final class ContextAddCommand extends ContextCommand {
    /** Declares it. */
    public ContextAddCommand() {
        super("add", "Add a Context",
                "Makes the settings of one more cluster, as 'proxmox init --context NAME' does: asks for host and login, shows the "
                        + "certificate, and tries it before anything is written. Refuses a name that exists.");
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.one(NAME, "NAME", "Its name: letters, digits, '.', '_' and '-'."));
    }

    @Override
    public List<Option> options() {
        return FirstContact.options();
    }

    @Override
    int run(Here here, Given given, SettingsFiles files) {
        String name = given.one(NAME);
        if (Files.exists(files.file(name))) {
            throw Usage.settings("There is a context '" + name + "' already: " + files.file(name),
                    "'proxmox init --context " + name + "' makes it anew.");
        }
        return new FirstContact(here, given, Optional.of(name)).run();
    }
}
