package io.github.proxmoxtools.cli.output;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * YAML 1.2 in block style, which a reader of YAML 1.1 understands alike.
 *
 * <p>A text stands without quotes only where no reader could take it for anything else: it begins with a letter or slash, and is
 * none of the words that mean true, false or nothing. Several lines stand as they are, below {@code |}.
 */
public final class YamlText {
    private static final String WITHIN_WORDS = "_./@+=,;()!-";
    private static final Set<String> OTHER_MEANING = Set.of("y", "n", "yes", "no", "on", "off", "true", "false",
            "null");
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();

    private YamlText() {}

    /**
     * Writes a value.
     *
     * @param value maps, lists, texts, numbers, flags and null
     * @return a document that ends with a line break
     */
    public static String of(@Nullable Object value) {
        YamlText yaml = new YamlText();
        yaml.write(value, "");
        return yaml.text.toString();
    }

    /** Where it begins stands the end of a line's indentation; it ends its line. */
    private void write(@Nullable Object value, String margin) {
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> writeMap(map, margin);
            case List<?> list when !list.isEmpty() -> writeList(list, margin);
            case null, default -> text.append(scalar(value, margin)).append('\n');
        }
    }

    private void writeMap(Map<?, ?> map, String margin) {
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            text.append(word(String.valueOf(entry.getKey()))).append(':');
            below(entry.getValue(), margin);
            text.append(entries.hasNext() ? margin : "");
        }
    }

    private void below(@Nullable Object value, String margin) {
        if (isNested(value)) {
            text.append('\n').append(margin).append(STEP);
        } else {
            text.append(' ');
        }
        write(value, margin + STEP);
    }

    private void writeList(List<?> list, String margin) {
        Iterator<?> elements = list.iterator();
        while (elements.hasNext()) {
            text.append("- ");
            write(elements.next(), margin + STEP);
            text.append(elements.hasNext() ? margin : "");
        }
    }

    private static boolean isNested(@Nullable Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty()) || (value instanceof List<?> list && !list.isEmpty());
    }

    private static String scalar(@Nullable Object value, String margin) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> empty -> "{}";
            case List<?> empty -> "[]";
            case Boolean flag -> flag.toString();
            case Double number when !Double.isFinite(number) -> word(number.toString());
            case Number number -> number.toString();
            default -> margin.isEmpty() ? word(value.toString()) : lines(value.toString(), margin);
        };
    }

    /** Below the line, as it is, where nothing in it needs an escape; what begins with a space would move the margin. */
    private static String lines(String value, String margin) {
        String body = value.stripTrailing();
        boolean block = body.indexOf('\n') >= 0 && !Character.isWhitespace(body.charAt(0))
                && value.chars().allMatch(c -> c == '\n' || isPrintable(c))
                && value.substring(body.length()).chars().allMatch(c -> c == '\n');
        if (!block) {
            return word(value);
        }
        int breaks = value.length() - body.length();
        StringBuilder lines = new StringBuilder("|").append(breaks == 0 ? "-" : breaks == 1 ? "" : "+");
        for (String line : body.split("\n", -1)) {
            lines.append('\n').append(line.isEmpty() ? "" : margin + line);
        }
        return lines.append("\n".repeat(Math.max(0, breaks - 1))).toString();
    }

    private static String word(String value) {
        boolean plain = isPlain(value) && !OTHER_MEANING.contains(value.toLowerCase(Locale.ROOT));
        return plain ? value : quoted(value);
    }

    private static boolean isPlain(String value) {
        if (value.isEmpty() || !(isLetter(value.charAt(0)) || value.charAt(0) == '/')) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char next = i + 1 < value.length() ? value.charAt(i + 1) : ' ';
            if (!isPlain(value.charAt(i), next)) {
                return false;
            }
        }
        return true;
    }

    /** A space parts words, and a colon stands within one. */
    private static boolean isPlain(char c, char next) {
        return switch (c) {
            case ' ' -> isWithinWords(next);
            case ':' -> next != ' ' && next != ':';
            default -> isWithinWords(c);
        };
    }

    private static boolean isWithinWords(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || WITHIN_WORDS.indexOf(c) >= 0;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(isPrintable(c)
                        ? Character.toString((char) c)
                        : String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return quoted.append('"').toString();
    }

    /** Halves of a pair stand for one character, and come as they are. */
    private static boolean isPrintable(int c) {
        return (c >= ' ' && c < 0x7f) || (c >= 0xa0 && c != 0x2028 && c != 0x2029 && c != 0xfeff && c < 0xfffe);
    }
}
