package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a plan into words for the person who has to say yes or no. */
final class PlanText {
    /** The target's line has the name; the digest guards the answer and tells nobody anything. */
    private static final Set<String> SAID_OTHERWISE = Set.of("name", "digest");
    private static final Set<String> SIZES = Set.of("maxmem", "maxdisk");
    private static final int MOST_PARTS = 20;
    private static final double GIBIBYTE = 1L << 30;

    private PlanText() {}

    static String of(Plan plan, Attempt attempt) {
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(attempt.tool().title()) + " (" + plan.tool() + ")");
        if (!attempt.cluster().isEmpty()) {
            lines.add("Cluster: " + Printable.of(attempt.cluster()));
        }
        plan.target().ifPresent(guest -> lines.add("Target: " + describe(guest)));
        plan.facts().forEach((name, value) -> {
            if (!SAID_OTHERWISE.contains(name)) {
                describe(name, value, lines);
            }
        });
        lines.add(plan.writes().isEmpty() ? "It sends nothing that changes anything." : "It sends:");
        plan.writes().forEach(call -> describe(call, lines));
        describe(plan.changes(), lines);
        plan.missing().filter(missing -> !missing.isEmpty()).ifPresent(missing -> {
            lines.add("As far as can be told, this login lacks:");
            missing.forEach(privilege -> lines.add("  " + Printable.of(privilege)));
        });
        plan.notes().forEach(note -> lines.add(Printable.of(note)));
        lines.add("Class: " + plan.safety().name().toLowerCase(Locale.ROOT) + ". Shall it be done?");
        return String.join("\n", lines);
    }

    private static String describe(GuestAddress guest) {
        String name = guest.name().isEmpty() ? "" : " '" + Printable.of(guest.name()) + "'";
        return guest.kind().apiName() + " " + guest.vmid() + name + " on node " + Printable.of(guest.node());
    }

    /** A line for each part: in one bounded line, a long harmless one could hide the one that matters. */
    private static void describe(String name, @Nullable Object value, List<String> lines) {
        String label = Printable.of(name.replace('_', ' ')) + ":";
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            lines.add(label);
            map.entrySet().stream().limit(MOST_PARTS).forEach(part -> lines.add("  " + Printable.of(part.getKey())
                    + " = " + Printable.of(inWords(String.valueOf(part.getKey()), part.getValue()))));
            if (map.size() > MOST_PARTS) {
                lines.add("  and " + (map.size() - MOST_PARTS) + " more");
            }
        } else {
            lines.add(label + " " + Printable.of(inWords(name, value)));
        }
    }

    private static String inWords(String name, @Nullable Object value) {
        if (value instanceof Number number) {
            return SIZES.contains(name)
                    ? String.format(Locale.ROOT, "%.1f GiB", number.doubleValue() / GIBIBYTE)
                    : name.equals("uptime") ? duration(Duration.ofSeconds(number.longValue())) : number.toString();
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "none"
                    : list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return value instanceof Map<?, ?> map && map.isEmpty() ? "none" : String.valueOf(value);
    }

    private static String duration(Duration time) {
        return time.toDays() > 0
                ? time.toDays() + " d " + time.toHoursPart() + " h"
                : time.toHours() > 0
                        ? time.toHours() + " h " + time.toMinutesPart() + " min"
                        : time.toMinutes() + " min";
    }

    /** A line for each element, and no silent end: whatever was left out could be the dangerous part. */
    private static void describe(Plan.PlannedCall call, List<String> lines) {
        if (!call.title().isEmpty()) {
            lines.add("  " + Printable.of(call.title()));
        }
        lines.add("  " + call.method() + " " + Printable.whole(call.path()));
        call.parameters().forEach((name, value) -> {
            String label = "    " + Printable.whole(name) + " = ";
            List<?> elements = value instanceof List<?> list ? list : List.of(value);
            elements.forEach(element -> lines.add(label + Printable.whole(textOf(element))));
        });
    }

    /** The calls have what is wanted, in full; this says what it replaces. */
    private static void describe(List<Plan.Change> changes, List<String> lines) {
        if (!changes.isEmpty()) {
            lines.add("It changes:");
        }
        changes.forEach(change -> lines.add("  " + Printable.of(change.field()) + ": " + valueOf(change.current())
                + " -> " + valueOf(change.wanted())
                + (change.waits() ? " (waiting for the next start: " + valueOf(change.pending()) + ")" : "")));
    }

    private static String valueOf(@Nullable String value) {
        return value == null ? "(not set)" : Printable.of(value);
    }

    private static String textOf(@Nullable Object value) {
        return value instanceof String text ? text : JsonText.compact(value);
    }
}
