package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A declared parameter; the engine coerces and checks, so that all frontends say the same about a wrong value.
 *
 * @param param the parameter
 * @param spec its option or positional
 */
record ParamFiller(Param<?> param, ArgSpec spec) implements Filler {
    static ParamFiller positional(Param<?> param, int index) {
        boolean choice = param.type() instanceof ParamType.Choice;
        String label = choice ? param.name().toUpperCase(Locale.ROOT) : Labels.of(param);
        String words = choice ? (param.description() + " " + Labels.of(param)).strip() : Labels.describe(param);
        return new ParamFiller(param, Specs.positional(index, label, words, param.name()));
    }

    static ParamFiller option(Param<?> param, boolean required, String... names) {
        String label = Labels.of(param);
        String description = Labels.describe(param);
        OptionSpec option = switch (param.type()) {
            case ParamType.Flag flag -> Specs.yesOrNo(description, names[0]);
            case ParamType.TextList list -> Specs.values(label, description, required, names);
            case ParamType.Mapping mapping -> Specs.values("KEY=VALUE", description, required, names);
            default -> Specs.value(label, description, required, names);
        };
        return new ParamFiller(param, option);
    }

    @Override
    public List<ArgSpec> specs() {
        return List.of(spec);
    }

    @Override
    public void fill(Map<String, @Nullable Object> arguments) {
        if (spec instanceof OptionSpec option && param.type() instanceof ParamType.Mapping) {
            fillMapping(option, arguments);
        } else if (param.type() instanceof ParamType.TextList) {
            fillTexts(arguments);
        } else if (param.type() instanceof ParamType.Flag && spec.isOption()) {
            Object value = spec.getValue();
            if (value != null) {
                arguments.put(param.name(), value);
            }
        } else {
            Specs.text(spec).ifPresent(text -> arguments.put(param.name(), text));
        }
    }

    /** A single text stays one: a tool may know how to take it apart, as a command line. */
    private void fillTexts(Map<String, @Nullable Object> arguments) {
        List<String> texts = spec.stringValues();
        if (!texts.isEmpty()) {
            arguments.put(param.name(), texts.size() == 1 ? texts.getFirst() : List.copyOf(texts));
        }
    }

    /** Takes a single JSON object as well as pairs. */
    private void fillMapping(OptionSpec option, Map<String, @Nullable Object> arguments) {
        List<String> texts = option.stringValues();
        if (texts.size() == 1 && texts.getFirst().startsWith("{")) {
            arguments.put(param.name(), texts.getFirst());
        } else if (!texts.isEmpty()) {
            arguments.put(param.name(), Specs.pairs(option));
        }
    }
}
