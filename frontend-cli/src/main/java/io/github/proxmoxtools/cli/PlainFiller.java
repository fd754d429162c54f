package io.github.proxmoxtools.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option of a command that is no tool; its text is passed on as it is.
 *
 * @param name the name of the argument
 * @param spec its option
 */
record PlainFiller(String name, OptionSpec spec) implements Filler {
    static PlainFiller of(Command.Option option) {
        return new PlainFiller(option.name(),
                Specs.value(option.label(), option.description(), false, "--" + option.name()));
    }

    @Override
    public List<ArgSpec> specs() {
        return List.of(spec);
    }

    @Override
    public void fill(Map<String, @Nullable Object> arguments) {
        Specs.text(spec).ifPresent(text -> arguments.put(name, text));
    }
}
