package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/** The global options where they follow a command's words; the command's own options of the same name come first. */
final class GlobalSpecs {
    private final Map<GlobalOption, OptionSpec> specs = new EnumMap<>(GlobalOption.class);

    /**
     * Makes the options.
     *
     * @param taken names of the command's own options
     */
    GlobalSpecs(Set<String> taken) {
        for (GlobalOption option : GlobalOption.values()) {
            String[] free = option.names().stream().filter(name -> !taken.contains(name)).toArray(String[]::new);
            if (free.length == 0) {
                continue;
            }
            specs.put(option, option.takesValue()
                    ? Specs.value(option.label(), option.description(), false, free)
                    : OptionSpec.builder(free).type(Boolean.class).arity("0").description(option.description())
                            .usageHelp(option == GlobalOption.HELP).versionHelp(option == GlobalOption.VERSION)
                            .build());
        }
    }

    Map<GlobalOption, OptionSpec> specs() {
        return specs;
    }

    void readInto(Globals globals) {
        specs.forEach((option, spec) -> {
            if (option.takesValue()) {
                Specs.text(spec).ifPresent(value -> globals.set(option, value));
            } else if (Specs.isGiven(spec)) {
                globals.set(option, "");
            }
        });
    }
}
