package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.cli.command.Argument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Makes picocli's specifications in the few shapes that are needed. */
final class Specs {
    private Specs() {}

    static OptionSpec value(String label, String description, boolean required, String... names) {
        return OptionSpec.builder(names).type(String.class).arity("1").paramLabel(label).description(description)
                .required(required).build();
    }

    static OptionSpec values(String label, String description, boolean required, String... names) {
        return OptionSpec.builder(names).type(String[].class).arity("1").paramLabel(label)
                .description(description).required(required).build();
    }

    static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names).type(Boolean.class).arity("0").description(description).build();
    }

    static OptionSpec yesOrNo(String description, String name) {
        return OptionSpec.builder(name).type(Boolean.class).arity("0").negatable(true).description(description).build();
    }

    static PositionalParamSpec positional(int index, String label, String description, String parameter) {
        return PositionalParamSpec.builder().index(Integer.toString(index)).type(String.class).arity("1")
                .paramLabel(label).description(description).required(true).descriptionKey(parameter).build();
    }

    static PositionalParamSpec positional(int index, Argument argument) {
        PositionalParamSpec.Builder spec = PositionalParamSpec.builder().paramLabel(argument.label())
                .description(argument.description()).required(argument.required()).descriptionKey(argument.name());
        if (argument.repeated()) {
            return spec.index(index + "..*").type(String[].class).arity(argument.required() ? "1..*" : "0..*").build();
        }
        return spec.index(Integer.toString(index)).type(String.class).arity(argument.required() ? "1" : "0..1").build();
    }

    static Optional<String> text(picocli.CommandLine.Model.ArgSpec spec) {
        List<String> values = spec.stringValues();
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    static boolean isGiven(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    /** Cuts {@code key=value} texts. */
    static Map<String, Object> pairs(OptionSpec option) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (String text : option.stringValues()) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw Usage.error(option.longestName() + ": '" + text + "' is not of the form key=value");
            }
            pairs.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return pairs;
    }
}
