package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.engine.JsonText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a result is written to stdout. */
public enum OutputFormat {
    /** For people: units, columns. */
    TABLE,
    /** For people, with every field. */
    WIDE,
    /** The published structure. */
    JSON,
    /** One JSON value per line. */
    JSONL,
    /** The published structure as YAML. */
    YAML,
    /** Comma-separated values of RFC 4180. */
    CSV,
    /** One identifier per line. */
    NAME;

    public ResultFormat format() {
        return switch (this) {
            case TABLE, WIDE -> new TableFormat();
            case JSON -> new JsonFormat();
            case JSONL -> new JsonLinesFormat();
            case YAML -> new YamlFormat();
            case CSV -> new CsvFormat();
            case NAME -> new NameFormat();
        };
    }

    /**
     * Writes a structure that is no result of a tool, such as a plan or a failure.
     *
     * @param structure maps, lists, texts, numbers, flags and null
     * @return the text; empty where this format knows no structures
     */
    public Optional<String> structure(Map<String, ? extends @Nullable Object> structure) {
        return switch (this) {
            case JSON -> Optional.of(JsonText.pretty(structure) + "\n");
            case JSONL -> Optional.of(JsonText.compact(structure) + "\n");
            case YAML -> Optional.of(YamlText.of(structure));
            case TABLE, WIDE, CSV, NAME -> Optional.empty();
        };
    }

    public static Optional<OutputFormat> find(String name) {
        for (OutputFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    public static OutputFormat named(String name) {
        return find(name).orElseThrow(() -> Usage.error("-o: '" + name + "' is no output format",
                "Choose table, wide, json, jsonl, yaml, csv or name."));
    }
}
