package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiKind;
import io.github.proxmoxtools.client.index.ApiType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Property strings, which some answers show taken apart. */
final class PropertyText {
    private static final Set<String> TRUE = Set.of("1", "on", "yes", "true");

    private PropertyText() {}

    /** The parts as texts; a part without a key has that of the schema's default key, or the one given here. */
    static Map<String, Object> parts(String text, Map<String, ApiType> types, String defaultKey) {
        Map<String, Object> parts = new LinkedHashMap<>();
        String unnamed = types.entrySet().stream().filter(type -> type.getValue().isDefaultKey())
                .map(Map.Entry::getKey).findFirst().orElse(defaultKey);
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? unnamed : part.substring(0, equals);
            ApiType type = types.get(key);
            String value = part.substring(equals + 1);
            if (!part.isBlank()) {
                parts.put(key, type == null ? value : typed(type.kind(), value));
            }
        }
        return parts;
    }

    static Map<String, Object> parts(String text) {
        return parts(text, Map.of(), "");
    }

    private static Object typed(ApiKind kind, String value) {
        return kind == ApiKind.BOOLEAN ? (Object) (TRUE.contains(value.toLowerCase(Locale.ROOT)) ? 1 : 0) : value;
    }
}
