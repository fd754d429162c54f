package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.options.GlobalOption;
import java.util.List;

/** Makes the settings for a cluster. */
public final class InitCommand extends ProgramCommand {
    /** Declares it. */
    public InitCommand() {
        super("init", "Set Up the Connection",
                "Asks for a host, shows its certificate and pins it, logs in with an API token or with a password (from which it "
                        + "can make a token), tells what the login may do, and writes the settings so that only you can read "
                        + "them: into the context that --context names, else into the settings file. Nothing that exists is "
                        + "replaced without a question. Without a terminal every answer must be given: --host, "
                        + "--fingerprint or --accept-fingerprint, --token-id or --username, and a file or standard input "
                        + "for the secret.");
    }

    @Override
    public List<Option> options() {
        return FirstContact.options();
    }

    @Override
    public List<String> examples() {
        return List.of("proxmox init", "proxmox init --context lab --host pve1.example.com --token-id "
                + "automation@pve!ci --token-secret-file /run/secrets/pve --fingerprint AB:CD:...");
    }

    @Override
    public int run(Here here, Given given) {
        return new FirstContact(here, given, here.globals().value(GlobalOption.CONTEXT)).run();
    }
}
