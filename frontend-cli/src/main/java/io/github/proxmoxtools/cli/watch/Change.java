package io.github.proxmoxtools.cli.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became different between two readings.
 *
 * @param event what happened
 * @param key tells the row from the others; null where nothing does, or what is watched is no list
 * @param item how it is now, or was at last if it is gone
 * @param fields names of what changed in it
 */
record Change(Event event, @Nullable Object key, @Nullable Object item, List<String> fields) {
    enum Event {
        SNAPSHOT("snapshot"),
        ADDED("added"),
        CHANGED("changed"),
        REMOVED("removed");

        private final String word;

        Event(String word) {
            this.word = word;
        }
    }

    Map<String, @Nullable Object> toMap(String at) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("event", event.word);
        map.put("at", at);
        if (key != null) {
            map.put("key", key);
        }
        map.put("item", item);
        if (event == Event.CHANGED) {
            map.put("changed", fields);
        }
        return map;
    }
}
