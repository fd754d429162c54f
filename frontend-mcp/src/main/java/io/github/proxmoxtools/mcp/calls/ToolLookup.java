package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds tools by words, for models that were not told of all. */
final class ToolLookup {
    static final int MOST_DESCRIBED = 10;

    private static final int MOST_FOUND = 12;
    private static final int IN_NAME = 6;
    private static final int IN_TITLE = 4;
    private static final int IN_AREA = 3;
    private static final int IN_DESCRIPTION = 2;
    private static final int IN_PARAMETERS = 1;
    /** Words of people, and what the catalogue calls it. */
    private static final Map<String, String> SAME = Map.ofEntries(Map.entry("container", "lxc"),
            Map.entry("containers", "lxc"), Map.entry("ct", "lxc"), Map.entry("machine", "vm"),
            Map.entry("machines", "vm"), Map.entry("vms", "vm"), Map.entry("qemu", "vm"), Map.entry("host", "node"),
            Map.entry("hosts", "node"), Map.entry("remove", "delete"), Map.entry("destroy", "delete"),
            Map.entry("make", "create"), Map.entry("new", "create"), Map.entry("show", "status"),
            Map.entry("permissions", "acl"), Map.entry("restart", "reboot"), Map.entry("exec", "execute"),
            Map.entry("kill", "stop"));
    private static final Set<String> NOISE = Set.of("a", "an", "the", "of", "to", "in", "on", "for", "and", "or", "my",
            "all", "me", "get", "is", "with", "from", "what", "how", "proxmox");

    private final Catalog catalog;

    ToolLookup(Catalog catalog) {
        this.catalog = catalog;
    }

    static List<String> areas(Catalog catalog) {
        return catalog.entries().stream().map(entry -> entry.toolset() + "." + entry.area().name()).distinct().sorted()
                .toList();
    }

    /** The tools that fit best; of an empty query, how many there are in each area. */
    Map<String, Object> search(String query) {
        Map<String, Object> found = new LinkedHashMap<>();
        List<String> words = tellingWords(query);
        if (words.isEmpty()) {
            found.put("areas", catalog.entries().stream().collect(Collectors.groupingBy(
                    entry -> entry.toolset() + "." + entry.area().name(), TreeMap::new,
                    Collectors.counting())));
            return found;
        }
        List<Found> ranked = catalog.entries().stream().map(entry -> new Found(entry, score(entry, words)))
                .filter(candidate -> candidate.score() > 0).sorted(Found.BEST_FIRST).toList();
        found.put("total", ranked.size());
        found.put("tools", ranked.stream().limit(MOST_FOUND).map(candidate -> brief(candidate.entry())).toList());
        if (ranked.isEmpty()) {
            found.put("notes", List.of("Nothing has these words. Areas: " + String.join(", ", areas(catalog))));
        }
        return found;
    }

    private record Found(Catalog.Entry entry, int score) {
        static final Comparator<Found> BEST_FIRST = Comparator.comparingInt((Found found) -> -found.score())
                .thenComparing(found -> found.entry().tool().name());
    }

    /** Those of the names that have all of another's words, in whatever order. */
    static List<String> withWordsOf(String name, List<String> names) {
        List<String> wanted = tellingWords(name);
        return wanted.isEmpty()
                ? List.of()
                : names.stream().filter(candidate -> hasAll(words(candidate), wanted))
                        .sorted(Comparator.comparingInt(String::length)).toList();
    }

    private static boolean hasAll(List<String> words, List<String> wanted) {
        return wanted.stream().allMatch(word -> has(words, word) || has(words, SAME.getOrDefault(word, word)));
    }

    private static List<String> tellingWords(String text) {
        return words(text).stream().filter(word -> !NOISE.contains(word)).toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).filter(word -> !word.isEmpty())
                .toList();
    }

    /** A tool that has more of the words stands before one that has one of them often. */
    private static int score(Catalog.Entry entry, List<String> words) {
        int hits = 0;
        int weight = 0;
        for (String word : words) {
            int best = Math.max(weight(entry, word), weight(entry, SAME.getOrDefault(word, word)));
            hits += best > 0 ? 1 : 0;
            weight += best;
        }
        return hits * hits * weight;
    }

    private static int weight(Catalog.Entry entry, String word) {
        Tool tool = entry.tool();
        int weight = 0;
        weight = Math.max(weight, has(words(tool.name()), word) ? IN_NAME : 0);
        weight = Math.max(weight, has(words(tool.title()), word) ? IN_TITLE : 0);
        weight = Math.max(weight, has(words(entry.area().name() + " " + entry.area().title()), word) ? IN_AREA : 0);
        weight = Math.max(weight, has(words(tool.description()), word) ? IN_DESCRIPTION : 0);
        return Math.max(weight, has(tool.params().stream().map(Param::name).toList(), word) ? IN_PARAMETERS : 0);
    }

    /** Singular and plural are the same word. */
    private static boolean has(List<String> words, String wanted) {
        return words.stream().anyMatch(word -> word.equals(wanted) || word.equals(wanted + "s")
                || wanted.equals(word + "s") || (wanted.length() >= 4 && word.startsWith(wanted)));
    }

    private static Map<String, Object> brief(Catalog.Entry entry) {
        Map<String, Object> brief = new LinkedHashMap<>();
        brief.put("name", entry.tool().name());
        brief.put("class", classOf(entry.tool()));
        brief.put("description", entry.tool().description());
        return brief;
    }

    static Map<String, Object> describe(Tool tool, Map<String, Object> input) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", tool.name());
        described.put("class", classOf(tool));
        described.put("description", tool.description());
        described.put("inputSchema", input);
        return described;
    }

    /** With the class that some arguments raise it to. */
    private static String classOf(Tool tool) {
        String usual = word(tool.safety());
        return tool.highestSafety() == tool.safety()
                ? usual
                : usual + ", or " + word(tool.highestSafety()) + " by its arguments";
    }

    static String word(Safety safety) {
        return safety.name().toLowerCase(Locale.ROOT);
    }
}
