package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tasks of all nodes. */
public final class Tasks {
    /** How long a worker waits for a guest's lock before it gives up. */
    static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);
    private static final Duration NODE_UPTIME_AT_START = Duration.ofHours(26);
    private static final int FIRST_PID = 0x2C1;

    private final Timeline timeline;
    private final Duration second;
    private final Instant boot;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, Deque<TaskFate>> fates = new HashMap<>();
    private final Map<String, Hold> holds = new HashMap<>();
    private int pid = FIRST_PID;

    private record Hold(Task holder, Instant until) {}

    Tasks(Timeline timeline, double speed) {
        this.timeline = timeline;
        this.second = Duration.ofNanos((long) (1_000_000_000L / speed));
        this.boot = timeline.now().minus(NODE_UPTIME_AT_START);
    }

    /**
     * Starts a task.
     *
     * @param node where
     * @param type its type
     * @param id what it concerns, may be empty
     * @param user who asks
     * @param lock the lock that it holds while it runs, null for none
     * @param work what it does
     * @return its UPID
     */
    public Upid start(String node, String type, String id, String user, @Nullable String lock, TaskWork work) {
        Instant now = timeline.now();
        long ticks = Duration.between(boot, now).toMillis() / 10;
        var task = new Task(new Upid(node, pid += 3, ticks, now.getEpochSecond(), type, id, user));
        tasks.put(task.upid().toString(), task);
        TaskFate fate = nextFate(type);
        Optional<Hold> hold = lock == null ? Optional.empty() : holder(lock);
        if (lock == null || hold.isEmpty()) {
            begin(task, lock, fate, work);
        } else {
            queue(task, lock, fate, work, hold.get());
        }
        return task.upid();
    }

    /**
     * Finds a task.
     *
     * @param upid its UPID
     * @return the task
     */
    public Optional<Task> find(String upid) {
        return Optional.ofNullable(tasks.get(upid));
    }

    /**
     * Lists the tasks.
     *
     * @return all tasks, the newest first
     */
    public List<Task> newestFirst() {
        List<Task> all = new ArrayList<>(tasks.values());
        Collections.reverse(all);
        return all;
    }

    /**
     * Ends a task that runs.
     *
     * @param task the task
     */
    public void interrupt(Task task) {
        if (task.runs()) {
            task.fail("received interrupt", timeline.now());
        }
    }

    /**
     * Decides what becomes of the next task of a type that has no decided fate yet.
     *
     * @param type the type, such as {@code qmstart}
     * @param fate what becomes of it
     */
    public void decide(String type, TaskFate fate) {
        fates.computeIfAbsent(type, key -> new ArrayDeque<>()).add(fate);
    }

    /**
     * Tells whether a lock is held.
     *
     * @param lock the lock
     * @return whether a running task holds it
     */
    public boolean isHeld(String lock) {
        return holder(lock).isPresent();
    }

    /**
     * Converts a real cluster's duration into this one's.
     *
     * @param real how long something takes on a real cluster
     * @return how long it takes here
     */
    public Duration scaled(Duration real) {
        return Duration.ofNanos((long) (second.toNanos() * (real.toMillis() / 1000.0)));
    }

    private TaskFate nextFate(String type) {
        Deque<TaskFate> decided = fates.get(type);
        return decided == null || decided.isEmpty() ? TaskFate.NATURAL : decided.remove();
    }

    private Optional<Hold> holder(String lock) {
        return Optional.ofNullable(holds.get(lock))
                .filter(hold -> hold.holder().runs() && hold.until().isAfter(timeline.now()));
    }

    private void queue(Task task, String lock, TaskFate fate, TaskWork work, Hold hold) {
        Instant patienceEnds = timeline.now().plus(scaled(LOCK_PATIENCE));
        if (hold.until().isAfter(patienceEnds)) {
            task.write("trying to acquire lock...");
            timeline.at(patienceEnds, () -> retryOnce(task, lock, fate, work));
        } else {
            timeline.at(hold.until(), () -> begin(task, lock, fate, work));
        }
    }

    private void retryOnce(Task task, String lock, TaskFate fate, TaskWork work) {
        if (holder(lock).isEmpty()) {
            begin(task, lock, fate, work);
        } else if (task.runs()) {
            task.fail("can't lock file '" + lock + "' - got timeout", timeline.now());
        }
    }

    private void begin(Task task, @Nullable String lock, TaskFate fate, TaskWork work) {
        if (!task.runs()) {
            return;
        }
        try {
            work.begin().run(task::write);
        } catch (TaskFailure failure) {
            task.fail(failure.text(), timeline.now());
            return;
        }
        task.undoBy(work.undo());
        Duration lasts = fate.lasts().orElseGet(() -> scaled(work.lasts()));
        Instant over = timeline.now().plus(lasts);
        if (lock != null) {
            holds.put(lock, new Hold(task, over));
        }
        timeline.at(over, () -> finish(task, fate, work));
    }

    private void finish(Task task, TaskFate fate, TaskWork work) {
        if (!task.runs()) {
            return;
        }
        if (fate.failure().isPresent()) {
            task.fail(fate.failure().get(), timeline.now());
            return;
        }
        try {
            work.end().run(task::write);
            fate.warnings().forEach(task::warn);
            task.succeed(timeline.now());
        } catch (TaskFailure failure) {
            task.fail(failure.text(), timeline.now());
        }
    }
}
