package io.github.proxmoxtools.tools.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a misspelt word may have meant. */
public final class Suggestions {
    private Suggestions() {}

    /**
     * Finds words near to another, the nearest first.
     *
     * @param word what was written
     * @param candidates what could have been meant
     * @param most how many to name at the most
     * @return the near ones, often none
     */
    public static List<String> of(String word, Collection<String> candidates, int most) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int tolerance = wanted.length() < 4 ? 1 : Math.max(2, wanted.length() / 3);
        return candidates.stream()
                .filter(candidate -> isNear(wanted, candidate.toLowerCase(Locale.ROOT), tolerance))
                .sorted(Comparator.comparingInt((String c) -> distance(wanted, c.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /**
     * Ends a sentence: with a question where there is something to ask.
     *
     * @param word what was written
     * @param candidates what could have been meant
     * @return {@code .} or {@code ; did you mean ...?}
     */
    public static String asClause(String word, Collection<String> candidates) {
        List<String> near = of(word, candidates, 3);
        return near.isEmpty() ? "." : "; did you mean " + String.join(", ", near) + "?";
    }

    private static boolean isNear(String wanted, String candidate, int tolerance) {
        if (wanted.isEmpty()) {
            return false;
        }
        return candidate.contains(wanted) || (Math.abs(wanted.length() - candidate.length()) <= tolerance
                && distance(wanted, candidate) <= tolerance);
    }

    /**
     * Gives Levenshtein's distance.
     *
     * @param left a word
     * @param right another
     * @return how many characters are put in, left out or exchanged
     */
    public static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substitution = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
