package io.github.proxmoxtools.simulator.state;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A job, rule, mapping or the like, as a section of a configuration file.
 *
 * @param id its name
 * @param type its kind
 * @param options what is set, which may be changed: texts, numbers, lists
 */
public record Section(String id, String type, TreeMap<String, Object> options) {
    private static final List<String> FIRST = List.of("comment", "disable", "vnet", "target");

    /**
     * A section without options.
     *
     * @param id its name
     * @param type its kind
     */
    public Section(String id, String type) {
        this(id, type, new TreeMap<>());
    }

    /**
     * Gives an option.
     *
     * @param name its name
     * @return its value as text, empty when it is not set
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(options.get(name)).map(Object::toString);
    }

    /**
     * Gives the elements of an option that is a list.
     *
     * @param name its name
     * @return the elements
     */
    public List<String> list(String name) {
        Object value = options.get(name);
        if (value instanceof List<?> items) {
            return items.stream().map(Object::toString).toList();
        }
        return value == null
                ? List.of()
                : Arrays.stream(value.toString().split("[,;\\s]+")).filter(item -> !item.isEmpty()).toList();
    }

    /**
     * Tells whether a switch is on.
     *
     * @param name its name
     * @return whether it is
     */
    public boolean flag(String name) {
        return text(name).filter("1"::equals).isPresent();
    }

    /** {@return a copy that may be changed without changing this} */
    public Section copy() {
        return new Section(id, type, new TreeMap<>(options));
    }

    void writeTo(StringBuilder file) {
        // HA names its resources by type and number, and its file says the type only once.
        String name = id.startsWith(type + ":") ? id.substring(type.length() + 1) : id;
        file.append(type).append(": ").append(name).append('\n');
        FIRST.forEach(key -> Optional.ofNullable(options.get(key)).ifPresent(value -> write(file, key, value)));
        options.entrySet().stream().filter(option -> !FIRST.contains(option.getKey()))
                .forEach(option -> write(file, option.getKey(), option.getValue()));
        file.append('\n');
    }

    private static void write(StringBuilder file, String key, Object value) {
        if (value instanceof List<?> items) {
            items.forEach(item -> write(file, key, item));
        } else if (value instanceof Map<?, ?> parts) {
            write(file, key, String.valueOf(parts));
        } else {
            file.append('\t').append(key).append(' ').append(value).append('\n');
        }
    }
}
