package io.github.proxmoxtools.mcp.calls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value fit by cutting what is longest in it: first its texts, then its lists, then its objects.
 *
 * <p>Whatever is cut says how much was left out, in the place where it was.
 *
 * @param characters the longest text
 * @param elements the longest list
 * @param fields the largest object
 */
record Shortened(int characters, int elements, int fields) {
    private static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final int SHORTEST_TEXT = 200;

    /** What takes the place of what no cutting makes small enough. */
    private static final String TOO_LARGE = "… [left out: too large]";

    /**
     * Cuts a value until it fits, and no further than needed.
     *
     * @param value the value
     * @param bytes how long its JSON may be
     * @return the value itself if it fits, else a cut copy
     */
    static @Nullable Object toFit(@Nullable Object value, long bytes) {
        if (JsonSize.of(value) <= bytes) {
            return value;
        }
        List<IntFunction<Shortened>> ways = List.of(
                length -> new Shortened(Math.max(length, SHORTEST_TEXT), UNBOUNDED, UNBOUNDED),
                length -> new Shortened(SHORTEST_TEXT, length, UNBOUNDED),
                length -> new Shortened(SHORTEST_TEXT, length, length));
        for (IntFunction<Shortened> way : ways) {
            int longest = longest(way, value, bytes);
            if (longest > 0) {
                return way.apply(longest).of(value);
            }
        }
        return TOO_LARGE;
    }

    /** The greatest length with which the value fits; 0 if there is none. A text is never longer than the bytes. */
    private static int longest(IntFunction<Shortened> way, @Nullable Object value, long bytes) {
        int fits = 0;
        int tooLong = (int) Math.min(bytes, UNBOUNDED - 1) + 1;
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (JsonSize.of(way.apply(middle).of(value)) <= bytes) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return fits;
    }

    private @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> of(text);
            case Map<?, ?> map -> of(map);
            case List<?> list -> of(list);
            default -> value;
        };
    }

    /** A pair of surrogates stays together. */
    private String of(String text) {
        if (text.length() <= characters) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
        return text.substring(0, end) + "… [" + (text.length() - end) + " more characters left out]";
    }

    private Map<String, @Nullable Object> of(Map<?, ?> map) {
        Map<String, @Nullable Object> shorter = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (shorter.size() == fields) {
                shorter.put("…", "[" + (map.size() - fields) + " more fields left out]");
                break;
            }
            shorter.put(of(String.valueOf(entry.getKey())), of(entry.getValue()));
        }
        return shorter;
    }

    private List<@Nullable Object> of(List<?> list) {
        List<@Nullable Object> shorter = new ArrayList<>();
        list.stream().limit(elements).forEach(element -> shorter.add(of(element)));
        if (list.size() > elements) {
            shorter.add("… [" + (list.size() - elements) + " more items left out]");
        }
        return shorter;
    }
}
