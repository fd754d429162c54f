package io.github.proxmoxtools.simulator.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An option of the form {@code value,key=value}: drives, network cards, mount points and the like.
 *
 * @param values the values by key, in the order in which they were written
 */
public record PropertyString(Map<String, String> values) {
    /**
     * Copies the values.
     *
     * @param values the values by key
     */
    public PropertyString {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads one.
     *
     * @param text its text
     * @param defaultKey the key of a value that stands alone
     * @return its values
     */
    public static PropertyString parse(String text, String defaultKey) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : List.of(text.split(",", -1))) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                values.put(defaultKey, part);
            } else {
                values.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return new PropertyString(values);
    }

    /**
     * Finds a value.
     *
     * @param key its key
     * @return the value
     */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * Sets a value.
     *
     * @param key its key
     * @param value the value
     * @return the changed copy
     */
    public PropertyString with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return new PropertyString(changed);
    }

    /**
     * Drops values.
     *
     * @param keys their keys
     * @return the changed copy
     */
    public PropertyString without(String... keys) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.keySet().removeAll(List.of(keys));
        return new PropertyString(changed);
    }

    /**
     * Writes it as the server does: some keys first, the others sorted.
     *
     * @param defaultKey the key whose value stands alone, in front
     * @param first the keys that come next
     * @return the text
     */
    public String print(String defaultKey, String... first) {
        Map<String, String> sorted = new LinkedHashMap<>();
        for (String key : first) {
            find(key).ifPresent(value -> sorted.put(key, value));
        }
        new TreeMap<>(values).forEach(sorted::putIfAbsent);
        sorted.remove(defaultKey);
        String rest = sorted.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
        return find(defaultKey).map(value -> rest.isEmpty() ? value : value + "," + rest).orElse(rest);
    }
}
