package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Characters;

/** Makes text that guests or users wrote fit to be shown to the person who is asked. */
final class Printable {
    private static final int LONGEST = 200;
    private static final long LONGEST_WHOLE = 4000;

    private Printable() {}

    /** One line without control, bidirectional or invisible characters, of bounded length. */
    static String of(Object value) {
        StringBuilder text = new StringBuilder();
        value.toString().codePoints().limit(LONGEST + 1L).forEach(character -> append(text, character));
        return text.codePointCount(0, text.length()) > LONGEST ? text.substring(0, LONGEST) + "…" : text.toString();
    }

    /** One line as well, of nearly any length: where it ends early, it says how much is missing. */
    static String whole(Object value) {
        String all = value.toString();
        StringBuilder text = new StringBuilder();
        all.codePoints().limit(LONGEST_WHOLE).forEach(character -> {
            if (character == '\n') {
                text.append("\\n");
            } else {
                append(text, character);
            }
        });
        long missing = all.codePointCount(0, all.length()) - LONGEST_WHOLE;
        return missing > 0 ? text + "… (" + missing + " MORE CHARACTERS ARE NOT SHOWN)" : text.toString();
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
