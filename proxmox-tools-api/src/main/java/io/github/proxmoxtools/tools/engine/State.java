package io.github.proxmoxtools.tools.engine;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a call is about to touch, as it was found.
 *
 * @param facts what people are told of it
 * @param decisive what must still be the same when the call is sent, by what it is for people; settled, and without what
 *            could not be read
 */
record State(Map<String, @Nullable Object> facts, Map<String, @Nullable Object> decisive) {
    static final State NOTHING = new State(Map.of(), Map.of());

    State and(State other) {
        Map<String, @Nullable Object> allFacts = new LinkedHashMap<>(facts);
        allFacts.putAll(other.facts);
        Map<String, @Nullable Object> allDecisive = new LinkedHashMap<>(decisive);
        allDecisive.putAll(other.decisive);
        return new State(allFacts, allDecisive);
    }

    /** Equal for equal decisive parts, whatever order the server gave them in; tells nothing of them. */
    String fingerprint() {
        if (decisive.isEmpty()) {
            return "";
        }
        return Digest.sha256(JsonText.compact(new TreeMap<>(decisive)).getBytes(StandardCharsets.UTF_8));
    }
}
