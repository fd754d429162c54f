package io.github.proxmoxtools.cli.top;

import io.github.proxmoxtools.tools.spi.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a node or guest uses.
 *
 * @param row the server's row
 * @param rates what it moves; of nodes the server does not say it
 */
record Load(Data row, Rates rates) {
    private static final String NODE = "node";
    private static final List<String> FIGURES = List.of("cpu", "maxcpu", "mem", "maxmem", "disk", "maxdisk", "uptime");

    boolean isNode() {
        return text("type").equals(NODE);
    }

    boolean isGuest() {
        return text("type").equals("qemu") || text("type").equals("lxc");
    }

    boolean isRunning() {
        return text("status").equals("running");
    }

    String text(String field) {
        return row.at(field).text().orElse("");
    }

    String name() {
        return isNode() ? text(NODE) : text("name");
    }

    double number(String field) {
        return row.at(field).raw() instanceof Number number ? number.doubleValue() : 0;
    }

    OptionalDouble share(String used, String all) {
        return number(all) > 0 ? OptionalDouble.of(number(used) / number(all)) : OptionalDouble.empty();
    }

    /** Gives raw figures: shares of 1, bytes, seconds, bytes per second. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("type", text("type"));
        if (isGuest()) {
            map.put("vmid", row.at("vmid").raw());
            map.put("name", text("name"));
        }
        map.put(NODE, text(NODE));
        map.put("status", text("status"));
        FIGURES.forEach(field -> map.put(field, row.at(field).raw()));
        if (isGuest()) {
            rates.putInto(map);
        }
        return map;
    }
}
