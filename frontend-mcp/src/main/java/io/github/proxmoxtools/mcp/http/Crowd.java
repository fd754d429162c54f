package io.github.proxmoxtools.mcp.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the requests in flight from each address. */
final class Crowd {
    private final int most;
    private final Map<String, Integer> inFlight = new ConcurrentHashMap<>();

    Crowd(int most) {
        this.most = most;
    }

    /** Counts a request, unless there are as many already. */
    boolean enter(String address) {
        if (inFlight.merge(address, 1, Integer::sum) > most) {
            leave(address);
            return false;
        }
        return true;
    }

    void leave(String address) {
        inFlight.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
}
