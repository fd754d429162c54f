package io.github.proxmoxtools.cli.watch;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the field that tells the rows of a list apart. */
final class RowKey {
    private static final List<String> USUAL = List.of("upid", "vmid", "id", "name");

    private RowKey() {}

    /** Takes the first that every row has and no two rows share, of the usual ones, the tool's columns, and the fields. */
    static Optional<String> of(Tool tool, List<Map<String, @Nullable Object>> before,
            List<Map<String, @Nullable Object>> now) {
        List<String> candidates = new ArrayList<>(USUAL);
        tool.outcome().columns().stream().map(Column::name).limit(1).forEach(candidates::add);
        now.stream().findFirst().ifPresent(row -> row.keySet().stream().limit(1).forEach(candidates::add));
        return candidates.stream().filter(name -> isKey(name, before) && isKey(name, now)).findFirst();
    }

    private static boolean isKey(String name, List<Map<String, @Nullable Object>> rows) {
        Set<String> seen = new HashSet<>();
        return rows.stream().allMatch(row -> row.get(name) != null && seen.add(String.valueOf(row.get(name))));
    }
}
