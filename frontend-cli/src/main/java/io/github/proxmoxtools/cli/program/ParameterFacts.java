package io.github.proxmoxtools.cli.program;

import io.github.proxmoxtools.client.index.ApiParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is known of a parameter.
 *
 * @param parameter its schema
 * @param ofPath whether it stands in the path
 * @param versions which versions of the API have it; empty for all that have the method
 */
record ParameterFacts(ApiParameter parameter, boolean ofPath, List<String> versions) {
    List<String> cells() {
        return List.of(parameter.name(), parameter.optional() ? "no" : "yes", value(), String.join(" ", versions));
    }

    /** Says in words what it takes. */
    String sentence() {
        return value() + (ofPath ? ". In the path." : parameter.optional() ? "." : ". Required.")
                + (versions.isEmpty() ? "" : " Only in " + String.join(", ", versions) + ".");
    }

    private String value() {
        List<String> parts = new ArrayList<>();
        parts.add(parameter.choices().isEmpty()
                ? parameter.type().schemaName()
                : String.join(" | ", parameter.choices()));
        parameter.format().ifPresent(format -> parts.add("format " + format));
        String range = range();
        if (!range.isEmpty()) {
            parts.add(range);
        }
        parameter.minLength().ifPresent(length -> parts.add("at least " + length + " characters"));
        parameter.maxLength().ifPresent(length -> parts.add("at most " + length + " characters"));
        parameter.pattern().ifPresent(pattern -> parts.add("matching " + pattern));
        if (!parameter.properties().isEmpty()) {
            parts.add("with the keys " + String.join(" ", parameter.properties().keySet()));
        }
        parameter.lastIndex().ifPresent(last -> parts.add("n up to " + last));
        parameter.requires().ifPresent(other -> parts.add("needs " + other));
        parameter.defaultValue().ifPresent(value -> parts.add("default " + value));
        return String.join(", ", parts);
    }

    private String range() {
        OptionalDouble least = parameter.minimum();
        OptionalDouble most = parameter.maximum();
        if (least.isPresent() && most.isPresent()) {
            return number(least) + " to " + number(most);
        }
        return least.isPresent() ? "at least " + number(least) : most.isPresent() ? "at most " + number(most) : "";
    }

    private static String number(OptionalDouble value) {
        double number = value.orElseThrow();
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", parameter.name());
        map.put("type", parameter.type().schemaName());
        map.put("required", !parameter.optional());
        map.put("inPath", ofPath);
        parameter.format().ifPresent(format -> map.put("format", format));
        parameter.minimum().ifPresent(value -> map.put("minimum", value));
        parameter.maximum().ifPresent(value -> map.put("maximum", value));
        parameter.minLength().ifPresent(value -> map.put("minLength", value));
        parameter.maxLength().ifPresent(value -> map.put("maxLength", value));
        parameter.pattern().ifPresent(value -> map.put("pattern", value));
        parameter.defaultValue().ifPresent(value -> map.put("default", value));
        parameter.requires().ifPresent(value -> map.put("requires", value));
        if (!parameter.choices().isEmpty()) {
            map.put("choices", parameter.choices());
        }
        if (!parameter.properties().isEmpty()) {
            map.put("keys", List.copyOf(parameter.properties().keySet()));
        }
        if (!versions.isEmpty()) {
            map.put("versions", versions);
        }
        return map;
    }
}
