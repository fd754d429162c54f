package io.github.proxmoxtools.client.index;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An object of a schema while it is read: texts, numbers as they are written, objects and lists, by name.
 *
 * <p>What does not have the form that is asked for is not there: schemas of other versions may say more than we know.
 */
record SchemaFacts(Map<String, Object> members) {
    static final SchemaFacts NONE = new SchemaFacts(Map.of());

    boolean has(String name) {
        return members.containsKey(name);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether it is what Perl takes for true. */
    boolean isTrue(String name) {
        return text(name).filter(text -> !text.isEmpty() && !text.equals("0") && !text.equals("false")).isPresent();
    }

    Optional<String> text(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    OptionalInt number(String name) {
        Optional<String> text = text(name).filter(digits -> digits.matches("\\d{1,9}"));
        return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
    }

    /** A number as it is written. */
    Optional<String> decimal(String name) {
        return text(name).filter(ValueTexts::isNumber);
    }

    Optional<List<?>> list(String name) {
        return members.get(name) instanceof List<?> list ? Optional.of(list) : Optional.empty();
    }

    Optional<List<String>> texts(String name) {
        return list(name).map(list -> list.stream().map(String::valueOf).toList());
    }

    Optional<SchemaFacts> object(String name) {
        return members.get(name) instanceof SchemaFacts facts ? Optional.of(facts) : Optional.empty();
    }

    /** All members that are objects. */
    Map<String, SchemaFacts> objects() {
        Map<String, SchemaFacts> objects = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value instanceof SchemaFacts facts) {
                objects.put(name, facts);
            }
        });
        return objects;
    }
}
