package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Versions;
import java.util.Locale;
import java.util.OptionalLong;

/** What help pages say about a parameter's value. */
final class Labels {
    private Labels() {}

    static String of(Param<?> param) {
        return switch (param.type()) {
            case ParamType.Text text -> param.name().replace("[n]", "").toUpperCase(Locale.ROOT);
            case ParamType.Guest guest -> "GUEST";
            case ParamType.Whole whole -> "NUMBER";
            case ParamType.Decimal decimal -> "NUMBER";
            case ParamType.Flag flag -> "";
            case ParamType.Choice choice -> choice.values().size() <= 5 ? String.join("|", choice.values()) : "WORD";
            case ParamType.TextList list -> "TEXT";
            case ParamType.Mapping mapping -> "KEY=VALUE";
            case ParamType.ObjectList list -> "JSON";
            case ParamType.PropertyString string -> param.name().toUpperCase(Locale.ROOT);
            case ParamType.LocalFile file -> "FILE";
        };
    }

    static String describe(Param<?> param) {
        StringBuilder text = new StringBuilder(param.description());
        switch (param.type()) {
            case ParamType.Whole whole -> add(text, range(whole.minimum(), whole.maximum()));
            case ParamType.Choice choice -> add(text,
                    choice.values().size() <= 5 ? "" : "One of " + String.join(", ", choice.values()) + ".");
            case ParamType.TextList list -> add(text, "May be repeated.");
            case ParamType.Mapping mapping -> add(text, "May be repeated; a JSON object is taken as well.");
            default -> {
            }
        }
        add(text, versions(param.versions()));
        return text.toString();
    }

    static String versions(Versions versions) {
        return versions.since().map(version -> "Since Proxmox VE " + version + ".").orElse("")
                + versions.until().map(version -> " Until before Proxmox VE " + version + ".").orElse("");
    }

    private static String range(OptionalLong minimum, OptionalLong maximum) {
        if (minimum.isPresent() && maximum.isPresent()) {
            return "From " + minimum.getAsLong() + " to " + maximum.getAsLong() + ".";
        }
        if (minimum.isPresent()) {
            return "At least " + minimum.getAsLong() + ".";
        }
        return maximum.isPresent() ? "At most " + maximum.getAsLong() + "." : "";
    }

    private static void add(StringBuilder text, String sentence) {
        if (!sentence.isBlank()) {
            text.append(text.isEmpty() ? "" : " ").append(sentence.strip());
        }
    }
}
