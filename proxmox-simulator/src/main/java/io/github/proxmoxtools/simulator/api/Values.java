package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiKind;
import io.github.proxmoxtools.client.index.ApiParameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Parameters as configuration files keep them: numbers as numbers, lists as lists. */
final class Values {
    private static final Set<String> ABOUT_THE_CALL = Set.of("digest", "delete", "node");

    private Values() {}

    static Object of(Call call, String name) {
        ApiKind kind = call.method().parameter(name).map(ApiParameter::valueType).map(type -> type.kind())
                .orElse(ApiKind.TEXT);
        List<String> given = call.params().all().getOrDefault(name, List.of());
        return switch (kind) {
            case BOOLEAN, INTEGER -> Long.parseLong(given.getFirst().strip());
            case NUMBER -> number(given.getFirst());
            case LIST -> List.copyOf(given);
            default -> String.join(",", given);
        };
    }

    /** All that is to be kept: what names the object or only steers the call is left out. */
    static Map<String, Object> all(Call call, Set<String> except) {
        Map<String, Object> values = new TreeMap<>();
        call.params().all().keySet().stream().filter(name -> !ABOUT_THE_CALL.contains(name) && !except.contains(name))
                .forEach(name -> values.put(name, of(call, name)));
        return values;
    }

    private static Object number(String text) {
        var number = new BigDecimal(text.strip());
        return number.stripTrailingZeros().scale() <= 0 ? (Object) number.longValue() : number;
    }
}
