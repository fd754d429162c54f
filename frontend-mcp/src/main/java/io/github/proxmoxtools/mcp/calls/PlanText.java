package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts a plan into words for the person who has to say yes or no. */
final class PlanText {
    private PlanText() {}

    static String of(Plan plan, Attempt attempt) {
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(attempt.tool().title()) + " (" + plan.tool() + ")");
        if (!attempt.cluster().isEmpty()) {
            lines.add("Cluster: " + Printable.of(attempt.cluster()));
        }
        plan.target().ifPresent(guest -> lines.add("Target: " + describe(guest)));
        plan.facts().forEach((name, value) -> lines.add(Printable.of(name) + ": " + describe(value)));
        lines.add(plan.writes().isEmpty() ? "It sends nothing that changes anything." : "It sends:");
        plan.writes().forEach(call -> describe(call, lines));
        plan.notes().forEach(note -> lines.add(Printable.of(note)));
        lines.add("Class: " + plan.safety().name().toLowerCase(Locale.ROOT) + ". Shall it be done?");
        return String.join("\n", lines);
    }

    private static String describe(GuestAddress guest) {
        String name = guest.name().isEmpty() ? "" : " '" + Printable.of(guest.name()) + "'";
        return guest.kind().apiName() + " " + guest.vmid() + name + " on node " + Printable.of(guest.node());
    }

    private static String describe(@Nullable Object fact) {
        return Printable.of(fact instanceof String text ? text : JsonText.compact(fact));
    }

    /** A line for each parameter: in one bounded line, a long harmless value could hide a dangerous one. */
    private static void describe(Plan.PlannedCall call, List<String> lines) {
        if (!call.title().isEmpty()) {
            lines.add("  " + Printable.of(call.title()));
        }
        lines.add("  " + call.method() + " " + Printable.of(call.path()));
        call.parameters().forEach((name, value) -> lines.add("    " + Printable.of(name) + " = " + describe(value)));
    }
}
