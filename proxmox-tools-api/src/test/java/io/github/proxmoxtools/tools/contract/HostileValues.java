package io.github.proxmoxtools.tools.contract;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values that a parameter must refuse. */
final class HostileValues {
    private static final List<Object> IN_A_PATH = List.of("../access", "..", "%2e%2e", "a/../b", "a\nb", "a\u0000b",
            "https://elsewhere.example/", "a?b", "a#b", "", "a".repeat(1_001));

    private HostileValues() {}

    static List<Object> of(Tool tool, Param<?> param) {
        List<Object> values = new ArrayList<>(mistyped(param));
        // A list is no part of a path: a script puts its elements there one by one, and refuses them itself.
        if (placeholders(tool).contains(param.apiName()) && !(param.type() instanceof ParamType.TextList)) {
            values.addAll(IN_A_PATH);
        }
        return values;
    }

    private static Set<String> placeholders(Tool tool) {
        Set<String> names = new LinkedHashSet<>();
        tool.action().endpoints().stream().map(Endpoint::placeholders).forEach(names::addAll);
        return names;
    }

    private static List<Object> mistyped(Param<?> param) {
        return switch (param.type()) {
            case ParamType.Text text -> {
                List<Object> values = new ArrayList<>(List.of(true, List.of("a"), Map.of("a", "b"), "\u0000"));
                text.maxLength().ifPresent(max -> values.add("a".repeat((int) max + 1)));
                text.pattern().ifPresent(pattern -> values.add("\u0007 not like it \u0007"));
                yield values;
            }
            case ParamType.Guest guest -> List.of(true, List.of(100), 99, "99", 1_000_000_000, -1, "100.5", "web_01!",
                    "../100");
            case ParamType.Whole whole -> {
                List<Object> values = new ArrayList<>(List.of("many", 1.5, true, List.of(1), Map.of()));
                whole.minimum().ifPresent(minimum -> values.add(minimum - 1));
                whole.maximum().ifPresent(maximum -> values.add(maximum + 1));
                yield values;
            }
            case ParamType.Decimal decimal -> List.of("many", true, List.of(1), "NaN");
            case ParamType.Flag flag -> List.of("maybe", 2, List.of(true), Map.of());
            case ParamType.Choice choice -> List.of("none of them", true, List.of());
            case ParamType.TextList list -> List.of(true, Map.of(), List.of(Map.of()));
            case ParamType.Mapping mapping -> List.of("no object", 5, List.of());
            case ParamType.ObjectList list -> List.of("no list", 5, List.of(), List.of(5));
            case ParamType.PropertyString string -> List.of(true, List.of("a"), Map.of("a", "b"), "\u0000");
            case ParamType.LocalFile file -> List.of(true, "/does/not/exist");
        };
    }
}
