package io.github.proxmoxtools.cli.program;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.text.ProgramVersion;
import io.github.proxmoxtools.client.Seal;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.util.ArrayList;
import java.util.List;

/** Shows versions. */
public final class VersionCommand extends ProgramCommand {
    /** Declares it. */
    public VersionCommand() {
        super("version", "Show Versions",
                "Shows the version of this program, of Java and of the modules of an image, and the toolsets that are loaded. "
                        + "Connects to nothing.");
    }

    @Override
    public int run(Here here, Given given) {
        here.show(List.of("what", "version"), versions(here.catalog()));
        return 0;
    }

    private static List<List<String>> versions(Catalog catalog) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("proxmox", ProgramVersion.number()));
        rows.add(List.of("java", Runtime.version().toString()));
        for (String toolset : catalog.toolsets()) {
            long tools = catalog.entries().stream().filter(entry -> entry.toolset().equals(toolset)).count();
            rows.add(List.of("toolset " + toolset, tools + (tools == 1 ? " tool" : " tools")));
        }
        ProgramVersion.modules().forEach(module -> rows.add(List.of("module " + module.split("@", 2)[0],
                module.contains("@") ? module.split("@", 2)[1] : "")));
        rows.add(List.of("seal", seal()));
        return rows;
    }

    private static String seal() {
        return switch (Seal.ofThisBuild()) {
            case NONE -> "none: every command of these toolsets is there";
            case CHANGE -> "change: it destroys nothing, and never sends DELETE";
            case READ -> "read: it changes nothing, and sends nothing but GET and the login";
        };
    }
}
