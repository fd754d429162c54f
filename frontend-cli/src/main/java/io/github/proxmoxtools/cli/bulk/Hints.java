package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What helps those that failed, beyond why they did: the same words are said once, for all whom they help. */
final class Hints {
    private static final int MOST_NAMED = 3;
    private static final int MOST_LINES = 3;
    private static final String LOG = "log";

    private final Map<String, List<String>> labels = new LinkedHashMap<>();

    void add(String label, ToolFailure failure) {
        of(failure).ifPresent(words -> labels.computeIfAbsent(words, said -> new ArrayList<>()).add(label));
    }

    /** Gives a line for each. */
    List<String> lines() {
        return labels.entrySet().stream().map(hint -> "note: " + named(hint.getValue()) + ": " + hint.getKey())
                .toList();
    }

    private static String named(List<String> all) {
        String some = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMED ? some + " and " + (all.size() - MOST_NAMED) + " more" : some;
    }

    /** Where the log of a task says more, its end is shown instead of words that point to it. */
    private static Optional<String> of(ToolFailure failure) {
        List<String> log = log(failure);
        if (!log.isEmpty()) {
            return Optional.of("its log ends with: " + String.join(" | ", log));
        }
        return Optional.of(CellText.clean(failure.guidance().strip())).filter(words -> !words.isEmpty());
    }

    private static List<String> log(ToolFailure failure) {
        if (!(failure.details().get(LOG) instanceof List<?> lines)) {
            return List.of();
        }
        List<String> telling = lines.stream().filter(Objects::nonNull).map(line -> CellText.clean(line.toString()))
                .filter(line -> !line.isBlank() && !line.contains(CellText.clean(failure.error()))).toList();
        return telling.subList(Math.max(0, telling.size() - MOST_LINES), telling.size());
    }
}
