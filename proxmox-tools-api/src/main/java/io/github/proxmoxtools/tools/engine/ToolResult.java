package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tool answered, shaped and redacted.
 *
 * @param tool the tool
 * @param target the guest that was resolved, if it is about one
 * @param content the answer by its kind
 * @param notes sentences about the result that the data does not show
 * @param missing what the result does not hold because it could not be read, such as the name of a node, and why
 */
public record ToolResult(Tool tool, Optional<GuestAddress> target, Content content, List<String> notes,
        Map<String, ToolFailure> missing) {
    /** Copies the lists. */
    public ToolResult {
        notes = List.copyOf(notes);
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    }

    /**
     * Makes a result that lacks nothing.
     *
     * @param tool the tool
     * @param target the guest that was resolved, if it is about one
     * @param content the answer by its kind
     * @param notes sentences about the result that the data does not show
     */
    public ToolResult(Tool tool, Optional<GuestAddress> target, Content content, List<String> notes) {
        this(tool, target, content, notes, Map.of());
    }

    /** The same with one note more. */
    ToolResult noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new ToolResult(tool, target, content, more, missing);
    }

    /**
     * Tells whether something could not be read.
     *
     * @return whether anything is missing
     */
    public boolean isPartial() {
        return !missing.isEmpty();
    }

    /** The answer by its kind. */
    public sealed interface Content {}

    /**
     * A list.
     *
     * @param items the rows that are shown, each with the chosen fields
     * @param total how many there are in all that the filter lets through, as far as the server tells
     * @param offset how many of them were skipped
     * @param reachable how many of them {@code view} can reach; fewer than all where the server gave only a part, such as
     *         the first lines of a log
     */
    public record Listing(List<Map<String, @Nullable Object>> items, int total, int offset, int reachable)
            implements
                Content {
        /**
         * Makes a list of which the server gave everything.
         *
         * @param items the rows that are shown, each with the chosen fields
         * @param total how many there are in all that the filter lets through
         * @param offset how many of them were skipped
         */
        public Listing(List<Map<String, @Nullable Object>> items, int total, int offset) {
            this(items, total, offset, total);
        }

        Listing of(int inAll) {
            return new Listing(items, inAll, offset, reachable);
        }

        Listing with(List<Map<String, @Nullable Object>> others) {
            return new Listing(others, total, offset, reachable);
        }

        /**
         * Says that rows which came were left out, and how to get them.
         *
         * @return the note that stands among the result's notes; empty where all of these rows are shown
         */
        public Optional<String> partNote() {
            return items.size() == reachable
                    ? Optional.empty()
                    : Optional.of("Shown: " + items.size() + " of " + reachable
                            + "; view.limit, view.offset and view.filter get the rest.");
        }
    }

    /**
     * An object, or whatever the server said.
     *
     * @param value the value; null where the server said nothing
     */
    public record Value(@Nullable Object value) implements Content {}

    /**
     * A task that was started.
     *
     * @param facts upid, node, type, status, exitstatus, seconds, warnings, and the end of its log
     * @param finished whether it ended within the time to wait
     */
    public record Task(Map<String, @Nullable Object> facts, boolean finished) implements Content {}

    /**
     * Gives the JSON form, the same in every frontend.
     *
     * @return for a list count, total and items; for a task its facts; otherwise data; beside them the units of figures,
     *         times as ISO-8601 ({@code starttime_iso} for {@code starttime}), target and notes; and where something is missing the code {@code partial}, its category, and {@code missing} by name
     */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Explained explained = new Explained(tool.outcome());
        switch (content) {
            case Listing listing -> putListing(map, listing, explained);
            case Task task -> map.putAll(task.facts());
            case Value value -> map.put("data", explained.value(value.value()));
        }
        if (!explained.units().isEmpty()) {
            map.put("units", explained.units());
        }
        target.ifPresent(guest -> map.put("target", describe(guest)));
        if (!notes.isEmpty()) {
            map.put("notes", notes);
        }
        if (isPartial()) {
            map.put("code", FailureKind.PARTIAL.code());
            map.put("category", FailureKind.PARTIAL.category());
            Map<String, Object> reasons = new LinkedHashMap<>();
            missing.forEach((name, failure) -> reasons.put(name, failure.toMap()));
            map.put("missing", reasons);
        }
        return map;
    }

    private static void putListing(Map<String, @Nullable Object> map, Listing listing, Explained explained) {
        map.put("count", listing.items().size());
        map.put("total", listing.total());
        if (listing.offset() > 0) {
            map.put("offset", listing.offset());
        }
        map.put("items", explained.value(listing.items()));
    }

    static Map<String, Object> describe(GuestAddress guest) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", guest.kind().apiName());
        map.put("vmid", guest.vmid());
        if (!guest.name().isEmpty()) {
            map.put("name", guest.name());
        }
        map.put("node", guest.node());
        return map;
    }
}
