package io.github.proxmoxtools.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The requests that came last: a simulator that runs for days must not keep them all. */
final class RequestLog {
    private final int most;
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    RequestLog(int most) {
        this.most = most;
    }

    synchronized void add(RecordedRequest request) {
        if (requests.size() == most) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }
}
