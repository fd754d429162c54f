package io.github.proxmoxtools.client;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a large answer goes, and what is expected of it.
 *
 * <p>It is streamed: memory does not grow with its size.
 */
public final class Download {
    private final Target target;
    private final long limit;
    private final TransferListener listener;
    private final @Nullable ChecksumAlgorithm algorithm;
    private final @Nullable String expected;

    /** Where the bytes go. */
    sealed interface Target {
        /** A file, which appears when it is complete. */
        record ToFile(Path file, boolean replaces) implements Target {}

        /** A stream, which may hold half of the answer if the download fails. */
        record ToStream(OutputStream stream) implements Target {}
    }

    private Download(Target target, long limit, TransferListener listener, @Nullable ChecksumAlgorithm algorithm,
            @Nullable String expected) {
        this.target = target;
        this.limit = limit;
        this.listener = listener;
        this.algorithm = algorithm;
        this.expected = expected;
    }

    /**
     * Writes a new file, which appears under its name when it is complete.
     *
     * @param file where it will be; nothing may be there yet
     * @return a download without limit
     */
    public static Download to(Path file) {
        return to(new Target.ToFile(file, false));
    }

    /**
     * Writes a file in place of one that may be there, in one step when it is complete.
     *
     * @param file where it will be
     * @return a download without limit
     */
    public static Download replacing(Path file) {
        return to(new Target.ToFile(file, true));
    }

    /**
     * Writes to a stream, which is neither flushed nor closed, and which may hold half of the answer if the download
     * fails.
     *
     * @param stream where it goes
     * @return a download without limit
     */
    public static Download to(OutputStream stream) {
        return to(new Target.ToStream(stream));
    }

    private static Download to(Target target) {
        return new Download(target, Long.MAX_VALUE, TransferListener.NONE, null, null);
    }

    /**
     * Limits the size.
     *
     * @param bytes what may come at most
     * @return a download that fails where more comes
     * @throws IllegalArgumentException if the limit is negative
     */
    public Download atMost(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a limit is not negative, unlike " + bytes);
        }
        return new Download(target, bytes, listener, algorithm, expected);
    }

    /**
     * Lets somebody watch.
     *
     * @param watcher is told how much has come
     * @return a download that is watched
     */
    public Download reportingTo(TransferListener watcher) {
        return new Download(target, limit, watcher, algorithm, expected);
    }

    /**
     * Computes a checksum of what comes.
     *
     * @param how the way to compute it
     * @return a download whose result says the checksum
     */
    public Download checksummed(ChecksumAlgorithm how) {
        return new Download(target, limit, listener, how, null);
    }

    /**
     * Compares the checksum of what comes.
     *
     * @param how the way to compute it
     * @param hex what is expected, in hex digits
     * @return a download that fails where another thing comes
     */
    public Download checksum(ChecksumAlgorithm how, String hex) {
        return new Download(target, limit, listener, how, hex.toLowerCase(Locale.ROOT));
    }

    Target target() {
        return target;
    }

    long limit() {
        return limit;
    }

    TransferListener listener() {
        return listener;
    }

    Optional<ChecksumAlgorithm> algorithm() {
        return Optional.ofNullable(algorithm);
    }

    Optional<String> expected() {
        return Optional.ofNullable(expected);
    }
}
