package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Option;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option or argument of a command that is no tool; its texts are passed on as they are.
 *
 * @param name the name it is asked for by
 * @param spec what is parsed
 */
record PlainFiller(String name, ArgSpec spec) {
    static PlainFiller of(Option option) {
        String[] names = option.names().toArray(String[]::new);
        return new PlainFiller(option.name(), spec(option, names));
    }

    private static OptionSpec spec(Option option, String... names) {
        if (option.label().isEmpty()) {
            return Specs.flag(option.description(), names);
        }
        return option.repeated()
                ? Specs.values(option.label(), option.description(), false, names)
                : Specs.value(option.label(), option.description(), false, names);
    }

    static PlainFiller of(Argument argument, int index) {
        return new PlainFiller(argument.name(), Specs.positional(index, argument));
    }

    void fill(Map<String, List<String>> values) {
        if (spec instanceof OptionSpec option && option.type().equals(Boolean.class)) {
            if (Specs.isGiven(option)) {
                values.put(name, List.of(""));
            }
        } else if (!spec.stringValues().isEmpty()) {
            values.put(name, List.copyOf(spec.stringValues()));
        }
    }
}
