package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an answer fit into its budget, and says in it what was left out and how to get it. */
final class Fitting {
    private static final String ITEMS = "items";
    private static final String NOTES = "notes";
    private static final String RETURNED = "returned";
    private static final String NEXT = "next_offset";
    /** What a list says about its rows takes room too. */
    private static final int ROOM_TO_EXPLAIN = 400;

    private final Budget budget;

    Fitting(Budget budget) {
        this.budget = budget;
    }

    /** Cuts a list by whole rows, as long as one of them fits. */
    Map<String, @Nullable Object> list(Map<String, @Nullable Object> content, ToolResult.Listing listing) {
        if (!(content.get(ITEMS) instanceof List<?> rows)) {
            return anything(content, List.of());
        }
        Map<String, @Nullable Object> cut = new LinkedHashMap<>(content);
        cut.put(ITEMS, rows.subList(0, Math.max(rowsThatFit(content, rows), Math.min(1, rows.size()))));
        explain(cut, listing);
        return anything(cut, List.of("view.fields"));
    }

    private int rowsThatFit(Map<String, @Nullable Object> content, List<?> rows) {
        Map<String, @Nullable Object> others = new LinkedHashMap<>(content);
        others.remove(ITEMS);
        long left = budget.bytes() - JsonSize.of(others) - ROOM_TO_EXPLAIN;
        int fitting = 0;
        for (Object row : rows) {
            left -= JsonSize.of(row) + 1;
            if (left < 0) {
                return fitting;
            }
            fitting++;
        }
        return fitting;
    }

    /** The count is that of the rows which are there; a list that is whole needs no more words. */
    private static void explain(Map<String, @Nullable Object> content, ToolResult.Listing listing) {
        int returned = content.get(ITEMS) instanceof List<?> rows ? rows.size() : 0;
        content.put("count", returned);
        int next = listing.offset() + returned;
        if (next >= listing.reachable() || returned == 0) {
            return;
        }
        content.put(RETURNED, returned);
        content.put(NEXT, next);
        List<Object> notes = notes(content);
        notes.removeAll(listing.partNote().stream().toList());
        notes.add("Returned: " + returned + " of " + listing.reachable() + ". view.offset=" + next
                + " goes on; view.limit "
                + "says how many, view.fields shows less of each, view.filter finds what matters.");
        content.put(NOTES, notes);
    }

    /** Cuts the longest texts and lists, wherever they are. */
    Map<String, @Nullable Object> anything(Map<String, @Nullable Object> content, List<String> waysToReadOn) {
        if (JsonSize.of(content) <= budget.bytes()) {
            return content;
        }
        Map<String, @Nullable Object> explained = new LinkedHashMap<>(content);
        List<Object> notes = notes(content);
        explained.remove(NOTES);
        notes.add("Too large to be shown whole: what is marked with … was cut." + (waysToReadOn.isEmpty()
                ? ""
                : " Another or a smaller part: " + String.join(", ", waysToReadOn) + "."));
        Object shortNotes = Shortened.toFit(notes, budget.bytes() / 4);
        long left = budget.bytes() - JsonSize.of(shortNotes) - NOTES.length() - 4;
        Map<String, @Nullable Object> cut = asMap(Shortened.toFit(explained, left));
        cut.put(NOTES, shortNotes instanceof List<?> list ? list : List.of());
        return cut;
    }

    private static Map<String, @Nullable Object> asMap(@Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> map.put(String.valueOf(name), field));
        }
        return map;
    }

    private static List<Object> notes(Map<String, @Nullable Object> content) {
        List<Object> notes = new ArrayList<>();
        if (content.get(NOTES) instanceof List<?> given) {
            given.forEach(note -> notes.add(String.valueOf(note)));
        }
        return notes;
    }
}
