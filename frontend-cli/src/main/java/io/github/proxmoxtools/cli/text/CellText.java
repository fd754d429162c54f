package io.github.proxmoxtools.cli.text;

import io.github.proxmoxtools.tools.engine.CleanText;

/** Text of servers and guests made harmless for a terminal, and how wide it is there. */
public final class CellText {
    private CellText() {}

    /** Makes one line of it: nothing steers or is hidden, line breaks and tabs are blanks. */
    public static String clean(String text) {
        return isPlain(text) ? text : CleanText.of(text).replace('\n', ' ').replace('\t', ' ').strip();
    }

    /** Keeps the line breaks. */
    public static String cleanLines(String text) {
        if (text.indexOf('\n') < 0) {
            return clean(text);
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.lines().forEach(line -> clean.append(clean.isEmpty() ? "" : "\n").append(clean(line)));
        return clean.toString();
    }

    /** Nearly all text is. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Counts the columns a terminal uses: two for East Asian wide characters, none for combining ones. */
    public static int width(String text) {
        int width = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            width += point < 0x300 ? 1 : width(point);
            at += Character.charCount(point);
        }
        return width;
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (point >= 0x1100 && point <= 0x115f) || (point >= 0x2e80 && point <= 0xa4cf)
                || (point >= 0xac00 && point <= 0xd7a3) || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xfe30 && point <= 0xfe6f) || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0xffe0 && point <= 0xffe6) || (point >= 0x1f300 && point <= 0x1f64f)
                || (point >= 0x1f680 && point <= 0x1f6ff) || (point >= 0x1f900 && point <= 0x1faff)
                || (point >= 0x20000 && point <= 0x3fffd);
        return wide ? 2 : 1;
    }

    /** Cuts to a number of columns, with an ellipsis where something is lost. */
    public static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = 1;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int wide = point < 0x300 ? 1 : width(point);
            if (used + wide > columns) {
                break;
            }
            used += wide;
            cut.appendCodePoint(point);
            at += Character.charCount(point);
        }
        return cut.append('\u2026').toString();
    }
}
