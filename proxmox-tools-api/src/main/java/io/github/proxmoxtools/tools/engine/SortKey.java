package io.github.proxmoxtools.tools.engine;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value is sorted by: numbers, however the server writes them, before texts, and nothing last.
 *
 * @param number the number, 0 for a text
 * @param text the text, empty for a number
 * @param kind 0 for a number, 1 for a text, 2 for nothing
 */
record SortKey(BigDecimal number, String text, int kind) {
    // Comparators that are put together by the JDK's own methods are classes made at run time, at every start.
    static final Comparator<SortKey> UP = SortKey::upwards;
    static final Comparator<SortKey> DOWN = SortKey::downwards;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE]-?\\d{1,3})?");

    private static int upwards(SortKey left, SortKey right) {
        int byKind = Integer.compare(left.kind, right.kind);
        int byNumber = byKind == 0 ? left.number.compareTo(right.number) : byKind;
        return byNumber == 0 ? left.text.compareTo(right.text) : byNumber;
    }

    private static int downwards(SortKey one, SortKey other) {
        int nothingLast = Boolean.compare(one.kind == 2, other.kind == 2);
        return nothingLast == 0 ? upwards(other, one) : nothingLast;
    }

    static SortKey of(@Nullable Object value) {
        if (value == null) {
            return new SortKey(BigDecimal.ZERO, "", 2);
        }
        String text = value.toString();
        return NUMBER.matcher(text).matches()
                ? new SortKey(new BigDecimal(text), "", 0)
                : new SortKey(BigDecimal.ZERO, text, 1);
    }
}
