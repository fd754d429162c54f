package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Paint;
import io.github.proxmoxtools.cli.text.Table;
import io.github.proxmoxtools.tools.engine.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of texts that are no result of a tool, in any format. */
public final class Rows {
    private Rows() {}

    /**
     * Writes rows.
     *
     * @param format how
     * @param headings of the columns, in lower case
     * @param rows each as long as the headings
     * @param header whether tables and CSV get a heading
     * @return the text for stdout
     */
    public static String text(OutputFormat format, List<String> headings, List<List<String>> rows, boolean header) {
        return text(format, headings, rows, header, Paint.PLAIN);
    }

    /**
     * Writes rows, tables in colours.
     *
     * @param format how
     * @param headings of the columns, in lower case
     * @param rows each as long as the headings
     * @param header whether tables and CSV get a heading
     * @param paint colours headings and what is called a status
     * @return the text for stdout
     */
    public static String text(OutputFormat format, List<String> headings, List<List<String>> rows, boolean header,
            Paint paint) {
        return switch (format) {
            case TABLE, WIDE -> table(header ? headings : List.of(), headings, rows, paint);
            case JSON -> JsonText.pretty(objects(headings, rows)) + "\n";
            case JSONL -> JsonLines.of(objects(headings, rows));
            case YAML -> YamlText.of(objects(headings, rows));
            case NAME -> names(rows);
            case CSV -> CsvFormat.text(headings, rows, header);
        };
    }

    private static String names(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(CellText.clean(row.getFirst())).append('\n'));
        return text.toString();
    }

    private static String table(List<String> shown, List<String> names, List<List<String>> rows, Paint paint) {
        Table table = new Table(shown, names.size())
                .painted(paint, (row, column, text) -> paint.field(names.get(column), text));
        rows.forEach(row -> table.row(row.stream().map(CellText::clean).toList()));
        return table.text();
    }

    private static List<Map<String, String>> objects(List<String> headings, List<List<String>> rows) {
        List<Map<String, String>> objects = new ArrayList<>();
        for (List<String> row : rows) {
            Map<String, String> object = new LinkedHashMap<>();
            for (int i = 0; i < headings.size(); i++) {
                object.put(headings.get(i), row.get(i));
            }
            objects.add(object);
        }
        return objects;
    }
}
