package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.tools.spi.Param;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A parameter that exists with a number at its end, such as {@code --net0}: made for the numbers that are used. */
final class NumberedFiller implements Filler {
    private final List<OptionSpec> options = new ArrayList<>();

    NumberedFiller(Param<?> param, List<String> rest) {
        String stem = "--" + param.name().substring(0, param.name().length() - "[n]".length());
        Set<String> used = new LinkedHashSet<>();
        for (String argument : rest) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (name.startsWith(stem) && isNumber(name.substring(stem.length()))) {
                used.add(name);
            }
        }
        if (used.isEmpty()) {
            used.add(stem + "0");
        }
        used.forEach(name -> options.add(Specs.value(Labels.of(param),
                Labels.describe(param) + " Other numbers as well.", false, name)));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public List<ArgSpec> specs() {
        return List.copyOf(options);
    }

    @Override
    public void fill(Map<String, @Nullable Object> arguments) {
        for (OptionSpec option : options) {
            Specs.text(option).ifPresent(text -> arguments.put(option.longestName().substring(2), text));
        }
    }
}
