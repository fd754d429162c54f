package io.github.proxmoxtools.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The global options of a command line, wherever they stood. */
final class Globals {
    private final Map<GlobalOption, String> values = new EnumMap<>(GlobalOption.class);

    void set(GlobalOption option, String value) {
        String before = values.put(option, value);
        if (before != null && option.takesValue() && !before.equals(value)) {
            throw Usage.error(option.names().getLast() + " is given twice, with different values");
        }
    }

    boolean has(GlobalOption option) {
        return values.containsKey(option);
    }

    Optional<String> value(GlobalOption option) {
        return Optional.ofNullable(values.get(option));
    }

    OutputFormat format() {
        return value(GlobalOption.OUTPUT).map(OutputFormat::named).orElse(OutputFormat.TABLE);
    }

    /** Gives the format as far as it is known, for failures that may be about it. */
    boolean wantsJsonFailures() {
        return value(GlobalOption.OUTPUT).filter(name -> name.startsWith("json")).isPresent();
    }
}
