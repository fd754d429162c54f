package io.github.proxmoxtools.mcp.calls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Does what clients ask for, each on a virtual thread of its own, until it is done or taken back. */
public final class Desk {
    private static final Duration LAST_BREATH = Duration.ofMillis(200);

    private final Consumer<Throwable> mistakes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Map<Long, Job> jobs = new LinkedHashMap<>();
    private long counter;

    /**
     * Makes a desk.
     *
     * @param mistakes hears of exceptions that nobody planned
     */
    public Desk(Consumer<Throwable> mistakes) {
        this.mistakes = mistakes;
    }

    /** Something that is being done; whoever closes it first has the only answer. */
    private record Job(Object id, Thread thread, AtomicBoolean open, Runnable takenBack) {
        void cancel() {
            if (open.compareAndSet(true, false)) {
                takenBack.run();
            }
            thread.interrupt();
        }
    }

    /** Tells work whether anybody still waits for it. */
    @FunctionalInterface
    public interface Waiting {
        /**
         * Tells whether an answer would reach anybody.
         *
         * @return false once the work was taken back
         */
        boolean isOpen();
    }

    /**
     * Starts something and returns at once.
     *
     * @param id how the client names it; it may be cancelled by that name as soon as this returns
     * @param name names its thread
     * @param work gives the answer; interrupted when it is taken back
     * @param done receives the answer; nothing if it was taken back
     * @param <T> what the answer is
     */
    public <T> void start(Object id, String name, Function<Waiting, T> work, Consumer<Optional<T>> done) {
        lock.lock();
        try {
            long number = ++counter;
            AtomicBoolean open = new AtomicBoolean(true);
            Thread thread = Thread.ofVirtual().name(name + "-" + number).unstarted(() -> run(number, open, work, done));
            jobs.put(number, new Job(id, thread, open, () -> done.accept(Optional.empty())));
            thread.start();
        } finally {
            lock.unlock();
        }
    }

    /** The job stays known until its answer is out, so that closing waits for that as well. */
    private <T> void run(long number, AtomicBoolean open, Function<Waiting, T> work, Consumer<Optional<T>> done) {
        try {
            T answer = work.apply(open::get);
            if (open.compareAndSet(true, false)) {
                done.accept(Optional.of(answer));
            }
        } catch (RuntimeException | Error e) {
            mistakes.accept(e);
        } finally {
            forget(number);
        }
    }

    private void forget(long number) {
        lock.lock();
        try {
            jobs.remove(number);
            if (jobs.isEmpty()) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes back whatever has such a name; what is done, or what nobody knows, is left alone.
     *
     * @param which tells by the name that the client gave
     */
    public void cancel(Predicate<Object> which) {
        matching(which).forEach(Job::cancel);
    }

    private List<Job> matching(Predicate<Object> which) {
        lock.lock();
        try {
            return new ArrayList<>(jobs.values().stream().filter(job -> which.test(job.id())).toList());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends everything: what ends by itself in time is answered, the rest is cancelled.
     *
     * @param patience how long to wait for it
     */
    public void close(Duration patience) {
        await(patience);
        cancel(id -> true);
        await(LAST_BREATH);
    }

    private void await(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!jobs.isEmpty() && left > 0) {
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
