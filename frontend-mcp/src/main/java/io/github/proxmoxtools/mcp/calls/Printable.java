package io.github.proxmoxtools.mcp.calls;

/** Makes text that guests or users wrote fit to be shown to the person who is asked. */
final class Printable {
    private static final int LONGEST = 200;

    private Printable() {}

    /** One line without control, bidirectional or invisible characters, of bounded length. */
    static String of(Object value) {
        StringBuilder text = new StringBuilder();
        value.toString().codePoints().limit(LONGEST + 1L).forEach(character -> append(text, character));
        return text.codePointCount(0, text.length()) > LONGEST ? text.substring(0, LONGEST) + "…" : text.toString();
    }

    /** Whoever decides should see that there was something. */
    private static void append(StringBuilder text, int character) {
        switch (Characters.of(character)) {
            case VISIBLE -> text.appendCodePoint(character == '\t' ? ' ' : character);
            case LINE_BREAK, CONTROL -> text.append(' ');
            case INVISIBLE, MEANINGLESS -> text.append('?');
        }
    }
}
