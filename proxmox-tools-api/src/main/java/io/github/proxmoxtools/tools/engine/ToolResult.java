package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.Tool;
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
 */
public record ToolResult(Tool tool, Optional<GuestAddress> target, Content content, List<String> notes) {
    /** Copies the notes. */
    public ToolResult {
        notes = List.copyOf(notes);
    }

    /** The answer by its kind. */
    public sealed interface Content {}

    /**
     * A list.
     *
     * @param items the rows that are shown, each with the chosen fields
     * @param total how many there are in all that the filter lets through
     * @param offset how many of them were skipped
     */
    public record Listing(List<Map<String, @Nullable Object>> items, int total, int offset) implements Content {}

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
     * @return for a list count, total and items; for a task its facts; otherwise data; beside them target and notes
     */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        switch (content) {
            case Listing listing -> putListing(map, listing);
            case Task task -> map.putAll(task.facts());
            case Value value -> map.put("data", value.value());
        }
        target.ifPresent(guest -> map.put("target", describe(guest)));
        if (!notes.isEmpty()) {
            map.put("notes", notes);
        }
        return map;
    }

    private static void putListing(Map<String, @Nullable Object> map, Listing listing) {
        map.put("count", listing.items().size());
        map.put("total", listing.total());
        if (listing.offset() > 0) {
            map.put("offset", listing.offset());
        }
        map.put("items", listing.items());
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
