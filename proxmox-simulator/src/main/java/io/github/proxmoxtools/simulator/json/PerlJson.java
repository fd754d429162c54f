package io.github.proxmoxtools.simulator.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON as Perl's decoder does, and complains in its words. */
public final class PerlJson {
    private static final int DEEPEST = 512;
    private static final int SHOWN = 20;
    private static final Map<Character, Character> ESCAPES = Map.of('"', '"', '\\', '\\', '/', '/', 'b', '\b', 'f',
            '\f',
            'n', '\n', 'r', '\r', 't', '\t');

    private final String text;
    private int at;
    private int depth;

    private PerlJson(String text) {
        this.text = text;
    }

    /**
     * Reads one document.
     *
     * @param utf8 the document
     * @return its value: maps, lists, strings, big numbers, booleans or null
     * @throws PerlJsonException when it is no JSON
     */
    public static @Nullable Object read(byte[] utf8) throws PerlJsonException {
        var reader = new PerlJson(new String(utf8, StandardCharsets.UTF_8));
        reader.skipSpace();
        Object value = reader.value();
        reader.skipSpace();
        if (reader.at < reader.text.length()) {
            throw reader.wrong("garbage after JSON object");
        }
        return value;
    }

    private @Nullable Object value() throws PerlJsonException {
        return switch (peek()) {
            case '"' -> {
                at++;
                yield string();
            }
            case '{' -> object();
            case '[' -> array();
            case 't' -> atom("true", true);
            case 'f' -> atom("false", false);
            case 'n' -> atom("null", null);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw wrong("malformed JSON string, neither tag, array, object, number, string or atom");
        };
    }

    private Map<String, @Nullable Object> object() throws PerlJsonException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        descend();
        if (peek() == '}') {
            at++;
        } else {
            while (true) {
                expect('"');
                String name = string();
                skipSpace();
                expect(':');
                skipSpace();
                members.put(name, value());
                skipSpace();
                if (peek() == '}') {
                    at++;
                    break;
                }
                separate("object/hash", '}');
            }
        }
        depth--;
        return members;
    }

    private List<@Nullable Object> array() throws PerlJsonException {
        List<@Nullable Object> items = new ArrayList<>();
        descend();
        if (peek() == ']') {
            at++;
        } else {
            while (true) {
                items.add(value());
                skipSpace();
                if (peek() == ']') {
                    at++;
                    break;
                }
                separate("array", ']');
            }
        }
        depth--;
        return items;
    }

    private void descend() throws PerlJsonException {
        if (++depth > DEEPEST) {
            throw wrong("json text or perl structure exceeds maximum nesting level (max_depth set too low?)");
        }
        at++;
        skipSpace();
    }

    private void separate(String what, char end) throws PerlJsonException {
        if (peek() != ',') {
            throw wrong(", or " + end + " expected while parsing " + what);
        }
        at++;
        skipSpace();
    }

    private String string() throws PerlJsonException {
        var value = new StringBuilder();
        while (peek() != '"') {
            char next = peek();
            if (at >= text.length()) {
                throw wrong("unexpected end of string while parsing JSON string");
            }
            if (next < ' ') {
                throw wrong(String.format(Locale.ROOT,
                        "invalid character 0x%X encountered while parsing JSON string", (int) next));
            }
            at++;
            value.append(next == '\\' ? escaped() : next);
        }
        at++;
        return value.toString();
    }

    private char escaped() throws PerlJsonException {
        char kind = peek();
        if (kind == 'u') {
            return unicode();
        }
        Character meant = ESCAPES.get(kind);
        if (meant == null) {
            at--;
            throw wrong("illegal backslash escape sequence in string");
        }
        at++;
        return meant;
    }

    private char unicode() throws PerlJsonException {
        at++;
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw wrong("exactly four hexadecimal digits expected");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private Object number() throws PerlJsonException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
            if (isDigit()) {
                throw wrong("malformed number (leading zero must not be followed by another digit)");
            }
        } else {
            digits("malformed number (no digits after initial minus)");
        }
        boolean isInteger = true;
        if (peek() == '.') {
            at++;
            digits("malformed number (no digits after decimal point)");
            isInteger = false;
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("malformed number (no digits after exp sign)");
            isInteger = false;
        }
        String number = text.substring(start, at);
        return isInteger ? new BigInteger(number) : (Object) new BigDecimal(number);
    }

    private void digits(String otherwise) throws PerlJsonException {
        if (!isDigit()) {
            throw wrong(otherwise);
        }
        while (isDigit()) {
            at++;
        }
    }

    private boolean isDigit() {
        return peek() >= '0' && peek() <= '9';
    }

    private @Nullable Object atom(String word, @Nullable Object value) throws PerlJsonException {
        if (!text.startsWith(word, at)) {
            throw wrong("'" + word + "' expected");
        }
        at += word.length();
        return value;
    }

    private void expect(char wanted) throws PerlJsonException {
        if (peek() != wanted || at >= text.length()) {
            throw wrong("'" + wanted + "' expected");
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The next character, a zero at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private PerlJsonException wrong(String what) {
        String rest = text.substring(Math.min(at, text.length()));
        return new PerlJsonException(what + ", at character offset " + at + " (before \""
                + (rest.isEmpty() ? "(end of string)" : shown(rest)) + "\")");
    }

    /** What Perl shows of a text: escapes for what cannot be printed, and not much of it. */
    private static String shown(String rest) {
        var shown = new StringBuilder();
        for (int i = 0; i < rest.length(); i++) {
            if (shown.length() > SHOWN) {
                return shown.append("...").toString();
            }
            char next = rest.charAt(i);
            switch (next) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                case '\\' -> shown.append("\\\\");
                default -> shown.append(next >= ' ' && next < 0x7F
                        ? String.valueOf(next)
                        : "\\x{"
                                + Integer.toHexString(next) + "}");
            }
        }
        return shown.toString();
    }
}
