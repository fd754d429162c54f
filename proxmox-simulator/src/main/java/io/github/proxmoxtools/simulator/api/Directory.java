package io.github.proxmoxtools.simulator.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The answers of endpoints that only name what is below them. */
final class Directory {
    private Directory() {}

    static List<Map<String, String>> of(String key, String... names) {
        return Arrays.stream(names).map(name -> Map.of(key, name)).toList();
    }
}
