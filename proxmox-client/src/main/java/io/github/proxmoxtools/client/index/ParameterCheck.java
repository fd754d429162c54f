package io.github.proxmoxtools.client.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges values as PVE::JSONSchema does, in the same order and in the same words.
 *
 * <p>No streams and no lambdas: this runs in each start of the command line, where their first use takes time.
 */
final class ParameterCheck {
    private static final String MISSING = "property is missing and it is not optional";
    private static final String UNKNOWN = "property is not defined in schema and the schema does not allow"
            + " additional properties";
    /** What browsers add against caches; the server drops it. */
    private static final String CACHE_BUSTER = "_dc";
    private final Map<String, String> problems = new LinkedHashMap<>();

    private ParameterCheck() {}

    static List<Problem> check(ApiMethod method, Map<String, List<String>> values) {
        ParameterCheck check = new ParameterCheck();
        for (String name : method.parameterNames()) {
            List<String> given = values.getOrDefault(name, List.of());
            if (!IndexedNames.isIndexed(name) && (!given.isEmpty() || method.requires(name))) {
                check.value(name, method.type(name), given);
            }
        }
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            check.named(method, entry.getKey(), entry.getValue(), values);
        }
        return check.result();
    }

    static List<Problem> check(String name, ApiType type, List<String> values) {
        ParameterCheck check = new ParameterCheck();
        check.value(name, type, values);
        return check.result();
    }

    /** Problems of the keys of a property string, as one text behind "format error"; empty if there are none. */
    static String checkProperties(String path, Map<String, ApiType> types, Map<String, String> values) {
        ParameterCheck check = new ParameterCheck();
        for (Map.Entry<String, ApiType> entry : types.entrySet()) {
            check.property(path, entry.getKey(), entry.getValue(), values);
        }
        for (String key : values.keySet()) {
            ApiType type = types.get(key);
            if (type == null) {
                check.add(path + "." + key, UNKNOWN);
            } else {
                check.required(path + ".", key, type, values.keySet());
            }
        }
        return check.asText();
    }

    private void property(String path, String key, ApiType type, Map<String, String> values) {
        String value = values.get(key);
        if (value == null && type.alias().isPresent()) {
            return;
        }
        value(path + "." + key, type, value == null ? List.of() : List.of(value));
    }

    private void named(ApiMethod method, String name, List<String> values, Map<String, List<String>> all) {
        Optional<ApiParameter> parameter = IndexedNames.isIndexed(name) ? Optional.empty() : method.parameter(name);
        if (parameter.isPresent()) {
            if (parameter.get().indexed()) {
                value(name, parameter.get().valueType(), values);
            }
            required("", name, parameter.get().valueType(), all.keySet());
        } else if (!name.equals(CACHE_BUSTER)) {
            add(name, UNKNOWN);
        }
    }

    private void required(String prefix, String name, ApiType type, Iterable<String> present) {
        if (type.requires().isEmpty()) {
            return;
        }
        String needed = type.requires().get();
        for (String other : present) {
            if (other.equals(needed)) {
                return;
            }
        }
        add(prefix + needed, "missing property - '" + prefix + name + "' requires this property");
    }

    private void value(String name, ApiType type, List<String> values) {
        if (values.isEmpty()) {
            if (!type.optional()) {
                add(name, MISSING);
            }
        } else if (type.kind() == ApiKind.LIST) {
            elements(name, type, values);
        } else if (values.size() == 1) {
            add(name, single(name, type, values.getFirst()));
        } else if (isListInText(type)) {
            add(name, single(name, type, String.join(",", values)));
        } else {
            add(name, "type check ('" + type.kind().schemaName() + "') failed - got ARRAY");
        }
    }

    private void elements(String name, ApiType type, List<String> values) {
        if (type.items().isEmpty()) {
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            String element = name + "[" + i + "]";
            add(element, single(element, type.items().get(), values.get(i)));
        }
    }

    private static boolean isListInText(ApiType type) {
        return type.kind() == ApiKind.TEXT && type.format().isPresent() && type.format().get().endsWith("-list");
    }

    private static @Nullable String single(String path, ApiType type, String value) {
        if (!hasKind(type.kind(), value)) {
            return "type check ('" + type.kind().schemaName() + "') failed - got '" + value + "'";
        }
        String format = formatProblem(path, type, value);
        if (format != null) {
            return "invalid format - " + format;
        }
        if (type.pattern().isPresent() && !PerlPattern.matches(type.pattern().get(), value)) {
            return "value does not match the regex pattern";
        }
        String limit = lengthProblem(type, value);
        limit = limit == null ? rangeProblem(type, value) : limit;
        return limit == null ? choiceProblem(type, value) : limit;
    }

    private static boolean hasKind(ApiKind kind, String value) {
        return switch (kind) {
            case BOOLEAN -> value.equals("1") || value.equals("0");
            case INTEGER -> ValueTexts.isInteger(value);
            case NUMBER -> ValueTexts.isNumber(value);
            case ANY, TEXT, LIST, OBJECT, NOTHING -> true;
        };
    }

    private static @Nullable String formatProblem(String path, ApiType type, String value) {
        if (type.isPropertyString()) {
            return PropertyStrings.problem(path, type.propertyString(), value);
        }
        return type.format().isPresent() ? Formats.problem(type.format().get(), path, value) : null;
    }

    private static @Nullable String lengthProblem(ApiType type, String value) {
        int length = value.codePointCount(0, value.length());
        if (type.maxLength().isPresent() && length > type.maxLength().getAsInt()) {
            return "value may only be " + type.maxLength().getAsInt() + " characters long";
        }
        if (type.minLength().isPresent() && length < type.minLength().getAsInt()) {
            return "value must be at least " + type.minLength().getAsInt() + " characters long";
        }
        return null;
    }

    private static @Nullable String rangeProblem(ApiType type, String value) {
        boolean limited = type.minimum().isPresent() || type.maximum().isPresent();
        if (!limited || !ValueTexts.isNumber(value)) {
            return null;
        }
        double number = Double.parseDouble(value);
        if (type.maximum().isPresent() && number > type.maximum().getAsDouble()) {
            return "value must have a maximum value of " + type.maximumText();
        }
        if (type.minimum().isPresent() && number < type.minimum().getAsDouble()) {
            return "value must have a minimum value of " + type.minimumText();
        }
        return null;
    }

    private static @Nullable String choiceProblem(ApiType type, String value) {
        if (type.choices().isEmpty() || type.choices().contains(value)) {
            return null;
        }
        return "value '" + value + "' does not have a value in the enumeration '" + String.join(", ", type.choices())
                + "'";
    }

    /** Two problems of one parameter are joined with a backslash and an n, as the server does. */
    private void add(String name, @Nullable String problem) {
        if (problem != null) {
            String before = problems.get(name);
            problems.put(name, before == null ? problem : before + "\\n" + problem);
        }
    }

    private List<Problem> result() {
        List<Problem> result = new ArrayList<>(problems.size());
        for (Map.Entry<String, String> entry : problems.entrySet()) {
            result.add(new Problem(entry.getKey(), entry.getValue()));
        }
        return List.copyOf(result);
    }

    private String asText() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : new TreeMap<>(problems).entrySet()) {
            text.append(entry.getKey()).append(": ").append(entry.getValue()).append('\n');
        }
        return text.toString();
    }
}
