package io.github.proxmoxtools.simulator.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Who holds which lock, and who waits for it. */
final class TaskQueues {
    private record Waiting(Task task, Runnable admitted) {}

    private final Map<String, Task> holders = new HashMap<>();
    private final Map<String, Deque<Waiting>> queues = new HashMap<>();

    /** Takes a lock, or queues for it: then it is told when it is its turn. */
    boolean take(String lock, Task task, Runnable admitted) {
        if (isHeld(lock)) {
            queues.computeIfAbsent(lock, key -> new ArrayDeque<>()).add(new Waiting(task, admitted));
            return false;
        }
        holders.put(lock, task);
        return true;
    }

    boolean isHeld(String lock) {
        return holders.containsKey(lock);
    }

    /** Leaves a queue: false when it was not in it any more. */
    boolean leave(String lock, Task task) {
        Deque<Waiting> queue = queues.get(lock);
        return queue != null && queue.removeIf(waiting -> waiting.task() == task) && task.runs();
    }

    /** Gives back what a task held that is over, and lets the next one in. */
    void release(Task task) {
        String lock = holders.entrySet().stream().filter(entry -> entry.getValue() == task).map(Map.Entry::getKey)
                .findFirst().orElse("");
        if (!lock.isEmpty()) {
            holders.remove(lock);
            admitNext(lock);
        }
    }

    private void admitNext(String lock) {
        Deque<Waiting> queue = queues.getOrDefault(lock, new ArrayDeque<>());
        while (!isHeld(lock) && !queue.isEmpty()) {
            Waiting next = queue.remove();
            if (next.task().runs()) {
                holders.put(lock, next.task());
                next.admitted().run();
            }
        }
    }
}
