package io.github.proxmoxtools.tools.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes two answers about the same thing comparable: figures that change by themselves are left out, fields are sorted, and
 * {@code "512"} is {@code 512}.
 */
public final class Settled {
    private static final Set<String> MOVING = Set.of("used", "avail", "available", "total", "free", "used_fraction",
            "cpu", "mem", "memhost", "disk", "memory", "swap", "rootfs", "ksm", "loadavg", "wait", "idle", "netin",
            "netout", "diskread", "diskwrite", "nics", "blockstat", "ballooninfo", "uptime", "time", "localtime",
            "timestamp", "cputime", "mhz", "freemem", "balloon");

    /** What is in them was set by somebody, whatever its name: {@code memory} is a figure elsewhere only. */
    private static final Set<String> SETTINGS = Set.of("config", "pending", "differences");

    private Settled() {}

    /**
     * Makes an answer comparable.
     *
     * @param value what the server said
     * @return the same without what moves, or null for nothing
     */
    public static @Nullable Object of(@Nullable Object value) {
        return of(value, false);
    }

    private static @Nullable Object of(@Nullable Object value, boolean keepsAll) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> fields(map, keepsAll);
            case List<?> list -> elements(list, keepsAll);
            case Boolean flag -> flag ? "1" : "0";
            default -> value.toString();
        };
    }

    static boolean moves(String field) {
        return MOVING.contains(field) || field.startsWith("pressure");
    }

    private static Map<String, @Nullable Object> fields(Map<?, ?> map, boolean keepsAll) {
        Map<String, @Nullable Object> fields = new TreeMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (keepsAll || !moves(name)) {
                fields.put(name, of(value, keepsAll || SETTINGS.contains(name)));
            }
        });
        return fields;
    }

    private static List<@Nullable Object> elements(List<?> list, boolean keepsAll) {
        List<@Nullable Object> elements = new ArrayList<>();
        list.forEach(element -> elements.add(of(element, keepsAll)));
        return elements;
    }
}
