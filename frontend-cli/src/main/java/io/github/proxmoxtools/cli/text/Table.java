package io.github.proxmoxtools.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cells in aligned columns, as wide as a terminal shows them. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Starts a table.
     *
     * @param headings one per column; empty for a table without
     * @param columns how many columns there are
     */
    public Table(List<String> headings, int columns) {
        this.headings = List.copyOf(headings);
        this.right = new boolean[columns];
    }

    public void alignRight(int column) {
        right[column] = true;
    }

    public void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    public String text() {
        List<List<String>> lines = new ArrayList<>(rows.size() + 1);
        if (!headings.isEmpty()) {
            List<String> upper = new ArrayList<>(headings.size());
            headings.forEach(heading -> upper.add(CellText.clean(heading).toUpperCase(Locale.ROOT)));
            lines.add(upper);
        }
        lines.addAll(rows);
        int[] widths = widths(lines);
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> write(text, line, widths));
        return text.toString();
    }

    private int[] widths(List<List<String>> lines) {
        int[] widths = new int[right.length];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], CellText.width(line.get(i)));
            }
        }
        return widths;
    }

    private void write(StringBuilder text, List<String> line, int[] widths) {
        int start = text.length();
        for (int i = 0; i < widths.length; i++) {
            String cell = line.get(i);
            String padding = " ".repeat(widths[i] - CellText.width(cell));
            text.append(i == 0 ? "" : GAP).append(right[i] ? padding + cell : cell + padding);
        }
        int end = text.length();
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        text.append('\n');
    }
}
