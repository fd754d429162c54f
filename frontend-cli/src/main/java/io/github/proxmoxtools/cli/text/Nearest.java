package io.github.proxmoxtools.cli.text;

import io.github.proxmoxtools.tools.engine.Suggestions;
import java.util.Collection;
import java.util.List;

/** Finds what a misspelt word may have meant. */
public final class Nearest {
    private static final int MOST = 3;

    private Nearest() {}

    public static String asQuestion(String word, Collection<String> candidates) {
        List<String> near = of(word, candidates);
        return near.isEmpty() ? "" : "Did you mean " + String.join(" or ", near) + "?";
    }

    /** Gives up to three words, the nearest first; none where nothing is near. */
    public static List<String> of(String word, Collection<String> candidates) {
        return Suggestions.of(word, candidates, MOST);
    }
}
