package io.github.proxmoxtools.client.index;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges values as PVE::JSONSchema does, and says it in the same words. */
final class ParameterCheck {
    private ParameterCheck() {}

    static List<Problem> check(ApiMethod method, Map<String, List<String>> values) {
        Map<String, String> problems = new LinkedHashMap<>();
        return toList(problems);
    }

    static List<Problem> check(String name, ApiType type, List<String> values) {
        return List.of();
    }

    private static List<Problem> toList(Map<String, String> problems) {
        return problems.entrySet().stream().map(entry -> new Problem(entry.getKey(), entry.getValue())).toList();
    }
}
