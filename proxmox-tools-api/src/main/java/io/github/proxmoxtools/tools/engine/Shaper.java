package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters, sorts, cuts and thins out a list. */
final class Shaper {
    private final Outcome.Listing outcome;
    private final View view;
    private final int defaultLimit;

    Shaper(Outcome.Listing outcome, View view, int defaultLimit) {
        this.outcome = outcome;
        this.view = view;
        this.defaultLimit = defaultLimit;
    }

    /** Where the server gave a part only, what the filter would find in the rest is not known. */
    ToolResult.Listing shape(Data data, Optional<ServedPart> part) {
        ToolResult.Listing shaped = shape(data);
        return part.isPresent() && view.filter().terms().isEmpty() ? shaped.of(part.get().inAll()) : shaped;
    }

    ToolResult.Listing shape(Data data) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Data item : data.items()) {
            rows.add(item.raw() instanceof Map ? item.fields() : wrapped(item.raw()));
        }
        refuseUnknownFields(rows);
        Filter filter = fitting(rows);
        rows.removeIf(row -> !filter.lets(row));
        rows.sort(order());
        int total = rows.size();
        int from = Math.min(view.offset(), total);
        int to = (int) Math.min(total, (long) from + view.limit().orElse(defaultLimit));
        return new ToolResult.Listing(rows.subList(from, to).stream().map(this::thinnedOut).toList(), total, from);
    }

    private static Map<String, @Nullable Object> wrapped(@Nullable Object value) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("value", value);
        return row;
    }

    /** A misspelt field would look like a value that is absent everywhere. */
    private void refuseUnknownFields(List<Map<String, @Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Set<String> known = new LinkedHashSet<>(columns());
        rows.forEach(row -> known.addAll(row.keySet()));
        List<String> named = new ArrayList<>(view.fields());
        view.filter().terms().forEach(term -> named.add(term.field()));
        view.sort().ifPresent(field -> named.add(plain(field)));
        for (String field : named) {
            if (!field.equals("*") && !known.contains(field)) {
                throw InvalidCall.argument(EngineParams.VIEW, "no row has the field '" + field + "'"
                        + Suggestions.asClause(field, known) + " Fields: " + String.join(", ", known));
            }
        }
    }

    private Filter fitting(List<Map<String, @Nullable Object>> rows) {
        try {
            return view.filter().fitting(rows);
        } catch (IllegalArgumentException e) {
            throw InvalidCall.argument(EngineParams.VIEW, "filter: " + e.getMessage());
        }
    }

    private List<String> columns() {
        return outcome.columns().stream().map(Column::name).toList();
    }

    private Comparator<Map<String, @Nullable Object>> order() {
        String wanted = view.sort().orElseGet(this::usualOrder);
        if (wanted.isEmpty()) {
            return Comparator.comparingInt(row -> 0);
        }
        String field = plain(wanted);
        Comparator<SortKey> order = wanted.startsWith("-") ? SortKey.DOWN : SortKey.UP;
        return (one, other) -> order.compare(SortKey.of(one.get(field)), SortKey.of(other.get(field)));
    }

    /** By the first column; times begin with the newest. */
    private String usualOrder() {
        if (outcome.columns().isEmpty()) {
            return "";
        }
        Column first = outcome.columns().get(0);
        return first.unit() == Unit.EPOCH ? "-" + first.name() : first.name();
    }

    private static String plain(String field) {
        return field.startsWith("-") ? field.substring(1) : field;
    }

    private Map<String, @Nullable Object> thinnedOut(Map<String, @Nullable Object> row) {
        List<String> fields = view.fields().isEmpty() ? columns() : view.fields();
        if (fields.isEmpty() || fields.contains("*")) {
            return row;
        }
        Map<String, @Nullable Object> thin = new LinkedHashMap<>();
        for (String field : fields) {
            if (row.containsKey(field)) {
                thin.put(field, row.get(field));
            }
        }
        return thin;
    }
}
