package io.github.proxmoxtools.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Cells in aligned columns, as wide as a terminal shows them. */
public final class Table {
    private static final String GAP = "  ";

    /** A column is not cut to less, so that what is left of a text still tells something. */
    private static final int LEAST = 16;
    /** Where no column may be left out, it is at least this. */
    private static final int LEAST_OF_ALL = 4;

    private final List<String> headings;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();
    private Paint paint = Paint.PLAIN;
    private Painter painter = (row, column, text) -> text;
    private Room room = Room.unlimited();
    private List<String> names = List.of();

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

    /** Colours cells; what is aligned and cut is the text without. */
    @FunctionalInterface
    public interface Painter {
        /**
         * Colours a cell.
         *
         * @param row the cells of its row
         * @param column where it stands
         * @param text what is shown of it
         * @return the same text, with colours
         */
        String paint(List<String> row, int column, String text);
    }

    public void alignRight(int column) {
        right[column] = true;
    }

    public void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** Makes headings bold, and cells what the painter makes them. */
    public Table painted(Paint headingPaint, Painter cellPainter) {
        paint = headingPaint;
        painter = cellPainter;
        return this;
    }

    /**
     * Keeps it from being wider: long cells are cut, and where that is not enough the last columns are left out, unless they
     * were asked for.
     *
     * @param limit how wide; told the columns that are left out
     * @param columnNames of all columns, whether there are headings or not
     * @return this
     */
    public Table within(Room limit, List<String> columnNames) {
        room = limit;
        names = List.copyOf(columnNames);
        return this;
    }

    public String text() {
        int[] natural = widths();
        int[] widths = fitted(natural);
        StringBuilder text = new StringBuilder();
        if (!headings.isEmpty()) {
            List<String> upper = headings.stream().map(name -> CellText.clean(name).toUpperCase(Locale.ROOT)).toList();
            write(text, upper, widths, (row, column, cell) -> paint.heading(cell));
        }
        rows.forEach(row -> write(text, row, widths, painter));
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[right.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = headings.isEmpty() ? 0 : CellText.width(CellText.clean(headings.get(i)));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], CellText.width(row.get(i)));
            }
        }
        return widths;
    }

    private int[] fitted(int[] natural) {
        int wished = total(natural, natural.length);
        int columns = room.columns(wished);
        if (wished <= columns) {
            return natural;
        }
        if (room.isForAll()) {
            return narrowed(narrowed(natural, natural.length, columns, LEAST), natural.length, columns, LEAST_OF_ALL);
        }
        int shown = shown(natural, columns);
        if (shown < names.size()) {
            room.lacked(names.subList(shown, names.size()));
        }
        return narrowed(natural, shown, columns, LEAST);
    }

    private static int total(int[] widths, int shown) {
        long total = (long) GAP.length() * Math.max(0, shown - 1);
        for (int i = 0; i < shown; i++) {
            total += widths[i];
        }
        return (int) Math.min(Integer.MAX_VALUE, total);
    }

    /** As many columns as have room when all of them are as narrow as they may be; always the first. */
    private int shown(int[] natural, int columns) {
        int used = natural.length == 0 ? 0 : natural[0];
        int shown = Math.min(1, natural.length);
        while (shown < natural.length && used + GAP.length() + least(natural, shown, LEAST) <= columns) {
            used += GAP.length() + least(natural, shown, LEAST);
            shown++;
        }
        return shown;
    }

    /** What identifies a row, and figures, are whole or not at all; headings are whole while columns may be left out. */
    private int least(int[] natural, int column, int least) {
        boolean whole = column == 0 || right[column];
        int heading = headings.isEmpty() || least < LEAST
                ? 0
                : CellText.width(CellText.clean(headings.get(column)));
        return whole ? natural[column] : Math.min(natural[column], Math.max(least, heading));
    }

    /** Takes from the widest first. */
    private int[] narrowed(int[] natural, int shown, int columns, int least) {
        int[] widths = Arrays.copyOf(natural, shown);
        int total = total(widths, shown);
        while (total > columns) {
            int widest = -1;
            for (int i = 0; i < shown; i++) {
                if (widths[i] > least(natural, i, least) && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            total--;
        }
        return widths;
    }

    private void write(StringBuilder text, List<String> row, int[] widths, Painter cells) {
        int start = text.length();
        for (int i = 0; i < widths.length; i++) {
            String cell = CellText.cut(row.get(i), widths[i]);
            String padding = " ".repeat(widths[i] - CellText.width(cell));
            String painted = cells.paint(row, i, cell);
            text.append(i == 0 ? "" : GAP).append(right[i] ? padding + painted : painted + padding);
        }
        int end = text.length();
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        text.append('\n');
    }
}
