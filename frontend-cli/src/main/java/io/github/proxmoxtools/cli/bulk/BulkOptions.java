package io.github.proxmoxtools.cli.bulk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which guests or other things, and how they are taken.
 *
 * @param words ids, names and ranges of ids of guests, or ids of other things, as they were given
 * @param selector terms that all must hold, such as {@code status=stopped,tags~web}
 * @param all whether every guest of the kind is meant
 * @param limits how many at once
 * @param retryLocked how long a guest that is locked is tried again; zero for never
 * @param failFast whether none is started any more after the first failure
 * @param parameter what the words name, where they are no guests
 */
public record BulkOptions(List<String> words, Optional<String> selector, boolean all, Limits limits,
        Duration retryLocked,
        boolean failFast, Optional<String> parameter) {
    /** At once, where nothing else is said. */
    public static final int USUAL_PARALLEL = 4;
    /** The most that may be asked for. */
    public static final int MOST_PARALLEL = 64;
    /** At once, where each writes to a storage. */
    public static final int USUAL_PER_STORAGE = 2;
    /** For how long, in seconds, where nothing else is said. */
    public static final int USUAL_RETRY = 60;

    /**
     * Takes things that are no guests, one after the other.
     *
     * @param parameter the tool's name of them
     * @param words their ids
     * @param failFast whether none is started any more after the first failure
     * @return the choice
     */
    public static BulkOptions inOrder(String parameter, List<String> words, boolean failFast) {
        return new BulkOptions(words, Optional.empty(), false, new Limits(1, 1), Duration.ZERO, failFast,
                Optional.of(parameter));
    }

    /** Copies the list. */
    public BulkOptions {
        words = List.copyOf(words);
    }

    /**
     * How many at once.
     *
     * @param parallel of any kind
     * @param perStorage of those that write to the same storage
     */
    public record Limits(int parallel, int perStorage) {}
}
