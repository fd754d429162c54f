package io.github.proxmoxtools.mcp.calls;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PlanTokensTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final PlanTokens tokens = new PlanTokens(now::get);

    @Test
    void opensItsOwnPlanOnce() {
        String token = tokens.issue("delete 100");
        assertTrue(tokens.redeem(token, "delete 100"));
        assertFalse(tokens.redeem(token, "delete 100"));
    }

    @Test
    void isSpentOnAnotherPlan() {
        String token = tokens.issue("delete 100");
        assertFalse(tokens.redeem(token, "delete 101"));
        assertFalse(tokens.redeem(token, "delete 100"));
    }

    @Test
    void expires() {
        String token = tokens.issue("delete 100");
        now.set(Instant.EPOCH.plus(PlanTokens.LIFE));
        assertFalse(tokens.redeem(token, "delete 100"));
    }

    @Test
    void isNothingThatCanBeMadeUp() {
        assertFalse(tokens.redeem("0".repeat(24), "delete 100"));
        assertFalse(tokens.redeem(null, "delete 100"));
        assertFalse(tokens.redeem(7L, "delete 100"));
    }
}
