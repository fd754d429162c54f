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
import java.util.function.Function;
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
    private final Function<Upid, Optional<String>> obstacles;
    private final TaskQueues queues = new TaskQueues();
    private int pid = FIRST_PID;

    Tasks(Timeline timeline, double speed, Function<Upid, Optional<String>> obstacles) {
        this.timeline = timeline;
        this.obstacles = obstacles;
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
        return queue(node, type, id, user, lock == null ? null : TaskLock.ofGuest(lock), work);
    }

    /**
     * Starts a task that may wait its turn.
     *
     * @param node where
     * @param type its type
     * @param id what it concerns, may be empty
     * @param user who asks
     * @param lock the lock that it holds while it runs, and how it waits for it, null for none
     * @param work what it does
     * @return its UPID
     */
    public Upid queue(String node, String type, String id, String user, @Nullable TaskLock lock, TaskWork work) {
        Instant now = timeline.now();
        long ticks = Duration.between(boot, now).toMillis() / 10;
        var task = new Task(new Upid(node, pid += 3, ticks, now.getEpochSecond(), type, id, user));
        tasks.put(task.upid().toString(), task);
        var run = new Run(task, nextFate(type), work);
        task.onInterrupt(() -> end(run, "received interrupt"));
        if (lock == null) {
            begin(run);
        } else if (queues.take(lock.name(), task, () -> admit(run, lock))) {
            begin(run);
        } else {
            task.write(lock.waiting());
            timeline.at(now.plus(scaled(lock.patience())), () -> giveUp(run, lock));
        }
        return task.upid();
    }

    /**
     * Starts a task that holds no lock.
     *
     * @param node where
     * @param type its type
     * @param id what it concerns, may be empty
     * @param user who asks
     * @param work what it does
     * @return its UPID
     */
    public Upid start(String node, String type, String id, String user, TaskWork work) {
        return queue(node, type, id, user, null, work);
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
        task.interrupt();
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
        return queues.isHeld(lock);
    }

    /** Lets everything happen that is due by now, so that what takes no time is over for whoever started it. */
    public void settle() {
        timeline.proceed(timeline.now());
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

    /** What runs on a node stands still. */
    void freeze(String node) {
        runningOn(node).forEach(Task::freeze);
    }

    /** What stood still on a node has come to nothing. */
    void abandon(String node) {
        runningOn(node).forEach(task -> {
            task.fail("unexpected status", timeline.now());
            queues.release(task);
        });
    }

    private List<Task> runningOn(String node) {
        return tasks.values().stream().filter(task -> task.runs() && task.upid().node().equals(node)).toList();
    }

    private TaskFate nextFate(String type) {
        Deque<TaskFate> decided = fates.get(type);
        return decided == null || decided.isEmpty() ? TaskFate.NATURAL : decided.remove();
    }

    private void admit(Run run, TaskLock lock) {
        lock.admitted().ifPresent(run.task::write);
        begin(run);
    }

    private void giveUp(Run run, TaskLock lock) {
        if (queues.leave(lock.name(), run.task) && run.task.moves()) {
            end(run, lock.refusal());
        }
    }

    private void begin(Run run) {
        if (!run.task.moves()) {
            return;
        }
        Optional<String> obstacle = obstacles.apply(run.task.upid());
        if (obstacle.isPresent()) {
            end(run, obstacle.get());
            return;
        }
        run.task.onInterrupt(() -> breakOff(run, "received interrupt"));
        try {
            run.work.begin().run(run.task::write);
        } catch (TaskFailure failure) {
            end(run, failure.text());
            return;
        }
        Duration natural = scaled(run.work.lasts());
        Duration lasts = run.fate.lasts().orElse(natural);
        double stretch = natural.isZero() ? 1 : lasts.toNanos() / (double) natural.toNanos();
        for (TaskWork.Stage stage : run.work.stages()) {
            Duration after = Duration.ofNanos((long) (scaled(stage.after()).toNanos() * stretch));
            timeline.at(timeline.now().plus(after), () -> pass(run, stage.step()));
        }
        timeline.at(timeline.now().plus(lasts), () -> finish(run));
    }

    private void pass(Run run, TaskWork.Step step) {
        if (run.task.moves()) {
            try {
                step.run(run.task::write);
            } catch (TaskFailure failure) {
                breakOff(run, failure.text());
            }
        }
    }

    private void finish(Run run) {
        if (!run.task.moves()) {
            return;
        }
        if (run.fate.failure().isPresent()) {
            breakOff(run, run.fate.failure().get());
            return;
        }
        try {
            run.work.end().run(run.task::write);
            run.fate.warnings().forEach(run.task::warn);
            run.task.succeed(timeline.now());
            queues.release(run.task);
        } catch (TaskFailure failure) {
            end(run, failure.text());
        }
    }

    private void breakOff(Run run, String reason) {
        end(run, run.work.broken().run(run.task::write, reason));
    }

    private void end(Run run, String text) {
        run.task.fail(text, timeline.now());
        queues.release(run.task);
    }

    private record Run(Task task, TaskFate fate, TaskWork work) {}
}
