package io.github.proxmoxtools.client.index;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody probably meant. */
final class Suggestions {
    private static final int FAR = 1_000;
    private static final int ADDED_LITERAL = 5;
    private static final int ADDED_PLACEHOLDER = 3;
    private static final int DROPPED = 5;
    private static final int DIFFERENT = 9;

    private Suggestions() {}

    static List<String> names(String wrong, Collection<String> candidates, int max) {
        String wanted = wrong.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, wanted.length() / 3);
        return candidates.stream().map(candidate -> new Scored(candidate, nameDistance(wanted, candidate)))
                .filter(scored -> scored.distance <= limit).sorted(Scored.ORDER).limit(max).map(Scored::text).toList();
    }

    static List<String> paths(String wrong, Collection<String> templates, int max) {
        List<String> wanted = PathTree.segments(wrong);
        int limit = 3 + 2 * wanted.size();
        return templates.stream().map(template -> new Scored(template, pathDistance(wanted, template)))
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

    private static int pathDistance(List<String> wanted, String template) {
        List<String> segments = PathTree.segments(template);
        int[][] costs = new int[wanted.size() + 1][segments.size() + 1];
        for (int i = 0; i <= wanted.size(); i++) {
            for (int j = 0; j <= segments.size(); j++) {
                costs[i][j] = pathCost(wanted, segments, costs, i, j);
            }
        }
        return costs[wanted.size()][segments.size()];
    }

    private static int pathCost(List<String> wanted, List<String> segments, int[][] costs, int i, int j) {
        if (i == 0 && j == 0) {
            return 0;
        }
        int added = j == 0
                ? FAR
                : costs[i][j - 1] + (isPlaceholder(segments.get(j - 1)) ? ADDED_PLACEHOLDER : ADDED_LITERAL);
        int dropped = i == 0 ? FAR : costs[i - 1][j] + DROPPED;
        int replaced = i == 0 || j == 0
                ? FAR
                : costs[i - 1][j - 1] + segmentDistance(wanted.get(i - 1), segments.get(j - 1));
        return Math.min(Math.min(added, dropped), replaced);
    }

    private static int segmentDistance(String wanted, String segment) {
        if (wanted.equals(segment)) {
            return 0;
        }
        if (isPlaceholder(segment)) {
            return 1;
        }
        int distance = distance(wanted.toLowerCase(Locale.ROOT), segment);
        return distance > Math.max(wanted.length(), segment.length()) / 2 ? DIFFERENT : 1 + distance;
    }

    private static boolean isPlaceholder(String segment) {
        return PathTree.placeholder(segment).isPresent();
    }

    /** Levenshtein's distance, with a swap of two neighbours as one step. */
    static int distance(String left, String right) {
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
