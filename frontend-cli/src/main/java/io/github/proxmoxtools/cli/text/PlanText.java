package io.github.proxmoxtools.cli.text;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.spi.Unit;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan for people. */
public final class PlanText {
    private static final int LONGEST = 160;

    private static final Pattern ONE_WORD = Pattern.compile("[^\\s\"\\\\]+");
    private static final int MARGIN = 9;
    private static final HumanUnits UNITS = new HumanUnits(ZoneId::systemDefault);
    private static final Map<String, Unit> FIGURES = Map.of("maxmem", Unit.BYTES, "maxdisk", Unit.BYTES, "uptime",
            Unit.SECONDS);

    private final StringBuilder lines = new StringBuilder();
    private final Paint paint;

    private PlanText(Paint paint) {
        this.paint = paint;
    }

    public static String of(Plan plan) {
        return of(plan, Paint.PLAIN);
    }

    public static String of(Plan plan, Paint paint) {
        PlanText text = new PlanText(paint);
        text.part("Tool", List.of(plan.tool() + " (" + plan.safety().name().toLowerCase(Locale.ROOT) + ")"));
        text.part("Target", target(plan));
        text.part("Reads", plan.reads().stream().map(PlanText::line).toList());
        text.part("Writes", plan.writes().stream().map(PlanText::line).toList());
        text.part("Changes", plan.changes().stream().map(PlanText::line).toList());
        text.part("Needs", plan.privileges());
        plan.missing().ifPresent(missing -> text.part("Login", missing.isEmpty()
                ? List.of("has these privileges")
                : missing.stream().map(privilege -> "lacks " + privilege).toList()));
        text.part("Notes", plan.notes());
        return text.lines.toString();
    }

    /** What is known of it stands below its name, or below nothing where it is no guest. */
    private static List<String> target(Plan plan) {
        List<String> lines = new ArrayList<>();
        plan.target().ifPresent(guest -> lines.add(guest.toString()));
        plan.facts().forEach((name, value) -> lines.add(name + ": "
                + UNITS.show(value, FIGURES.getOrDefault(name, Unit.PLAIN))));
        return lines;
    }

    private void part(String title, List<String> texts) {
        String margin = paint.heading(title + ":") + " ".repeat(MARGIN - title.length() - 1);
        for (String text : texts) {
            lines.append(margin).append(coloured(title, CellText.clean(text))).append('\n');
            margin = " ".repeat(MARGIN);
        }
    }

    private String coloured(String title, String text) {
        return title.equals("Login") && text.startsWith("lacks ") ? paint.error(text) : text;
    }

    public static String line(Plan.PlannedCall call) {
        return (call.title().isEmpty() ? "" : call.title() + ": ") + call.method() + " " + call.path()
                + call.parameters().entrySet().stream()
                        .map(parameter -> " " + parameter.getKey() + "=" + word(parameter.getValue()))
                        .collect(Collectors.joining());
    }

    /** A value that could be taken for two, or for none, stands in quotes. */
    private static String word(@Nullable Object value) {
        return value instanceof String text && ONE_WORD.matcher(text).matches() ? text : JsonText.compact(value);
    }

    private static String line(Plan.Change change) {
        return change.field() + ": " + value(change.current()) + " -> " + value(change.wanted())
                + (change.waits() ? " (waiting for the next start: " + value(change.pending()) + ")" : "");
    }

    private static String value(@Nullable String value) {
        return value == null ? "(not set)" : CellText.cut(CellText.clean(value), LONGEST);
    }
}
