package io.github.proxmoxtools.client.index;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges property strings such as {@code virtio,bridge=vmbr0} as PVE::JSONSchema::parse_property_string does. */
final class PropertyStrings {
    private static final List<String> TRUE = List.of("1", "on", "yes", "true");
    private static final List<String> FALSE = List.of("0", "off", "no", "false");

    private final Map<String, ApiType> types;
    private final Map<String, String> values = new LinkedHashMap<>();
    private boolean hasDefaultValue;

    private PropertyStrings(Map<String, ApiType> types) {
        this.types = types;
    }

    /** What is wrong, ending in a newline; null if nothing is. */
    static @Nullable String problem(String path, Map<String, ApiType> types, String text) {
        PropertyStrings parsed = new PropertyStrings(types);
        for (String part : text.split(",")) {
            String problem = part.isBlank() ? null : parsed.part(part);
            if (problem != null) {
                return problem;
            }
        }
        String problems = ParameterCheck.checkProperties(path, types, parsed.values);
        return problems.isEmpty() ? null : "format error\n" + problems;
    }

    private @Nullable String part(String part) {
        int equals = part.indexOf('=');
        if (equals < 0) {
            return withoutKey(part);
        }
        if (equals == 0 || equals == part.length() - 1) {
            return "missing key in comma-separated list property\n";
        }
        return withKey(part.substring(0, equals), part.substring(equals + 1));
    }

    private @Nullable String withKey(String key, String value) {
        if (values.containsKey(key)) {
            return "duplicate key in comma-separated list property: " + key + "\n";
        }
        ApiType type = types.get(key);
        if (type == null || type.alias().isEmpty()) {
            store(key, type, value);
            return null;
        }
        String target = type.alias().get();
        String problem = nameOfAlias(key);
        if (problem == null) {
            store(target, types.get(target), value);
        }
        return problem;
    }

    /**
     * A network card's model may stand as key of its address ({@code virtio=MAC}): the schema calls such a key an alias
     * of the address and lists it among the choices of the default key.
     */
    private @Nullable String nameOfAlias(String key) {
        String defaultKey = defaultKey();
        ApiType type = defaultKey == null ? null : types.get(defaultKey);
        if (defaultKey == null || type == null || !type.choices().contains(key)) {
            return null;
        }
        if (values.containsKey(defaultKey)) {
            return "key alias '" + defaultKey + "' is already defined\n";
        }
        values.put(defaultKey, key);
        return null;
    }

    private void store(String key, @Nullable ApiType type, String value) {
        values.put(key, type != null && type.kind() == ApiKind.BOOLEAN ? truth(value) : value);
    }

    private static String truth(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (TRUE.contains(lower)) {
            return "1";
        }
        return FALSE.contains(lower) ? "0" : value;
    }

    private @Nullable String withoutKey(String value) {
        String defaultKey = defaultKey();
        if (defaultKey == null) {
            return "value without key, but schema does not define a default key\n";
        }
        if (hasDefaultValue || values.containsKey(defaultKey)) {
            return "duplicate key in comma-separated list property: " + defaultKey + "\n";
        }
        hasDefaultValue = true;
        values.put(defaultKey, value);
        return null;
    }

    private @Nullable String defaultKey() {
        for (Map.Entry<String, ApiType> entry : types.entrySet()) {
            if (entry.getValue().isDefaultKey()) {
                return entry.getKey();
            }
        }
        return null;
    }
}
