package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.json.PerlJson;
import io.github.proxmoxtools.simulator.json.PerlJsonException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a call: repeated names have several values. */
final class Params {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, String> structured = new LinkedHashMap<>();
    private @Nullable ReceivedFile file;

    static Params ofForm(String encoded) {
        var params = new Params();
        params.addForm(encoded);
        return params;
    }

    static Params ofJson(byte[] text) throws PerlJsonException {
        var params = new Params();
        Object value = PerlJson.read(text);
        if (!(value instanceof Map<?, ?> map)) {
            throw new PerlJsonException(value instanceof List
                    ? "Not a HASH reference"
                    : "Can't use string (\"" + plain(value)
                            + "\") as a HASH ref while \"strict refs\" in use");
        }
        map.forEach((name, member) -> params.addJson(String.valueOf(name), member));
        return params;
    }

    /** Adds a query's parameters: they win over a body's. */
    void override(Params other) {
        values.putAll(other.values);
    }

    void put(String name, String value) {
        values.put(name, List.of(value));
    }

    /** Attaches what was uploaded. */
    void attach(ReceivedFile received) {
        file = received;
    }

    Optional<ReceivedFile> file() {
        return Optional.ofNullable(file);
    }

    void remove(String name) {
        values.remove(name);
    }

    Map<String, List<String>> all() {
        return Collections.unmodifiableMap(values);
    }

    /** What a JSON body nested where a plain value belongs, by the name that Perl has for it. */
    Map<String, String> structured() {
        return structured;
    }

    Map<String, String> firsts() {
        return values.entrySet().stream().filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().getFirst()));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(list -> !list.isEmpty()).map(List::getFirst);
    }

    String get(String name) {
        return find(name).orElseThrow(
                () -> ApiError.parameter(name, "property is missing and it is not optional"));
    }

    String text(String name) {
        return find(name).orElse("");
    }

    boolean flag(String name) {
        return find(name).filter("1"::equals).isPresent();
    }

    boolean flag(String name, boolean otherwise) {
        return find(name).map("1"::equals).orElse(otherwise);
    }

    long number(String name, long otherwise) {
        return find(name).map(text -> Long.parseLong(text.strip())).orElse(otherwise);
    }

    int vmid() {
        return (int) number("vmid", 0);
    }

    /** A list parameter: separated by commas, semicolons, spaces or zeros, or given several times. */
    List<String> list(String name) {
        return values.getOrDefault(name, List.of()).stream().flatMap(text -> Arrays.stream(text.split("[,;\\s\0]+")))
                .filter(item -> !item.isEmpty()).toList();
    }

    private void addForm(String encoded) {
        for (String pair : encoded.split("[&;]")) {
            if (!pair.isEmpty()) {
                // The server splits at every equals sign and keeps the first two parts.
                String[] parts = pair.split("=", -1);
                add(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
            }
        }
    }

    private void add(String name, String value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    void addJson(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            structured.put(name, "HASH");
        } else if (value instanceof List<?> list) {
            values.put(name, list.stream().map(Params::plain).toList());
        } else if (value != null) {
            values.put(name, List.of(plain(value)));
        }
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        // Perl prints 2.0 as 2.
        return value instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    private static String decode(String text) {
        return PerlEscapes.text(text.replace('+', ' '));
    }
}
