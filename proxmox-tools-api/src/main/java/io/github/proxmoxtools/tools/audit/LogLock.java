package io.github.proxmoxtools.tools.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps all others away from a log: threads by a lock of this process, other processes by a lock on a file beside the log.
 *
 * <p>The lock is on a file of its own because a process loses its locks on a file as soon as it closes that file anywhere.
 * For the same reason that file is opened by one thread at a time.
 */
final class LogLock implements AutoCloseable {
    /** One for each log: whoever waits for a slow disk holds up nobody who writes elsewhere. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
    private static final long BETWEEN_TRIES = TimeUnit.MILLISECONDS.toNanos(1);

    private final FileChannel channel;
    private final ReentrantLock threads;

    private LogLock(FileChannel channel, ReentrantLock threads) {
        this.channel = channel;
        this.threads = threads;
    }

    static Path fileOf(Path log) {
        return log.resolveSibling(log.getFileName() + ".lock");
    }

    static LogLock take(Path log, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        ReentrantLock threads = threadsOf(log);
        if (!threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw busy(log);
        }
        try {
            return new LogLock(locked(log, end), threads);
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    /** A log is one log by whatever way it is reached. */
    private static ReentrantLock threadsOf(Path log) throws IOException {
        Path file = fileOf(log.toAbsolutePath());
        Path folder = file.resolveSibling("").toRealPath();
        return THREADS.computeIfAbsent(folder.resolve(file.getFileName()), path -> new ReentrantLock());
    }

    private static IOException busy(Path log) {
        return new IOException(log + ": somebody else holds its lock");
    }

    private static FileChannel locked(Path log, long end) throws IOException {
        FileChannel channel = FileChannel.open(fileOf(log),
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS),
                LogFile.forOwnerOnly(log));
        try {
            await(log, channel, end);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void await(Path log, FileChannel channel, long end) throws IOException {
        while (!isLocked(channel)) {
            if (System.nanoTime() - end > 0) {
                throw busy(log);
            }
            LockSupport.parkNanos(BETWEEN_TRIES);
        }
    }

    /** These classes may be there twice in one process, and know nothing of each other. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            threads.unlock();
        }
    }
}
