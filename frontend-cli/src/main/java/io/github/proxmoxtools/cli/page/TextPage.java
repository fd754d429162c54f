package io.github.proxmoxtools.cli.page;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Paint;
import java.util.List;
import java.util.Map;

/** A page for a terminal. */
public final class TextPage implements Page {
    private static final String INDENT = "  ";
    private static final int WIDEST = 100;
    private static final int WIDEST_TERM = 30;

    private final StringBuilder text = new StringBuilder();
    private final int width;
    private final Paint paint;

    /**
     * Begins a page.
     *
     * @param width of the terminal
     * @param paint makes headings stand out
     */
    public TextPage(int width, Paint paint) {
        this.width = Math.min(width, WIDEST);
        this.paint = paint;
    }

    /**
     * Gives what was written.
     *
     * @return whole lines
     */
    public String text() {
        return text.toString();
    }

    @Override
    public void usage(String synopsis) {
        apart();
        text.append(paint.heading("Usage:")).append(' ').append(synopsis).append('\n');
    }

    private void apart() {
        if (!text.isEmpty()) {
            text.append('\n');
        }
    }

    @Override
    public void heading(String title) {
        apart();
        text.append(paint.heading(title + ":")).append('\n');
    }

    @Override
    public void paragraph(String words) {
        apart();
        wrap(words, 0);
    }

    @Override
    public void facts(Map<String, String> facts) {
        apart();
        terms(facts);
    }

    @Override
    public void lines(List<String> lines) {
        lines.forEach(line -> text.append(INDENT).append(line).append('\n'));
    }

    /** Puts explanations beside their terms, or below terms that are too long. */
    @Override
    public void terms(Map<String, String> terms) {
        int column = 0;
        for (String term : terms.keySet()) {
            column = term.length() <= WIDEST_TERM ? Math.max(column, term.length()) : column;
        }
        int margin = column + 2 * INDENT.length();
        for (Map.Entry<String, String> entry : terms.entrySet()) {
            String term = entry.getKey();
            text.append(INDENT).append(term);
            if (entry.getValue().isEmpty()) {
                text.append('\n');
                continue;
            }
            if (term.length() > column) {
                text.append('\n').append(" ".repeat(margin));
            } else {
                text.append(" ".repeat(margin - INDENT.length() - term.length()));
            }
            wrap(entry.getValue(), margin);
        }
    }

    /** Breaks between words; the first line begins where the text stands. */
    private void wrap(String words, int margin) {
        int left = Math.max(20, width - margin);
        int used = 0;
        for (String word : CellText.clean(words).split(" ", -1)) {
            if (used > 0 && used + 1 + word.length() > left) {
                text.append('\n').append(" ".repeat(margin));
                used = 0;
            }
            text.append(used > 0 ? " " : "").append(word);
            used += word.length() + (used > 0 ? 1 : 0);
        }
        text.append('\n');
    }
}
