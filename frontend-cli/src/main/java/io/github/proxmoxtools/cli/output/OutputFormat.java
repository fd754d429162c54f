package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.cli.text.Usage;
import java.util.Locale;

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
    /** Comma-separated values of RFC 4180. */
    CSV;

    public ResultFormat format() {
        return switch (this) {
            case TABLE, WIDE -> new TableFormat();
            case JSON -> new JsonFormat();
            case JSONL -> new JsonLinesFormat();
            case CSV -> new CsvFormat();
        };
    }

    public static OutputFormat named(String name) {
        for (OutputFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw Usage.error("-o: '" + name + "' is no output format", "Choose table, wide, json, jsonl or csv.");
    }
}
