package io.github.proxmoxtools.cli.bulk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which guests, and how they are taken.
 *
 * @param words ids, names and ranges of ids, as they were given
 * @param selector terms that all must hold, such as {@code status=stopped,tags~web}
 * @param all whether every guest of the kind is meant
 * @param pace how many at once
 * @param retryLocked how long a guest that is locked is tried again; zero for never
 * @param failFast whether none is started any more after the first failure
 */
public record BulkOptions(List<String> words, Optional<String> selector, boolean all, Pace pace, Duration retryLocked,
        boolean failFast) {
    /** At once, where nothing else is said. */
    public static final int USUAL_PARALLEL = 4;
    /** The most that may be asked for. */
    public static final int MOST_PARALLEL = 64;
    /** At once, where each writes to a storage. */
    public static final int USUAL_PER_STORAGE = 2;
    /** For how long, in seconds, where nothing else is said. */
    public static final int USUAL_RETRY = 60;

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
    public record Pace(int parallel, int perStorage) {}
}
