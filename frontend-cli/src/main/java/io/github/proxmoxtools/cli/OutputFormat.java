package io.github.proxmoxtools.cli;

import java.util.Locale;

/** How a result is written to stdout. */
enum OutputFormat {
    /** For people: units, columns. */
    TABLE(new TableFormat()),
    /** For people, with every field. */
    WIDE(new TableFormat()),
    /** The published structure. */
    JSON(new JsonFormat()),
    /** One JSON value per line. */
    JSONL(new JsonLinesFormat()),
    /** Comma-separated values of RFC 4180. */
    CSV(new CsvFormat());

    private final ResultFormat format;

    OutputFormat(ResultFormat format) {
        this.format = format;
    }

    ResultFormat format() {
        return format;
    }

    static OutputFormat named(String name) {
        for (OutputFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw Usage.error("-o: '" + name + "' is no output format", "Choose table, wide, json, jsonl or csv.");
    }
}
