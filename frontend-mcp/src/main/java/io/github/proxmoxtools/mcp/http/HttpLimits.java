package io.github.proxmoxtools.mcp.http;

import io.github.proxmoxtools.mcp.protocol.Incoming;
import java.time.Duration;

/**
 * What clients may take up, so that none of them can take it from the others.
 *
 * @param body the longest body, in bytes
 * @param bodies all bodies of requests in flight together, in bytes
 * @param perAddress requests in flight from one address
 * @param perSession requests in flight in one session
 * @param sessions how many sessions there may be
 * @param idle after how long without a request and without an open stream a session ends
 * @param pulse how often a silent stream shows that it is alive
 */
record HttpLimits(int body, long bodies, int perAddress, int perSession, int sessions, Duration idle, Duration pulse) {
    /** A thousand calls at once from one address, and whoever checks on them, must get through. */
    static final HttpLimits STANDARD = new HttpLimits(Incoming.LONGEST, 4L * Incoming.LONGEST, 2000, 1500, 1000,
            Duration.ofMinutes(30), Duration.ofSeconds(15));
}
