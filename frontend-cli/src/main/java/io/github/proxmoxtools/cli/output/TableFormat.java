package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.cli.text.Paint;
import io.github.proxmoxtools.cli.text.Table;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Unit;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables for people: lists by column, objects by field, tasks in a line or two. */
public final class TableFormat implements ResultFormat {
    @Override
    public String write(ToolResult result, Look look) {
        HumanUnits units = new HumanUnits(ZoneId::systemDefault);
        return switch (result.content()) {
            case ToolResult.Listing listing -> list(result.tool().outcome(), listing.items(), look, units);
            case ToolResult.Task task -> task(result, task, look.paint());
            case ToolResult.Value value -> value(result, value.value(), look, units);
        };
    }

    private static String list(Outcome outcome, List<Map<String, @Nullable Object>> rows, Look look,
            HumanUnits units) {
        if (rows.isEmpty()) {
            return "";
        }
        List<String> names = Columns.names(outcome, rows, look);
        Table table = new Table(look.header() ? names : List.of(), names.size()).within(look.room(), names)
                .painted(look.paint(), (row, column, text) -> look.paint().field(names.get(column), text));
        for (int i = 0; i < names.size(); i++) {
            if (isNumeric(names.get(i), rows)) {
                table.alignRight(i);
            }
        }
        for (Map<String, @Nullable Object> row : rows) {
            List<String> cells = new ArrayList<>(names.size());
            for (String name : names) {
                cells.add(units.show(row.get(name), Columns.unit(outcome, name)));
            }
            table.row(cells);
        }
        return table.text();
    }

    private static boolean isNumeric(String name, List<Map<String, @Nullable Object>> rows) {
        boolean some = false;
        for (Map<String, @Nullable Object> row : rows) {
            Object value = row.get(name);
            if (value != null && !HumanUnits.isNumber(value)) {
                return false;
            }
            some |= value != null;
        }
        return some;
    }

    private static String value(ToolResult result, @Nullable Object value, Look look, HumanUnits units) {
        Tool tool = result.tool();
        return switch (value) {
            case null -> tool.safety() == Safety.READ ? "" : heading(result) + ": done\n";
            case Map<?, ?> map -> fields(tool.outcome(), map, look.paint(), units);
            case List<?> list when isRows(list) -> list(tool.outcome(), rows(list), look, units);
            case List<?> list -> {
                StringBuilder lines = new StringBuilder();
                list.forEach(element -> lines.append(units.show(element, Unit.PLAIN)).append('\n'));
                yield lines.toString();
            }
            case String text -> CellText.cleanLines(text) + "\n";
            default -> units.show(value, Unit.PLAIN) + "\n";
        };
    }

    private static boolean isRows(List<?> list) {
        return !list.isEmpty() && list.stream().allMatch(Map.class::isInstance);
    }

    private static List<Map<String, @Nullable Object>> rows(List<?> list) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(list.size());
        for (Object element : list) {
            rows.add(Data.of(element).fields());
        }
        return rows;
    }

    private static String fields(Outcome outcome, Map<?, ?> map, Paint paint, HumanUnits units) {
        Table table = new Table(List.of(), 2).painted(paint, (row, column, text) -> column == 0
                ? paint.heading(text)
                : paint.field(row.getFirst(), text));
        flatten("", map, outcome, units, table);
        return table.text();
    }

    private static void flatten(String prefix, Map<?, ?> map, Outcome outcome, HumanUnits units, Table table) {
        map.forEach((key, value) -> {
            String name = prefix + CellText.clean(String.valueOf(key));
            if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                flatten(name + ".", inner, outcome, units, table);
            } else if (value instanceof List<?> list && isRows(list)) {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof Map<?, ?> inner) {
                        flatten(name + "[" + i + "].", inner, outcome, units, table);
                    }
                }
            } else {
                Unit whole = Columns.unit(outcome, name);
                Unit last = whole == Unit.PLAIN ? Columns.unit(outcome, String.valueOf(key)) : whole;
                table.row(List.of(name, units.show(value, last)));
            }
        });
    }

    private static String task(ToolResult result, ToolResult.Task task, Paint paint) {
        StringBuilder text = new StringBuilder(heading(result)).append(": ");
        Map<String, @Nullable Object> facts = task.facts();
        if (task.finished()) {
            Object status = facts.get("exitstatus");
            text.append(status == null ? "done" : paint.status(CellText.clean(status.toString())));
            if (facts.get("seconds") instanceof Number seconds) {
                text.append(" after ").append(HumanUnits.seconds(seconds.longValue()));
            }
        } else {
            text.append("not finished yet");
        }
        text.append('\n');
        if (facts.get("upid") instanceof String upid) {
            text.append(CellText.clean(upid)).append('\n');
        }
        return text.toString();
    }

    private static String heading(ToolResult result) {
        return result.tool().title() + result.target().map(guest -> ", " + CellText.clean(guest.toString())).orElse("");
    }
}
