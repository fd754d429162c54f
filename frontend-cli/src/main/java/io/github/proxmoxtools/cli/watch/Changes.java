package io.github.proxmoxtools.cli.watch;

import io.github.proxmoxtools.cli.watch.Change.Event;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.Settled;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares readings of the same thing. */
final class Changes {
    private static final String SETTING = "config";
    /** Where the last part of the path is one of these, the server tells what somebody set: nothing of it moves by itself. */
    private static final Set<String> SETTINGS = Set.of(SETTING, "pending", "options");

    private final boolean figures;

    /**
     * Prepares comparing.
     *
     * @param figures whether those that move by themselves count
     */
    Changes(boolean figures) {
        this.figures = figures;
    }

    /** Tells how it is at first. */
    List<Change> first(ToolResult now) {
        if (!(now.content() instanceof ToolResult.Listing listing)) {
            return List.of(new Change(Event.SNAPSHOT, null, value(now), List.of()));
        }
        Optional<String> key = RowKey.of(now.tool(), listing.items(), List.of());
        return listing.items().stream().map(row -> change(Event.SNAPSHOT, key, row, List.of())).toList();
    }

    List<Change> between(ToolResult before, ToolResult now) {
        if (before.content() instanceof ToolResult.Listing old && now.content() instanceof ToolResult.Listing listing) {
            return rows(now.tool(), old.items(), listing.items());
        }
        Tool tool = now.tool();
        List<String> fields = fields(tool, value(before), value(now));
        return fields.isEmpty()
                ? List.of()
                : List.of(new Change(Event.CHANGED, null, value(now), fields.stream().filter(name -> !name.isEmpty())
                        .toList()));
    }

    private static @Nullable Object value(ToolResult result) {
        return switch (result.content()) {
            case ToolResult.Listing listing -> listing.items();
            case ToolResult.Task task -> task.facts();
            case ToolResult.Value value -> value.value();
        };
    }

    private List<Change> rows(Tool tool, List<Map<String, @Nullable Object>> before,
            List<Map<String, @Nullable Object>> now) {
        Optional<String> key = RowKey.of(tool, before, now);
        Map<Object, Map<String, @Nullable Object>> left = keyed(tool, key, before);
        List<Change> came = new ArrayList<>();
        keyed(tool, key, now).forEach((id, row) -> {
            Map<String, @Nullable Object> was = left.remove(id);
            List<String> fields = was == null || key.isEmpty() ? List.of() : fields(tool, was, row);
            if (was == null) {
                came.add(change(Event.ADDED, key, row, fields));
            } else if (!fields.isEmpty()) {
                came.add(change(Event.CHANGED, key, row, fields));
            }
        });
        List<Change> changes = new ArrayList<>();
        left.values().forEach(row -> changes.add(change(Event.REMOVED, key, row, List.of())));
        changes.addAll(came);
        return changes;
    }

    private Map<Object, Map<String, @Nullable Object>> keyed(Tool tool, Optional<String> key,
            List<Map<String, @Nullable Object>> rows) {
        Map<Object, Map<String, @Nullable Object>> keyed = new LinkedHashMap<>();
        rows.forEach(row -> keyed.put(key.map(name -> String.valueOf(row.get(name)))
                .orElseGet(() -> String.valueOf(settled(tool, row))), row));
        return keyed;
    }

    private static Change change(Event event, Optional<String> key, Map<String, @Nullable Object> row,
            List<String> fields) {
        return new Change(event, key.map(row::get).orElse(null), row, fields);
    }

    private List<String> fields(Tool tool, @Nullable Object before, @Nullable Object now) {
        List<String> fields = new ArrayList<>();
        addFields("", settled(tool, before), settled(tool, now), fields);
        return fields;
    }

    /** What is in a field is named with it, as {@code memory.total}. */
    private static void addFields(String name, @Nullable Object before, @Nullable Object now, List<String> fields) {
        if (before instanceof Map<?, ?> was && now instanceof Map<?, ?> is) {
            Set<Object> names = new LinkedHashSet<>(is.keySet());
            names.addAll(was.keySet());
            names.forEach(inner -> addFields(name.isEmpty() ? inner.toString() : name + "." + inner, was.get(inner),
                    is.get(inner), fields));
        } else if (!Objects.equals(before, now)) {
            fields.add(name);
        }
    }

    private @Nullable Object settled(Tool tool, @Nullable Object value) {
        if (!figures && !tellsSettings(tool)) {
            return Settled.of(value);
        }
        Map<String, @Nullable Object> asSettings = new LinkedHashMap<>();
        asSettings.put(SETTING, value);
        return Settled.of(asSettings) instanceof Map<?, ?> all ? all.get(SETTING) : value;
    }

    private static boolean tellsSettings(Tool tool) {
        List<Endpoint> endpoints = tool.action().endpoints();
        return !endpoints.isEmpty() && endpoints.stream().map(Endpoint::path)
                .allMatch(path -> SETTINGS.contains(path.substring(path.lastIndexOf('/') + 1)));
    }
}
