package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Unit;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds to a result what its figures mean: units by field, and times as ISO-8601 beside the server's seconds. */
final class Explained {
    /** What follows a field's name where its time is written as ISO-8601. */
    static final String ISO = "_iso";

    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final Map<String, String> seen = new LinkedHashMap<>();

    Explained(Outcome outcome) {
        for (Column column : outcome.columns()) {
            if (!column.unit().words().isEmpty()) {
                units.put(column.name(), column.unit());
            }
        }
    }

    /** Gives the value with its times written out; remembers which units it met. */
    @Nullable
    Object value(@Nullable Object value) {
        if (units.isEmpty()) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(value(element)));
            return copy;
        }
        return value instanceof Map<?, ?> map ? fields(map) : value;
    }

    private Map<String, @Nullable Object> fields(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            copy.put(name, value(value));
            Unit unit = units.get(name);
            if (unit != null && value != null && !(value instanceof Map)) {
                seen.put(name, unit.words());
                if (unit == Unit.EPOCH) {
                    writtenOut(value, name, copy);
                }
            }
        });
        return copy;
    }

    /** Zero stands for never. */
    private static void writtenOut(Object value, String name, Map<String, @Nullable Object> row) {
        try {
            long seconds = Long.parseLong(value.toString());
            if (seconds > 0) {
                row.put(name + ISO, Instant.ofEpochSecond(seconds).toString());
            }
        } catch (NumberFormatException | DateTimeException e) {
            return; // no time: the server's own text says what it is
        }
    }

    /** Gives the units of the fields that were met. */
    Map<String, String> units() {
        return seen;
    }
}
