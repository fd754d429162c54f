package io.github.proxmoxtools.simulator.recorded;

import io.github.proxmoxtools.simulator.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a body is made of: which fields stand where, and of which JSON type each is.
 *
 * <p>A list is as long as the state makes it, so its elements count together: each field that any of them has. Names that
 * are data themselves, such as device names, count as one.
 */
final class Shape {
    private Shape() {}

    static Set<String> of(String body) throws IOException {
        Set<String> shape = new TreeSet<>();
        if (body.isEmpty()) {
            shape.add("nothing");
        } else if (body.startsWith("{")) {
            add(shape, "", Json.read(body));
        } else {
            shape.add("text");
        }
        return shape;
    }

    /** What a body says in words, by where it says it. */
    static Map<String, String> spoken(String body) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (body.startsWith("{") && Json.read(body) instanceof Map<?, ?> envelope) {
            collect(texts, envelope);
            if (envelope.get("data") instanceof Map<?, ?> data && data.containsKey("exitstatus")) {
                texts.put("exitstatus", String.valueOf(data.get("exitstatus")));
            }
        }
        return texts;
    }

    private static void collect(Map<String, String> texts, Map<?, ?> envelope) {
        if (envelope.get("message") instanceof String message) {
            texts.put("message", message);
        }
        if (envelope.get("errors") instanceof Map<?, ?> errors) {
            errors.forEach((name, text) -> texts.put("errors/" + name, String.valueOf(text)));
        }
    }

    private static void add(Set<String> shape, String path, @Nullable Object value) {
        switch (value) {
            case null -> shape.add(path + " null");
            case Map<?, ?> map -> {
                shape.add(path + " object");
                map.forEach((name, inner) -> add(shape, path + "/" + general(String.valueOf(name)), inner));
            }
            case List<?> list -> {
                shape.add(path + (list.isEmpty() ? " empty list" : " list"));
                list.forEach(inner -> add(shape, path + "/[]", inner));
            }
            case Number ignored -> shape.add(path + " number");
            case Boolean ignored -> shape.add(path + " boolean");
            default -> shape.add(path + " text");
        }
    }

    private static String general(String name) {
        return name.replaceFirst("^tap\\d+i", "tap*i");
    }
}
