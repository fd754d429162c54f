package io.github.proxmoxtools.client.index;

import io.github.proxmoxtools.client.words.NearWords;
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

    static List<String> paths(String wrong, Collection<String> templates, int max) {
        List<String> wanted = PathTree.segments(wrong);
        int limit = 3 + 2 * wanted.size();
        return templates.stream().map(template -> new Scored(template, pathDistance(wanted, template)))
                .filter(scored -> scored.distance <= limit).sorted(Scored.ORDER).limit(max).map(Scored::text).toList();
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
        int distance = NearWords.distance(wanted.toLowerCase(Locale.ROOT), segment);
        return distance > Math.max(wanted.length(), segment.length()) / 2 ? DIFFERENT : 1 + distance;
    }

    private static boolean isPlaceholder(String segment) {
        return PathTree.placeholder(segment).isPresent();
    }

    private record Scored(String text, int distance) {
        private static final Comparator<Scored> ORDER = Comparator.comparingInt(Scored::distance)
                .thenComparing(Scored::text);
    }
}
