package io.github.proxmoxtools.cli.text;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.Plan;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A plan for people. */
public final class PlanText {
    private static final int LONGEST = 160;

    private PlanText() {}

    public static String of(Plan plan) {
        StringBuilder text = new StringBuilder();
        text.append("Tool:    ").append(plan.tool()).append(" (")
                .append(plan.safety().name().toLowerCase(Locale.ROOT)).append(")\n");
        plan.target().ifPresent(guest -> text.append("Target:  ").append(CellText.clean(guest.toString())).append('\n'));
        plan.facts().forEach((name, value) -> text.append("         ").append(name).append(": ")
                .append(CellText.clean(String.valueOf(value))).append('\n'));
        calls(text, "Reads:   ", plan.reads());
        calls(text, "Writes:  ", plan.writes());
        list(text, "Changes: ", plan.changes().stream().map(PlanText::line).toList());
        list(text, "Needs:   ", plan.privileges());
        plan.missing().ifPresent(missing -> list(text, "Login:   ", missing.isEmpty()
                ? List.of("has these privileges")
                : missing.stream().map(privilege -> "lacks " + privilege).toList()));
        list(text, "Notes:   ", plan.notes());
        return text.toString();
    }

    private static void calls(StringBuilder text, String title, List<Plan.PlannedCall> calls) {
        list(text, title, calls.stream().map(PlanText::line).toList());
    }

    public static String line(Plan.PlannedCall call) {
        return (call.title().isEmpty() ? "" : call.title() + ": ") + call.method() + " " + call.path()
                + (call.parameters().isEmpty() ? "" : " " + JsonText.compact(call.parameters()));
    }

    private static String line(Plan.Change change) {
        return change.field() + ": " + value(change.current()) + " -> " + value(change.wanted())
                + (change.waits() ? " (waiting for the next start: " + value(change.pending()) + ")" : "");
    }

    private static String value(@Nullable String value) {
        return value == null ? "(not set)" : CellText.cut(CellText.clean(value), LONGEST);
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        String margin = title;
        for (String line : lines) {
            text.append(margin).append(CellText.clean(line)).append('\n');
            margin = " ".repeat(title.length());
        }
    }
}
