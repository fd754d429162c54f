package io.github.proxmoxtools.tools.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Frees text of servers and guests of what steers terminals, turns the direction of text, or is not seen.
 *
 * <p>Lines, tabs and emoji stay. Cleaning twice is the same as cleaning once.
 */
public final class CleanText {
    /** Takes the place of what has no meaning. */
    public static final char REPLACEMENT = '\uFFFD';

    /**
     * Colours and cursors (CSI), texts for the terminal (OSC, DCS and others, which end with BEL or ST), and short
     * sequences; each with its 7-bit and its 8-bit beginning. What does not end loses its beginning only, so that
     * nobody can hide the rest of a text by it.
     */
    private static final Pattern SEQUENCE = Pattern.compile("(?:\\x1B\\[|\\x9B)[0-?]*+[ -/]*+[@-~]?"
            + "|(?:\\x1B[\\]PX^_]|[\\x90\\x98\\x9D-\\x9F])(?:[^\\x07\\x1B\\x80-\\x9F]*+(?:\\x07|\\x1B\\\\|\\x9C))?"
            + "|\\x1B[ -/]*+[0-~]");

    private CleanText() {}

    /**
     * Cleans all texts and names of a value.
     *
     * @param value texts, maps, lists, and what holds no text
     * @return the same, clean
     */
    public static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> of(text);
            case Map<?, ?> map -> of(map);
            case List<?> list -> of(list);
            default -> value;
        };
    }

    /**
     * Cleans names and values; names that become the same by it are told apart by a number, so that no fact is lost.
     *
     * @param map any map
     * @return a clean one in the same order
     */
    public static Map<String, @Nullable Object> of(Map<?, ?> map) {
        Map<String, @Nullable Object> clean = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = of(String.valueOf(key));
            String free = name;
            for (int number = 2; clean.containsKey(free); number++) {
                free = name + " (" + number + ")";
            }
            clean.put(free, of(value));
        });
        return clean;
    }

    private static List<@Nullable Object> of(List<?> list) {
        List<@Nullable Object> clean = new ArrayList<>(list.size());
        list.forEach(element -> clean.add(of(element)));
        return clean;
    }

    /**
     * Cleans a text.
     *
     * @param text any text
     * @return the same text where it is clean already
     */
    public static String of(String text) {
        return isPlain(text) ? text : withoutHiddenCharacters(withoutSequences(text));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= 0x7F || (character < ' ' && character != '\n' && character != '\t')) {
                return false;
            }
        }
        return true;
    }

    private static String withoutSequences(String text) {
        boolean steers = text.chars().anyMatch(c -> c == 0x1B || (c >= 0x80 && c <= 0x9F));
        return steers ? SEQUENCE.matcher(text).replaceAll("") : text;
    }

    private static String withoutHiddenCharacters(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        int previous = 0;
        for (int i = 0; i < text.length();) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            int next = i < text.length() ? text.codePointAt(i) : 0;
            if (character == '\r' && next == '\n') {
                continue;
            }
            int kept = kept(character, previous, next);
            if (kept != 0) {
                clean.appendCodePoint(kept);
                previous = kept;
            }
        }
        return clean.toString();
    }

    /** The character to write for another one; 0 for none. */
    private static int kept(int character, int previous, int next) {
        return switch (Characters.of(character)) {
            case VISIBLE -> character;
            case LINE_BREAK -> '\n';
            case CONTROL -> 0;
            case INVISIBLE -> isPartOfAnEmoji(character, previous, next) ? character : 0;
            case MEANINGLESS -> REPLACEMENT;
        };
    }

    private static boolean isPartOfAnEmoji(int character, int previous, int next) {
        return switch (character) {
            case Characters.EMOJI_STYLE -> Character.isExtendedPictographic(previous)
                    || (Character.isEmoji(previous) && next == Characters.KEYCAP);
            case Characters.JOINER -> Character.isExtendedPictographic(next)
                    && (Character.isExtendedPictographic(previous) || Character.isEmojiModifier(previous)
                            || previous == Characters.EMOJI_STYLE);
            default -> false;
        };
    }
}
