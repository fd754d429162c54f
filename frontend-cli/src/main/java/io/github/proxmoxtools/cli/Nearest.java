package io.github.proxmoxtools.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds what a misspelt word may have meant. */
final class Nearest {
    private static final int MOST = 3;

    private Nearest() {}

    static String asQuestion(String word, Collection<String> candidates) {
        List<String> near = of(word, candidates);
        return near.isEmpty() ? "" : "Did you mean " + String.join(" or ", near) + "?";
    }

    /** Gives up to three words, the nearest first; none where nothing is near. */
    static List<String> of(String word, Collection<String> candidates) {
        int tolerance = Math.max(2, word.length() / 3);
        List<String> near = new ArrayList<>();
        for (int distance = 0; distance <= tolerance && near.size() < MOST; distance++) {
            for (String candidate : candidates) {
                if (distance(word, candidate) == distance && near.size() < MOST
                        && distance < Math.max(word.length(), candidate.length())) {
                    near.add(candidate);
                }
            }
        }
        for (String candidate : candidates) {
            if (near.size() < MOST && word.length() > 1 && candidate.startsWith(word) && !near.contains(candidate)) {
                near.add(candidate);
            }
        }
        return near;
    }

    /** Levenshtein's distance with one row. */
    private static int distance(String left, String right) {
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
