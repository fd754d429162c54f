package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.engine.ToolSchemas;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Official parameters beyond the declared ones. */
final class OthersFiller implements Filler {
    private final OptionSpec set = Specs.values("KEY=VALUE",
            "Any other official parameter of the endpoint, by Proxmox VE's name. May be repeated.", false, "--set");

    /** Gives the option as it is written for a parameter, where a tool takes it in this way. */
    static Optional<String> option(Tool tool, String name) {
        return ToolSchemas.takesOpenly(tool, name) ? Optional.of("--set " + name + "=VALUE") : Optional.empty();
    }

    @Override
    public List<ArgSpec> specs() {
        return List.of(set);
    }

    @Override
    public void fill(Map<String, @Nullable Object> arguments) {
        Specs.pairs(set).forEach((name, value) -> {
            if (arguments.containsKey(name)) {
                throw Usage.error("--set: '" + name + "' is given as --" + name + " as well");
            }
            arguments.put(name, value);
        });
    }
}
