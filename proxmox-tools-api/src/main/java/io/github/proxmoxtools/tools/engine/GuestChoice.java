package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses guests by what the cluster's list says of them. */
final class GuestChoice {
    private static final String FILTER = "filter";
    private static final String TEMPLATE = "template";
    /** What a guest may have: that none has it now makes no term wrong. */
    private static final Set<String> FIELDS = Set.of("vmid", "name", "node", "type", "status", "tags", "pool", "lock",
            "hastate", TEMPLATE, "cpu", "maxcpu", "mem", "maxmem", "disk", "maxdisk", "uptime");

    private static final Map<String, Unit> UNITS = Map.of("cpu", Unit.FRACTION, "mem", Unit.BYTES, "maxmem", Unit.BYTES,
            "disk", Unit.BYTES, "maxdisk", Unit.BYTES, "uptime", Unit.SECONDS, TEMPLATE, Unit.FLAG);

    private final Calls calls;
    private final GuestKind kind;

    GuestChoice(Calls calls, GuestKind kind) {
        this.calls = calls;
        this.kind = kind;
    }

    /** Takes the guests that a filter lets through; templates only where it speaks of them. */
    List<GuestAddress> where(String text) {
        Filter parsed = text.isBlank() ? Filter.ALL : understood(() -> Filter.parse(text).measuredIn(UNITS));
        List<Map<String, @Nullable Object>> rows = rows();
        refuseUnknownFields(parsed, rows);
        Filter filter = understood(() -> parsed.fitting(rows));
        boolean templates = filter.terms().stream().anyMatch(term -> term.field().equals(TEMPLATE));
        return rows.stream().filter(filter::lets)
                .filter(row -> templates || !Data.of(row).at(TEMPLATE).flag())
                .flatMap(row -> GuestFinder.address(Data.of(row)).stream())
                .sorted(Comparator.comparingLong(GuestAddress::vmid)).toList();
    }

    private static Filter understood(Supplier<Filter> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw InvalidCall.argument(FILTER, String.valueOf(e.getMessage()));
        }
    }

    private List<Map<String, @Nullable Object>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        Data.of(calls.send(Survey.get("/cluster/resources", Parameter.of("type", "vm"))).data()).items().stream()
                .filter(row -> ClusterFacts.text(row, "type").equals(kind.apiName()))
                .forEach(row -> rows.add(row.fields()));
        return rows;
    }

    /** A misspelt field would choose nothing, or with != everything. */
    private static void refuseUnknownFields(Filter filter, List<Map<String, @Nullable Object>> rows) {
        Set<String> known = new TreeSet<>(FIELDS);
        rows.forEach(row -> known.addAll(row.keySet()));
        for (Filter.Term term : filter.terms()) {
            if (!known.contains(term.field())) {
                throw InvalidCall.argument(FILTER, "no guest has the field '" + term.field() + "'"
                        + Suggestions.asClause(term.field(), known) + " Fields: " + String.join(", ", known));
            }
        }
    }
}
