package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.SettingsFiles;
import java.util.List;

/** Says which context is used. */
public final class ContextUseCommand extends ContextCommand {
    /** Declares it. */
    public ContextUseCommand() {
        super("use", "Use a Context",
                "Makes a context the one that is used where no other is named, by PROXMOX_CONTEXT in the settings file; the MCP "
                        + "server follows it too. --none goes back to the settings file alone.");
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.optional(NAME, "NAME", "The context."));
    }

    @Override
    public List<Option> options() {
        return List.of(Option.flag("--none", "Use no context."));
    }

    @Override
    int run(Here here, Given given, SettingsFiles files) {
        if (given.has(NAME) == given.has("none")) {
            throw Usage.error("Give the name of a context, or --none",
                    "'proxmox context list' shows those that exist.");
        }
        given.text(NAME).map(files::existing).ifPresent(files::values);
        if (given.has(NAME) || files.current().isPresent()) {
            files.set(files.file(), SettingKey.PROXMOX_CONTEXT, given.text(NAME));
        }
        here.say(given.text(NAME).map(name -> "The context " + name + " is used from now on (" + files.file() + ").")
                .orElse("No context is used from now on."));
        return 0;
    }
}
