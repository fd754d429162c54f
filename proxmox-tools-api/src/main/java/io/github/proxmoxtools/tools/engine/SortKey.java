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
    static final Comparator<SortKey> UP = Comparator.comparingInt(SortKey::kind).thenComparing(SortKey::number)
            .thenComparing(SortKey::text);
    static final Comparator<SortKey> DOWN = Comparator.comparing((SortKey key) -> key.kind() == 2)
            .thenComparing(UP.reversed());
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE]-?\\d{1,3})?");

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
