package io.github.proxmoxtools.tools.engine;

/** What a character does to whoever reads it: text that guests or users wrote may hide things from people and models. */
public enum Characters {
    /** Shows itself. */
    VISIBLE,
    /** Begins a line. */
    LINE_BREAK,
    /** Steers a terminal. */
    CONTROL,
    /** Is not seen, turns the direction of what follows, or carries hidden text. */
    INVISIBLE,
    /** Has no meaning that everybody shares, or none at all. */
    MEANINGLESS;

    /** Joins the parts of an emoji, such as those of a family. */
    static final int JOINER = 0x200D;
    /** Asks for the colourful form of the character before it. */
    static final int EMOJI_STYLE = 0xFE0F;
    /** Puts the digit before it on a key. */
    static final int KEYCAP = 0x20E3;

    private static final int NEXT_LINE = 0x85;

    /**
     * Judges a character.
     *
     * @param character a code point; half of a surrogate pair has no meaning
     * @return what it does
     */
    public static Characters of(int character) {
        if (character < 0x7F) {
            return ofAscii(character);
        }
        return switch (Character.getType(character)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> LINE_BREAK;
            case Character.CONTROL -> character == NEXT_LINE ? LINE_BREAK : CONTROL;
            case Character.FORMAT -> INVISIBLE;
            case Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED ->
                isIgnorable(character) ? INVISIBLE : MEANINGLESS;
            default -> isIgnorable(character) ? INVISIBLE : VISIBLE;
        };
    }

    private static Characters ofAscii(int character) {
        if (character >= ' ' || character == '\t') {
            return VISIBLE;
        }
        return character == '\n' || character == '\r' ? LINE_BREAK : CONTROL;
    }

    /** Unicode's default ignorable characters beyond those of format: fillers, joiners, selectors, tags. */
    private static boolean isIgnorable(int character) {
        return switch (character) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0 -> true;
            default -> isBetween(character, 0x180B, 0x180F) || isBetween(character, 0xFE00, 0xFE0F)
                    || isBetween(character, 0xFFF0, 0xFFF8) || isBetween(character, 0xE0000, 0xE0FFF);
        };
    }

    private static boolean isBetween(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
