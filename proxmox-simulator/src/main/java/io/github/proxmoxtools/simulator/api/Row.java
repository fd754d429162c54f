package io.github.proxmoxtools.simulator.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds an object of an answer. */
final class Row {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    Row with(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    Row withAny(String name, Optional<?> value) {
        value.ifPresent(present -> fields.put(name, present));
        return this;
    }

    /** Adds a text unless it is empty: the server leaves such fields out. */
    Row withText(String name, String value) {
        return value.isEmpty() ? this : with(name, value);
    }

    Row withAll(Map<String, ?> others) {
        fields.putAll(others);
        return this;
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }
}
