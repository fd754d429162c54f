package io.github.proxmoxtools.cli.complete;

/**
 * A word as it stands on a command line of bash.
 *
 * @param text what it means
 * @param quote the quotation mark that is still open; NUL for none
 */
record BashWord(String text, char quote) {
    private static final char NONE = '\0';
    private static final String PLAIN = "_-./:=@,+%";

    /** Takes quotation marks and backslashes away; nothing is expanded. */
    static BashWord read(String raw) {
        StringBuilder text = new StringBuilder();
        char quote = NONE;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (quote == NONE && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != NONE && c == quote) {
                quote = NONE;
            } else if (c == '\\' && quote != '\'' && i + 1 < raw.length() && escapes(quote, raw.charAt(i + 1))) {
                i++;
                text.append(raw.charAt(i));
            } else {
                text.append(c);
            }
        }
        return new BashWord(text.toString(), quote);
    }

    private static boolean escapes(char quote, char next) {
        return quote == NONE || "\"\\$`".indexOf(next) >= 0;
    }

    /** Writes more of the word so that bash reads exactly that; empty where that is not possible. */
    String written(String more) {
        return switch (quote) {
            case '\'' -> more.indexOf('\'') < 0 ? more : "";
            case '"' -> more.replaceAll("[\"\\\\$`]", "\\\\$0");
            default -> escaped(more);
        };
    }

    private static String escaped(String more) {
        StringBuilder text = new StringBuilder();
        more.codePoints().forEach(point -> {
            if (!Character.isLetterOrDigit(point) && (point > 0x7f || PLAIN.indexOf(point) < 0)) {
                text.append('\\');
            }
            text.appendCodePoint(point);
        });
        return text.toString();
    }
}
