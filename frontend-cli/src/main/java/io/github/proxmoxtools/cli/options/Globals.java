package io.github.proxmoxtools.cli.options;

import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.text.Usage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The global options of a command line, wherever they stood. */
public final class Globals {
    private final Map<GlobalOption, String> values = new EnumMap<>(GlobalOption.class);

    public void set(GlobalOption option, String value) {
        refuseEmpty(option, value);
        String before = values.put(option, value);
        if (before != null && option.takesValue() && !before.equals(value)) {
            throw Usage.error(option.names().getLast() + " is given twice, with different values");
        }
    }

    /** What a script leaves empty by mistake must not select the usual cluster. */
    private static void refuseEmpty(GlobalOption option, String value) {
        if (option.namesTheCluster() && value.isBlank()) {
            throw Usage.error(option.names().getLast() + " is empty",
                    "Give it a value, or leave the option out for what the settings say.");
        }
    }

    /** Two clusters at once are none: nobody can know which was meant. */
    public void refuseContradiction() {
        if (has(GlobalOption.DEMO)) {
            values.keySet().stream().filter(GlobalOption::namesTheCluster).findFirst().ifPresent(option -> {
                throw Usage.error("--demo and " + option.names().getLast() + " contradict each other",
                        "--demo works on a cluster of its own, with its own address and login: leave out one of them.");
            });
        }
    }

    /** Gives the same options with another value of one. */
    public Globals with(GlobalOption option, String value) {
        Globals copy = new Globals();
        copy.values.putAll(values);
        copy.values.put(option, value);
        return copy;
    }

    public boolean has(GlobalOption option) {
        return values.containsKey(option);
    }

    public Optional<String> value(GlobalOption option) {
        return Optional.ofNullable(values.get(option));
    }

    public OutputFormat format() {
        return value(GlobalOption.OUTPUT).map(OutputFormat::named).orElse(OutputFormat.TABLE);
    }

    /** Gives the format as far as it is known, for failures that may be about it. */
    public OutputFormat formatOfFailures() {
        return value(GlobalOption.OUTPUT).flatMap(OutputFormat::find).orElse(OutputFormat.TABLE);
    }
}
