package io.github.proxmoxtools.mcp.calls;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells how many bytes a value takes as compact JSON in UTF-8, without writing it. */
final class JsonSize {
    private static final int ESCAPED = 6;

    private JsonSize() {}

    static long of(@Nullable Object value) {
        return switch (value) {
            case null -> 4;
            case String text -> of(text);
            case Map<?, ?> map -> {
                long size = 2L + Math.max(0, map.size() - 1);
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    size += of(String.valueOf(entry.getKey())) + 1 + of(entry.getValue());
                }
                yield size;
            }
            case List<?> list -> {
                long size = 2L + Math.max(0, list.size() - 1);
                for (Object element : list) {
                    size += of(element);
                }
                yield size;
            }
            default -> String.valueOf(value).length();
        };
    }

    static long of(String text) {
        long size = 2;
        for (int i = 0; i < text.length(); i++) {
            size += of(text.charAt(i));
        }
        return size;
    }

    /** Each half of a pair counts for two of the four bytes that the pair takes. */
    private static int of(char character) {
        if (character < ' ') {
            return isShortlyEscaped(character) ? 2 : ESCAPED;
        }
        if (character < 0x80) {
            return character == '"' || character == '\\' ? 2 : 1;
        }
        return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
    }

    private static boolean isShortlyEscaped(char character) {
        return switch (character) {
            case '\n', '\t', '\r', '\b', '\f' -> true;
            default -> false;
        };
    }
}
