package io.github.proxmoxtools.integration.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A document, its headings and where it leads.
 *
 * @param file where it is
 * @param anchors what a link may name behind {@code #}
 * @param links targets as they are written, those to other sites left out
 */
record MarkdownFile(Path file, Set<String> anchors, List<String> links) {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern LINK_IN_HEADING = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

    static MarkdownFile read(Path file) throws IOException {
        return parse(file, Files.readString(file));
    }

    /** Passes over what stands in code. */
    static MarkdownFile parse(Path file, String text) {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        List<String> links = new ArrayList<>();
        boolean isCode = false;
        for (String line : text.lines().toList()) {
            if (line.stripLeading().startsWith("```")) {
                isCode = !isCode;
            } else if (!isCode) {
                HEADING.matcher(line).results().filter(match -> match.start() == 0).map(match -> anchor(match.group(1)))
                        .forEach(anchor -> anchors.add(numbered(anchor, seen.merge(anchor, 1, Integer::sum))));
                LINK.matcher(line.replaceAll("`[^`]*`", "")).results().map(match -> match.group(1))
                        .filter(target -> !ELSEWHERE.matcher(target).matches()).forEach(links::add);
            }
        }
        return new MarkdownFile(file, anchors, List.copyOf(links));
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        String words = LINK_IN_HEADING.matcher(heading.strip()).replaceAll("$1");
        return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    private static String numbered(String anchor, int count) {
        return count == 1 ? anchor : anchor + "-" + (count - 1);
    }

    /** Gives the file or folder that a link of this document means. */
    Path target(String link) {
        String path = link.split("#", 2)[0];
        return path.isEmpty() ? file : file.resolveSibling(path).normalize();
    }
}
