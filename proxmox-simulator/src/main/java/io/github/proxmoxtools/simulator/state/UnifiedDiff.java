package io.github.proxmoxtools.simulator.state;

import java.util.ArrayList;
import java.util.List;

/** What changed from one text to another, line by line. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private record Line(char mark, String text) {}

    private UnifiedDiff() {}

    static String of(String before, String after) {
        List<Line> lines = compare(before.lines().toList(), after.lines().toList());
        var diff = new StringBuilder();
        int start = next(lines, 0);
        while (start < lines.size()) {
            int from = Math.max(0, start - CONTEXT);
            int to = end(lines, start);
            addHunk(diff, lines, from, to);
            start = next(lines, to);
        }
        return diff.toString();
    }

    private static int next(List<Line> lines, int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).mark() == ' ') {
            at++;
        }
        return at;
    }

    /** Changes that are close to each other share a hunk. */
    private static int end(List<Line> lines, int start) {
        int last = start;
        for (int at = start; at < lines.size() && at - last <= 2 * CONTEXT; at++) {
            last = lines.get(at).mark() == ' ' ? last : at;
        }
        return Math.min(lines.size(), last + CONTEXT + 1);
    }

    private static void addHunk(StringBuilder diff, List<Line> lines, int from, int to) {
        List<Line> hunk = lines.subList(from, to);
        diff.append("@@ -").append(range(lines, from, hunk, '+')).append(" +").append(range(lines, from, hunk, '-'))
                .append(" @@\n");
        hunk.forEach(line -> diff.append(line.mark()).append(line.text()).append('\n'));
    }

    private static String range(List<Line> lines, int from, List<Line> hunk, char other) {
        long first = lines.subList(0, from).stream().filter(line -> line.mark() != other).count() + 1;
        long count = hunk.stream().filter(line -> line.mark() != other).count();
        return (count == 0 ? first - 1 : first) + "," + count;
    }

    private static List<Line> compare(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i++)));
                j++;
            } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', before.get(i++)));
            } else {
                lines.add(new Line('+', after.get(j++)));
            }
        }
        return lines;
    }
}
