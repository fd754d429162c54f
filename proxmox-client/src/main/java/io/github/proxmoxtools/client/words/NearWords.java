package io.github.proxmoxtools.client.words;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a misspelt word may have meant. */
public final class NearWords {
    private NearWords() {}

    /**
     * Finds words near to another.
     *
     * @param wrong what was written
     * @param candidates what could have been meant
     * @param max how many to name at the most
     * @return the near ones, the nearest first, often none
     */
    public static List<String> of(String wrong, Collection<String> candidates, int max) {
        String wanted = wrong.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, wanted.length() / 3);
        return candidates.stream().map(candidate -> new Scored(candidate, nameDistance(wanted, candidate)))
                .filter(scored -> scored.distance <= limit).sorted(Scored.ORDER).limit(max).map(Scored::text).toList();
    }

    private static int nameDistance(String wanted, String candidate) {
        String lower = candidate.toLowerCase(Locale.ROOT);
        if (plain(wanted).equals(plain(lower))) {
            return 0;
        }
        boolean contained = wanted.length() > 2 && lower.length() > 2
                && (lower.contains(wanted) || wanted.contains(lower));
        return contained ? 1 : distance(wanted, lower);
    }

    private static String plain(String name) {
        return name.replace("-", "").replace("_", "");
    }

    /**
     * Gives Levenshtein's distance, with a swap of two neighbours as one step.
     *
     * @param left a word
     * @param right another
     * @return how many steps lead from one to the other
     */
    public static int distance(String left, String right) {
        int[] beforePrevious = new int[right.length() + 1];
        int[] previous = new int[right.length() + 1];
        Arrays.setAll(previous, column -> column);
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int changed = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] = Math.min(Math.min(previous[column], current[column - 1]) + 1,
                        previous[column - 1] + changed);
                if (isSwap(left, right, row, column)) {
                    current[column] = Math.min(current[column], beforePrevious[column - 2] + 1);
                }
            }
            beforePrevious = previous;
            previous = current;
        }
        return previous[right.length()];
    }

    private static boolean isSwap(String left, String right, int row, int column) {
        return row > 1 && column > 1 && left.charAt(row - 1) == right.charAt(column - 2)
                && left.charAt(row - 2) == right.charAt(column - 1);
    }

    private record Scored(String text, int distance) {
        private static final Comparator<Scored> ORDER = Comparator.comparingInt(Scored::distance)
                .thenComparing(Scored::text);
    }
}
