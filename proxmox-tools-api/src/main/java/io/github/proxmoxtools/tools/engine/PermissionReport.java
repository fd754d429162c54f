package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which tools this login may use. */
final class PermissionReport {
    private final Calls calls;
    private final Catalog catalog;

    PermissionReport(Calls calls, Catalog catalog) {
        this.calls = calls;
        this.catalog = catalog;
    }

    Map<String, @Nullable Object> permissions() {
        Data permissions = Data.of(calls.send(Survey.get("/access/permissions")).data());
        Map<String, List<Map<String, Object>>> areas = new TreeMap<>();
        List<Map<String, Object>> verdicts = new Verdicts(catalog, calls.version(), calls.client().login(),
                permissions).all();
        for (Map<String, Object> verdict : verdicts) {
            areas.computeIfAbsent(area(verdict), name -> new ArrayList<>()).add(verdict);
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("allowed", count(verdicts, true));
        facts.put("refused", count(verdicts, false));
        facts.put("areas", areas);
        facts.put("findings", permissions.fields().isEmpty()
                ? List.of(
                        "This login has no privilege at all. A token with privilege separation has only those that it "
                                + "was given itself.")
                : List.of());
        return facts;
    }

    /** Of some only the server knows; they count in neither. */
    private static int count(List<Map<String, Object>> verdicts, boolean allowed) {
        return (int) verdicts.stream().filter(verdict -> Boolean.valueOf(allowed).equals(verdict.get("allowed")))
                .count();
    }

    private String area(Map<String, Object> verdict) {
        return catalog.entry(String.valueOf(verdict.get("tool")))
                .map(entry -> entry.toolset() + "." + entry.area().name()).orElse("");
    }
}
