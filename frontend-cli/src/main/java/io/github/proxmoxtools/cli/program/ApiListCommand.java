package io.github.proxmoxtools.cli.program;

import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.command.Values;
import io.github.proxmoxtools.client.index.ApiIndex;
import java.util.ArrayList;
import java.util.List;

/** Lists what is below a path of the API. */
public final class ApiListCommand extends ProgramCommand {
    private static final List<String> HEADINGS = List.of("path", "methods", "below");

    /** Declares it. */
    public ApiListCommand() {
        super("api ls", "List Paths of the API",
                "Lists what may follow a path, with its methods and how many paths go on from there, by the built-in index "
                        + "of the API. Connects to nothing.");
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.optional(ApiPlace.PATH, "PATH",
                "Such as /nodes/pve1/qemu or /nodes/{node}/qemu; the top where it is left out."));
    }

    @Override
    public List<Option> options() {
        return List.of(ApiPlace.VERSION);
    }

    @Override
    public Values values(String name) {
        return ApiPlace.values(name);
    }

    @Override
    public List<String> examples() {
        return List.of("proxmox api ls", "proxmox api ls /nodes/pve1/qemu/100",
                "proxmox api ls /cluster --version 7.4");
    }

    @Override
    public int run(Here here, Given given) {
        ApiPlace place = ApiPlace.of(given);
        ApiIndex index = place.index();
        List<List<String>> rows = new ArrayList<>();
        for (String child : index.children(place.template())) {
            String path = (place.template().equals("/") ? "" : place.template()) + "/" + child;
            rows.add(List.of(path, String.join(" ", index.methods(path)),
                    Integer.toString(index.children(path).size())));
        }
        if (rows.isEmpty()) {
            here.say("Nothing is below " + place.template() + ". 'proxmox api describe " + place.template()
                    + "' tells what it takes.");
        }
        here.show(HEADINGS, rows);
        return 0;
    }
}
