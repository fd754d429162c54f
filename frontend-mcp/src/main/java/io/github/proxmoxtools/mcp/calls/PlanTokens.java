package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens that stand for one plan each: for that plan only, once only, for a short time only. */
final class PlanTokens {
    static final Duration LIFE = Duration.ofMinutes(5);

    private static final int MOST = 1000;
    private static final int BYTES = 12;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();

    PlanTokens(InstantSource clock) {
        this.clock = clock;
    }

    private record Ticket(String plan, Instant end) {}

    synchronized String issue(String plan) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        forgetOldest();
        tickets.put(token, new Ticket(digest(plan), clock.instant().plus(LIFE)));
        return token;
    }

    /** Spends a token, whether or not it fits. */
    synchronized boolean redeem(@Nullable Object token, String plan) {
        Ticket ticket = token instanceof String text ? tickets.remove(text) : null;
        return ticket != null && clock.instant().isBefore(ticket.end()) && ticket.plan().equals(digest(plan));
    }

    private void forgetOldest() {
        Iterator<Ticket> oldestFirst = tickets.values().iterator();
        while (tickets.size() >= MOST && oldestFirst.hasNext()) {
            oldestFirst.next();
            oldestFirst.remove();
        }
    }

    /** A plan may hold what should not lie around in memory. */
    private static String digest(String plan) {
        return Digest.sha256(plan.getBytes(StandardCharsets.UTF_8));
    }
}
