package io.github.proxmoxtools.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a command was given so far: which options, which arguments, and which of them waits for its value. */
final class TypedForm {
    private final CommandSpec spec;
    private final Set<OptionSpec> given = new HashSet<>();
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private @Nullable OptionSpec open;
    private boolean optionsOver;
    private int positionals;

    TypedForm(CommandSpec spec, List<String> rest) {
        this.spec = spec;
        rest.forEach(this::read);
    }

    private void read(String word) {
        OptionSpec waiting = open;
        if (waiting != null) {
            put(nameOf(waiting), word);
            open = null;
        } else if (optionsOver || !word.startsWith("-") || word.equals("-")) {
            positional(positionals++).ifPresent(argument -> put(argument.descriptionKey(), word));
        } else if (word.equals("--")) {
            optionsOver = true;
        } else if (word.startsWith("--")) {
            readLong(word);
        } else {
            readShort(word);
        }
    }

    private void readLong(String word) {
        int equals = word.indexOf('=');
        Optional<OptionSpec> option = option(equals < 0 ? word : word.substring(0, equals));
        option.ifPresent(given::add);
        if (option.isPresent() && takesValue(option.get())) {
            if (equals < 0) {
                open = option.get();
            } else {
                put(nameOf(option.get()), word.substring(equals + 1));
            }
        }
    }

    /** The first that takes a value takes the rest of the word. */
    private void readShort(String word) {
        for (int i = 1; i < word.length(); i++) {
            Optional<OptionSpec> option = option("-" + word.charAt(i));
            option.ifPresent(given::add);
            if (option.isPresent() && takesValue(option.get())) {
                if (i + 1 == word.length()) {
                    open = option.get();
                } else {
                    put(nameOf(option.get()), word.substring(i + 1));
                }
                return;
            }
        }
    }

    private void put(@Nullable String name, String text) {
        if (name != null) {
            texts.computeIfAbsent(name, key -> new ArrayList<>()).add(text);
        }
    }

    /** Finds an option by one of its names, {@code --no-} before it or not. */
    Optional<OptionSpec> option(String name) {
        OptionSpec found = spec.findOption(name);
        if (found == null && name.startsWith("--no-")) {
            found = spec.findOption("--" + name.substring("--no-".length()));
        }
        return Optional.ofNullable(found);
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().min() > 0;
    }

    static String nameOf(OptionSpec option) {
        return option.longestName().substring(2);
    }

    /** Gives the option whose value is being typed. */
    Optional<OptionSpec> open() {
        return Optional.ofNullable(open);
    }

    boolean mayTakeOptions() {
        return !optionsOver;
    }

    /** Gives the argument that is being typed, if no option is. */
    Optional<PositionalParamSpec> positional() {
        return positional(positionals);
    }

    private Optional<PositionalParamSpec> positional(int number) {
        return spec.positionalParameters().stream().filter(argument -> argument.index().contains(number)).findFirst();
    }

    boolean isGiven(OptionSpec option) {
        return given.contains(option);
    }

    /** Gives the last text of each option and argument, by name without dashes. */
    Map<String, String> lastTexts() {
        Map<String, String> last = new HashMap<>();
        texts.forEach((name, all) -> last.put(name, all.getLast()));
        return last;
    }

    List<String> texts(String name) {
        return texts.getOrDefault(name, List.of());
    }
}
