package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Unit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns a list is shown with, and in which units. */
public final class Columns {
    /** Asks for every field. */
    public static final String ALL = "*";

    private Columns() {}

    /** Takes those asked for, else those the tool declares and the rows have, else all that the rows have. */
    public static List<String> names(Outcome outcome, List<Map<String, @Nullable Object>> rows,
            ResultFormat.Look look) {
        boolean all = look.columns().contains(ALL);
        if (!look.columns().isEmpty() && !all) {
            return look.columns();
        }
        Set<String> present = new LinkedHashSet<>();
        rows.forEach(row -> present.addAll(row.keySet()));
        if (all || !(outcome instanceof Outcome.Listing) || outcome.columns().isEmpty()) {
            return List.copyOf(present);
        }
        List<String> declared = new ArrayList<>();
        for (Column column : outcome.columns()) {
            if (rows.isEmpty() || present.contains(column.name())) {
                declared.add(column.name());
            }
        }
        return declared.isEmpty() ? List.copyOf(present) : declared;
    }

    public static Unit unit(Outcome outcome, String name) {
        for (Column column : outcome.columns()) {
            if (column.name().equals(name)) {
                return column.unit();
            }
        }
        return Unit.PLAIN;
    }
}
