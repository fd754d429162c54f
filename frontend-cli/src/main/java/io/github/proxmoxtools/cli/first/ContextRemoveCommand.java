package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsFiles;
import java.nio.file.Path;
import java.util.List;

/** Deletes a context. */
public final class ContextRemoveCommand extends ContextCommand {
    /** Declares it. */
    public ContextRemoveCommand() {
        super("remove", "Remove a Context",
                "Deletes the settings of a cluster here, its secret too, after its name was typed or with --yes. The token on the "
                        + "server stays: delete it there.");
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.one(NAME, "NAME", "The context."));
    }

    @Override
    int run(Here here, Given given, SettingsFiles files) {
        String name = given.one(NAME);
        confirm(here, given, name, host(files, files.existing(name)));
        files.remove(name);
        here.say("The context " + name + " is removed. Its login still exists on the server.");
        return 0;
    }

    private static String host(SettingsFiles files, Path file) {
        try {
            return files.values(file).getOrDefault(SettingKey.PROXMOX_HOST.name(), "no host");
        } catch (SettingsException spoilt) {
            // To remove it is a way out.
            return "a host that cannot be read";
        }
    }

    private static void confirm(Here here, Given given, String name, String host) {
        if (here.globals().has(GlobalOption.YES)) {
            return;
        }
        Interview interview = new Interview(here, given);
        if (!interview.canAsk()) {
            throw Interview.refused("Nobody can be asked whether to remove the context " + name,
                    "Give --yes to go ahead.");
        }
        if (!interview.ask("This deletes the settings of " + host + ". Type '" + name + "' to go on:").equals(name)) {
            throw Interview.refused("Nothing was removed", "");
        }
    }
}
