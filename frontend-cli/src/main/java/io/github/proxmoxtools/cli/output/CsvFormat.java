package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Comma-separated values of RFC 4180 with raw units; an object is a single row. */
public final class CsvFormat implements ResultFormat {
    @Override
    public String write(ToolResult result, Look look) {
        List<Map<String, @Nullable Object>> rows = rows(result);
        return rows(Columns.names(result.tool().outcome(), rows, look), rows, look.header());
    }

    /**
     * Writes rows of raw values.
     *
     * @param names of the cells, in this order
     * @param rows what a row lacks is empty
     * @param header whether the names stand above
     * @return the text
     */
    public static String rows(List<String> names, List<Map<String, @Nullable Object>> rows, boolean header) {
        List<List<String>> lines = new ArrayList<>(rows.size());
        for (Map<String, @Nullable Object> row : rows) {
            List<String> cells = new ArrayList<>(names.size());
            names.forEach(name -> cells.add(cell(row.get(name))));
            lines.add(cells);
        }
        return text(names, lines, header);
    }

    public static String text(List<String> names, List<List<String>> lines, boolean header) {
        StringBuilder text = new StringBuilder();
        if (header) {
            line(text, names);
        }
        lines.forEach(cells -> line(text, cells));
        return text.toString();
    }

    private static List<Map<String, @Nullable Object>> rows(ToolResult result) {
        return switch (result.content()) {
            case ToolResult.Listing listing -> listing.items();
            case ToolResult.Task task -> List.of(task.facts());
            case ToolResult.Value value -> List.of(asRow(value.value()));
        };
    }

    private static Map<String, @Nullable Object> asRow(@Nullable Object value) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, element) -> row.put(String.valueOf(name), element));
        } else {
            row.put("data", value);
        }
        return row;
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map -> JsonText.compact(map);
            case List<?> list -> JsonText.compact(list);
            default -> CellText.cleanLines(value.toString());
        };
    }

    private static void line(StringBuilder text, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
        }
        text.append("\r\n");
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
