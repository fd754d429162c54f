package io.github.proxmoxtools.cli.text;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.Plan;
import java.util.List;
import java.util.Locale;

/** A plan for people. */
public final class PlanText {
    private PlanText() {}

    public static String of(Plan plan) {
        StringBuilder text = new StringBuilder();
        text.append("Tool:   ").append(plan.tool()).append(" (")
                .append(plan.safety().name().toLowerCase(Locale.ROOT)).append(")\n");
        plan.target().ifPresent(guest -> text.append("Target: ").append(CellText.clean(guest.toString())).append('\n'));
        plan.facts().forEach((name, value) -> text.append("        ").append(name).append(": ")
                .append(CellText.clean(String.valueOf(value))).append('\n'));
        calls(text, "Reads:  ", plan.reads());
        calls(text, "Writes: ", plan.writes());
        list(text, "Needs:  ", plan.privileges());
        list(text, "Notes:  ", plan.notes());
        return text.toString();
    }

    private static void calls(StringBuilder text, String title, List<Plan.PlannedCall> calls) {
        list(text, title, calls.stream().map(PlanText::line).toList());
    }

    public static String line(Plan.PlannedCall call) {
        return (call.title().isEmpty() ? "" : call.title() + ": ") + call.method() + " " + call.path()
                + (call.parameters().isEmpty() ? "" : " " + JsonText.compact(call.parameters()));
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        String margin = title;
        for (String line : lines) {
            text.append(margin).append(CellText.clean(line)).append('\n');
            margin = " ".repeat(title.length());
        }
    }
}
