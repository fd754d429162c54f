package io.github.proxmoxtools.mcp.calls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
    private boolean closed;

    /**
     * Makes a desk.
     *
     * @param mistakes hears of exceptions that nobody planned
     */
    public Desk(Consumer<Throwable> mistakes) {
        this.mistakes = mistakes;
    }

    /** How something stands; whoever first takes it from open has its only answer. */
    private enum State {
        OPEN,
        ANSWERED,
        /** By the client, which wants it no longer. */
        TAKEN_BACK,
        /** Because there is nobody any more whom it could be answered. */
        ENDED
    }

    /** Something that is being done. */
    private record Job(Object id, Thread thread, AtomicReference<State> state, Runnable noAnswer) {
        /** Whatever comes of saying so, the work itself hears of it. */
        void close(State why) {
            try {
                if (state.compareAndSet(State.OPEN, why)) {
                    noAnswer.run();
                }
            } finally {
                thread.interrupt();
            }
        }
    }

    /** Tells work whether anybody still waits for it. */
    public interface Waiting {
        /**
         * Tells whether an answer would reach anybody.
         *
         * @return false once the work was taken back or ended
         */
        boolean isOpen();

        /**
         * Tells whether the client itself has taken the work back.
         *
         * @return false where a session or the whole server has ended instead
         */
        boolean isTakenBack();
    }

    private record Look(AtomicReference<State> state) implements Waiting {
        @Override
        public boolean isOpen() {
            return state.get() == State.OPEN;
        }

        @Override
        public boolean isTakenBack() {
            return state.get() == State.TAKEN_BACK;
        }
    }

    /**
     * Starts something and returns at once.
     *
     * @param id how the client names it; it may be cancelled by that name as soon as this returns
     * @param name names its thread
     * @param work gives the answer; interrupted when it is taken back
     * @param done receives the answer; nothing if it was taken back or ended, or a mistake was made
     * @param <T> what the answer is
     */
    public <T> void start(Object id, String name, Function<Waiting, T> work, Consumer<Optional<T>> done) {
        AtomicReference<State> state = new AtomicReference<>(State.OPEN);
        lock.lock();
        try {
            if (!closed) {
                long number = ++counter;
                Thread thread = Thread.ofVirtual().name(name + "-" + number)
                        .unstarted(() -> run(number, state, work, done));
                jobs.put(number, new Job(id, thread, state, () -> done.accept(Optional.empty())));
                thread.start();
                return;
            }
        } finally {
            lock.unlock();
        }
        done.accept(Optional.empty());
    }

    /** The job stays known until its answer is out, so that closing waits for that as well. */
    private <T> void run(long number, AtomicReference<State> state, Function<Waiting, T> work,
            Consumer<Optional<T>> done) {
        try {
            T answer = work.apply(new Look(state));
            if (state.compareAndSet(State.OPEN, State.ANSWERED)) {
                done.accept(Optional.of(answer));
            }
        } catch (RuntimeException | Error e) {
            mistakes.accept(e);
            if (state.compareAndSet(State.OPEN, State.ENDED)) {
                done.accept(Optional.empty());
            }
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
     * Takes back whatever has such a name, because the client says so; what is done, or what nobody knows, is left alone.
     *
     * @param which tells by the name that the client gave
     */
    public void cancel(Predicate<Object> which) {
        close(which, State.TAKEN_BACK);
    }

    /**
     * Ends whatever has such a name, because there is nobody any more whom it could be answered.
     *
     * @param which tells by the name that the client gave
     */
    public void end(Predicate<Object> which) {
        close(which, State.ENDED);
    }

    private void close(Predicate<Object> which, State why) {
        for (Job job : matching(which)) {
            try {
                job.close(why);
            } catch (RuntimeException e) {
                mistakes.accept(e);
            }
        }
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
     * Ends everything: what ends by itself in time is answered, the rest is ended, and nothing new is begun.
     *
     * @param patience how long to wait for it
     */
    public void close(Duration patience) {
        refuseMore();
        await(patience);
        end(id -> true);
        await(LAST_BREATH);
    }

    private void refuseMore() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
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
