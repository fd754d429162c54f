package io.github.proxmoxtools.client.index;

import java.util.ArrayList;
import java.util.List;

/** How Proxmox takes the texts of values apart. */
final class ValueTexts {
    private ValueTexts() {}

    /** The elements of a list in one text: commas, semicolons, spaces or NUL stand between them. */
    static List<String> splitList(String text) {
        List<String> elements = new ArrayList<>();
        for (String element : text.split(text.indexOf('\0') >= 0 ? "\0" : "[,;\\s]+")) {
            if (!element.isEmpty()) {
                elements.add(element);
            }
        }
        return List.copyOf(elements);
    }

    /** Perl's {@code /^[+-]?\d+$/}, whose end may be before a newline; without a pattern because each start of the command line asks for it. */
    static boolean isInteger(String text) {
        int start = afterSign(text, 0);
        int end = afterDigits(text, start);
        return end > start && isEnd(text, end);
    }

    /** Digits with at most one point, at least one digit, and perhaps an exponent. */
    static boolean isNumber(String text) {
        int start = afterSign(text, 0);
        int point = afterDigits(text, start);
        boolean hasPoint = point < text.length() && text.charAt(point) == '.';
        int end = hasPoint ? afterDigits(text, point + 1) : point;
        int digits = end - start - (hasPoint ? 1 : 0);
        return digits > 0 && (isEnd(text, end) || isExponent(text, end));
    }

    private static boolean isExponent(String text, int start) {
        if (text.charAt(start) != 'e' && text.charAt(start) != 'E') {
            return false;
        }
        int digits = afterSign(text, start + 1);
        int end = afterDigits(text, digits);
        return end > digits && isEnd(text, end);
    }

    private static boolean isEnd(String text, int at) {
        return at == text.length() || (at == text.length() - 1 && text.charAt(at) == '\n');
    }

    private static int afterSign(String text, int start) {
        boolean sign = start < text.length() && (text.charAt(start) == '+' || text.charAt(start) == '-');
        return sign ? start + 1 : start;
    }

    private static int afterDigits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
