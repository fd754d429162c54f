package io.github.proxmoxtools.mcp.calls;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again at what clients have subscribed to, and tells when it has changed.
 *
 * <p>Proxmox VE tells nobody of changes by itself. Nothing is looked at, and no thread lives, while nobody is subscribed.
 */
public final class Watch {
    private static final int MOST = 100;
    private static final int MOST_OF_ALL = 500;

    private final Function<String, String> states;
    private final Consumer<String> changed;
    private final Consumer<Throwable> mistakes;
    private final Duration pause;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changedSubscribers = lock.newCondition();
    private final Map<String, Set<String>> subscribers = new HashMap<>();
    private final Map<String, String> seen = new HashMap<>();
    private @Nullable Thread looking;

    /**
     * Makes a watch.
     *
     * @param states gives what must change for somebody to be told, by address; also where it cannot be read
     * @param changed hears of addresses whose state has changed
     * @param mistakes hears of exceptions that nobody planned
     * @param pause how long to wait between two looks
     */
    public Watch(Function<String, String> states, Consumer<String> changed, Consumer<Throwable> mistakes,
            Duration pause) {
        this.states = states;
        this.changed = changed;
        this.mistakes = mistakes;
        this.pause = pause;
    }

    /**
     * Begins to look; of very many addresses, of one session or of all, the later ones are not looked at.
     *
     * @param session who wants to hear of it
     * @param address the address
     */
    public void add(String session, String address) {
        lock.lock();
        try {
            long own = subscribers.values().stream().filter(sessions -> sessions.contains(session)).count();
            if (own < MOST && (subscribers.size() < MOST_OF_ALL || subscribers.containsKey(address))) {
                subscribers.computeIfAbsent(address, key -> new HashSet<>()).add(session);
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        if (looking == null) {
            looking = Thread.ofVirtual().name("watch").start(this::look);
        }
        changedSubscribers.signalAll();
    }

    /**
     * Ceases to look.
     *
     * @param session who no longer wants to hear of it
     * @param address the address
     */
    public void remove(String session, String address) {
        lock.lock();
        try {
            leave(session, address);
            changedSubscribers.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void leave(String session, String address) {
        Set<String> sessions = subscribers.get(address);
        if (sessions != null && sessions.remove(session) && sessions.isEmpty()) {
            subscribers.remove(address);
            seen.remove(address);
        }
    }

    /**
     * Ceases to look at whatever somebody wanted to hear of.
     *
     * @param session who has gone
     */
    public void forget(String session) {
        lock.lock();
        try {
            List.copyOf(subscribers.keySet()).forEach(address -> leave(session, address));
            changedSubscribers.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            for (Set<String> addresses = addresses(); !addresses.isEmpty(); addresses = afterPause()) {
                addresses.forEach(this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            rest();
        }
    }

    /** Whatever ended the thread, the next subscriber starts another. */
    private void rest() {
        lock.lock();
        try {
            if (looking == Thread.currentThread()) {
                looking = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void look(String address) {
        try {
            if (isNew(address, states.apply(address))) {
                changed.accept(address);
            }
        } catch (RuntimeException | Error e) {
            mistakes.accept(e);
        }
    }

    private Set<String> addresses() {
        lock.lock();
        try {
            if (subscribers.isEmpty()) {
                looking = null;
            }
            return Set.copyOf(subscribers.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** A new subscriber does not wait: its first look is what later ones are compared with. */
    private Set<String> afterPause() throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0 && !subscribers.isEmpty() && seen.keySet().containsAll(subscribers.keySet())) {
                left = changedSubscribers.awaitNanos(left);
            }
            return addresses();
        } finally {
            lock.unlock();
        }
    }

    /** The first look is what later ones are compared with. */
    private boolean isNew(String address, String state) {
        lock.lock();
        try {
            String before = subscribers.containsKey(address) ? seen.put(address, state) : null;
            return before != null && !before.equals(state);
        } finally {
            lock.unlock();
        }
    }
}
