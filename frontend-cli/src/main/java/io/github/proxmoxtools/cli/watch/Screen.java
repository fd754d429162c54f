package io.github.proxmoxtools.cli.watch;

import io.github.proxmoxtools.cli.terminal.Size;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Draws a text again and again in the same place, cut to what the terminal shows at that moment. */
public final class Screen implements AutoCloseable {
    private static final String HOME = "\u001b[H";
    private static final String CLEAR = "\u001b[2J";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String PLAIN = "\u001b[m";
    private static final char ESCAPE = 0x1b;
    /** The heading and the line below it. */
    private static final int ABOVE = 2;

    private final Terminal terminal;
    private final String heading;
    private boolean drawn;

    /**
     * Prepares drawing.
     *
     * @param terminal where
     * @param heading stands above, beside the time
     */
    public Screen(Terminal terminal, String heading) {
        this.terminal = terminal;
        this.heading = CellText.clean(heading);
    }

    /**
     * Draws.
     *
     * @param status a line between heading and text, often empty
     * @param text gives lines, which may be coloured, for as many columns as there are
     */
    public void draw(String status, IntFunction<String> text) {
        Size size = terminal.size();
        StringBuilder frame = new StringBuilder(HOME);
        if (!drawn) {
            terminal.hideCursor();
            frame.append(CLEAR);
            drawn = true;
        }
        List<String> lines = new ArrayList<>(List.of(heading(size.columns()), CellText.clean(status)));
        lines.addAll(fitting(text.apply(size.columns()).lines().toList(), Math.max(1, size.rows() - ABOVE)));
        int shown = Math.min(lines.size(), size.rows());
        for (int i = 0; i < shown; i++) {
            frame.append(i == 0 ? "" : "\n").append(cut(lines.get(i), size.columns())).append(CLEAR_LINE);
        }
        terminal.out(frame.append(CLEAR_BELOW).toString());
    }

    private String heading(int columns) {
        String time = LocalTime.ofInstant(terminal.pace().now(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)
                .toString();
        String left = CellText.cut(heading, Math.max(1, columns - time.length() - 1));
        return left + " ".repeat(Math.max(1, columns - CellText.width(left) - time.length())) + time;
    }

    private static List<String> fitting(List<String> lines, int rows) {
        if (lines.size() <= rows) {
            return lines;
        }
        List<String> fitting = new ArrayList<>(lines.subList(0, rows - 1));
        fitting.add("... " + (lines.size() - fitting.size()) + " more lines");
        return fitting;
    }

    /** Colours take no room, and end where the line is cut. */
    static String cut(String line, int columns) {
        if (line.indexOf(ESCAPE) < 0) {
            return CellText.cut(line, columns);
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        int at = 0;
        while (at < line.length()) {
            int next = line.indexOf(ESCAPE, at);
            String plain = line.substring(at, next < 0 ? line.length() : next);
            if (used + CellText.width(plain) > columns) {
                return cut.append(CellText.cut(plain, columns - used)).append(PLAIN).toString();
            }
            cut.append(plain);
            used += CellText.width(plain);
            at = next < 0 ? line.length() : afterColour(line, next);
            cut.append(next < 0 ? "" : line.substring(next, at));
        }
        return cut.toString();
    }

    private static int afterColour(String line, int escape) {
        int letter = line.indexOf('m', escape);
        return letter < 0 ? line.length() : letter + 1;
    }

    /** Goes on below what was drawn. */
    @Override
    public void close() {
        if (drawn) {
            terminal.showCursor();
        }
    }
}
