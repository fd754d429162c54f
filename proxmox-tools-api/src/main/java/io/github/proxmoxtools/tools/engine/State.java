package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a call is about to touch, as it was found.
 *
 * @param facts what people are told of it
 * @param decisive what must still be the same when the call is sent, by what it is for people; settled. What could not be
 *            read and what is not there stand in it as such
 */
record State(Map<String, @Nullable Object> facts, Map<String, @Nullable Object> decisive) {
    static final State NOTHING = new State(Map.of(), Map.of());
    static final String THERE = "there";
    static final String NOT_THERE = "not there";
    static final String NOT_READABLE = "not readable";
    private static final String UNREAD = "not_readable";
    private static final int LONGEST_REASON = 160;

    /** Whatever is written next fails for them too: nobody need be asked. */
    private static final Set<FailureKind> OF_THE_LOGIN = Set.of(FailureKind.NOT_LOGGED_IN, FailureKind.CERTIFICATE);

    static State fact(String name, Object value) {
        return new State(Map.of(name, value), Map.of());
    }

    static State decisive(String what, @Nullable Object value) {
        Map<String, @Nullable Object> decisive = new LinkedHashMap<>();
        decisive.put(what, value);
        return new State(Map.of(), decisive);
    }

    /** People are told, with the reason, and it must still be unreadable when the call is sent. */
    static State notReadable(String subject, String what, ToolFailure failure) {
        return fact(UNREAD, Map.of(subject, reason(failure))).and(decisive(what, NOT_READABLE));
    }

    /** A missing privilege, a server that fails, or one that is away; any other failure is the call's own. */
    static void refuseUnlessUnreadable(ToolFailure failure) {
        boolean isOfTheServer = failure instanceof ServerFailure || failure instanceof TransportFailure;
        if (!isOfTheServer || OF_THE_LOGIN.contains(failure.kind())) {
            throw failure;
        }
    }

    /** The server's first words. */
    static String reason(ToolFailure failure) {
        String line = failure.error().lines().map(String::strip).filter(text -> !text.isEmpty()).findFirst()
                .orElse(failure.kind().code());
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
    }

    /** Facts of one name about several things stand together. */
    State and(State other) {
        Map<String, @Nullable Object> allFacts = new LinkedHashMap<>(facts);
        other.facts.forEach((name, value) -> allFacts.put(name, both(allFacts.get(name), value)));
        Map<String, @Nullable Object> allDecisive = new LinkedHashMap<>(decisive);
        allDecisive.putAll(other.decisive);
        return new State(allFacts, allDecisive);
    }

    private static @Nullable Object both(@Nullable Object first, @Nullable Object second) {
        if (first instanceof Map<?, ?> some && second instanceof Map<?, ?> more) {
            Map<Object, @Nullable Object> all = new LinkedHashMap<>(some);
            all.putAll(more);
            return all;
        }
        return second;
    }

    /** The same under a heading of its own, but for what could not be read. */
    State below(String heading) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>(facts);
        Object unread = own.remove(UNREAD);
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        if (!own.isEmpty()) {
            all.put(heading, own);
        }
        if (unread != null) {
            all.put(UNREAD, unread);
        }
        return new State(all, decisive);
    }

    /** Equal for equal decisive parts, whatever order the server gave them in; tells nothing of them. */
    String fingerprint() {
        if (decisive.isEmpty()) {
            return "";
        }
        return Digest.sha256(JsonText.compact(new TreeMap<>(decisive)).getBytes(StandardCharsets.UTF_8));
    }
}
