package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Official parameters beyond the declared ones. */
final class OthersFiller implements Filler {
    private final OptionSpec set = Specs.values("KEY=VALUE",
            "Any other official parameter of the endpoint, by Proxmox VE's name. May be repeated.", false, "--set");

    /** Tells whether a tool takes a parameter in this way, as the newest schema has it. */
    static boolean takes(Tool tool, String name) {
        ApiIndex index = ApiIndex.of(ApiIndex.versions().getLast());
        return tool.acceptsOfficialParameters() && tool.action().endpoints().stream()
                .flatMap(endpoint -> index.method(endpoint.verb().name(), endpoint.path()).stream())
                .anyMatch(method -> method.parameter(name).isPresent());
    }

    /** Gives the option as it is written for a parameter. */
    static String option(String name) {
        return "--set " + name + "=VALUE";
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
