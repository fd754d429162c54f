package io.github.proxmoxtools.cli.options;

import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.settings.SettingFlags;
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

    private static void refuseEmpty(GlobalOption option, String value) {
        if (option.namesTheCluster()) {
            SettingFlags.refusalOfEmpty(option.names().getLast(), value).ifPresent(refusal -> {
                throw Usage.error(refusal.reason(), refusal.hint());
            });
        }
    }

    /** Refuses two clusters at once. */
    public void refuseContradiction() {
        if (has(GlobalOption.DEMO)) {
            values.keySet().stream().filter(GlobalOption::namesTheCluster).findFirst().ifPresent(option -> {
                SettingFlags.Refusal refusal = SettingFlags.besideDemo(option.names().getLast());
                throw Usage.error(refusal.reason(), refusal.hint());
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
