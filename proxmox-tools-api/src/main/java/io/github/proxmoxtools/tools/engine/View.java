package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a list is shaped.
 *
 * @param fields the fields to show; empty for the tool's columns, {@code *} for all
 * @param filter which rows to show
 * @param sort field to sort by, with {@code -} in front for descending
 * @param limit most rows
 * @param offset rows to skip
 */
record View(List<String> fields, Filter filter, Optional<String> sort, OptionalInt limit, int offset) {
    static final View DEFAULT = new View(List.of(), Filter.ALL, Optional.empty(), OptionalInt.empty(), 0);
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_SKIPPED = 10_000_000;

    /** Reads it from an object or a JSON text of one. */
    static View of(Object raw) {
        Map<String, @Nullable Object> left = new LinkedHashMap<>(Conversion.mapping(raw));
        left.values().removeIf(value -> value == null);
        View view = new View(take(left, "fields", fields -> Conversion.texts(fields, true)).orElse(List.of()),
                take(left, "filter", View::filter).orElse(Filter.ALL),
                take(left, "sort", Conversion::plain),
                take(left, "limit", limit -> OptionalInt.of((int) Conversion.whole(limit, 1, MOST_ROWS)))
                        .orElse(OptionalInt.empty()),
                take(left, "offset", offset -> (int) Conversion.whole(offset, 0, MOST_SKIPPED)).orElse(0));
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("knows fields, filter, sort, limit and offset, not "
                    + Conversion.shortened(String.join(", ", left.keySet())));
        }
        return view;
    }

    /** The same, with a filter that knows the units of the columns. */
    View measuredIn(List<Column> columns) {
        Map<String, Unit> units = new LinkedHashMap<>();
        columns.forEach(column -> units.put(column.name(), column.unit()));
        try {
            return new View(fields, filter.measuredIn(units), sort, limit, offset);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("filter: " + e.getMessage(), e);
        }
    }

    private static Filter filter(Object raw) {
        return Filter.parse(String.join(",", Conversion.texts(raw, false)));
    }

    private static <T> Optional<T> take(Map<String, @Nullable Object> from, String name, Function<Object, T> reading) {
        Object value = from.remove(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(value));
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(name + (problem.startsWith("must ") ? " " : ": ") + problem, e);
        }
    }
}
