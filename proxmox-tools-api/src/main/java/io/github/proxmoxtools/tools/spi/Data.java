package io.github.proxmoxtools.tools.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A view of an answer that forgives the server's drifting types: {@code "512"} and {@code 512} are the same number.
 *
 * <p>Looking for what is not there gives an absent value, never a failure.
 */
public final class Data {
    private final @Nullable Object value;

    private Data(@Nullable Object value) {
        this.value = value;
    }

    /**
     * Looks at a value.
     *
     * @param value map, list, text, number, boolean or null
     * @return the view
     */
    public static Data of(@Nullable Object value) {
        return new Data(value);
    }

    /**
     * Gives the value itself.
     *
     * @return map, list, text, number, boolean or null
     */
    public @Nullable Object raw() {
        return value;
    }

    /**
     * Tells whether there is nothing.
     *
     * @return whether the value is null
     */
    public boolean isAbsent() {
        return value == null;
    }

    /**
     * Goes down into an object.
     *
     * @param field the field's name
     * @return its view; absent where there is none
     */
    public Data at(String field) {
        return new Data(value instanceof Map<?, ?> map ? map.get(field) : null);
    }

    /**
     * Lists the elements.
     *
     * @return a view of each; empty where this is no list
     */
    public List<Data> items() {
        if (!(value instanceof List<?> list)) {
            return List.of();
        }
        List<Data> items = new ArrayList<>(list.size());
        for (Object element : list) {
            items.add(new Data(element));
        }
        return items;
    }

    /**
     * Copies the fields.
     *
     * @return the fields in the server's order; empty where this is no object
     */
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, element) -> fields.put(String.valueOf(name), element));
        }
        return fields;
    }

    /**
     * Reads a text or number as text.
     *
     * @return the text; absent for null, objects and lists
     */
    public Optional<String> text() {
        return value == null || value instanceof Map || value instanceof List
                ? Optional.empty()
                : Optional.of(value.toString());
    }

    /**
     * Reads a whole number, however it is written.
     *
     * @return the number; absent where there is none
     */
    public Optional<Long> whole() {
        if (value instanceof Long || value instanceof Integer) {
            return Optional.of(((Number) value).longValue());
        }
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Optional.of(number.longValue())
                    : Optional.empty();
        }
        return text().filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
    }

    /**
     * Reads a yes or no, however it is written.
     *
     * @return true for 1, "1" and true; false for anything else
     */
    public boolean flag() {
        return Boolean.TRUE.equals(value) || text().filter(text -> text.equals("1") || text.equals("true")).isPresent();
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
