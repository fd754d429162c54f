package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Says yes to what somebody has seen and confirmed, and to nothing else.
 *
 * <p>The last of many guests may have become another thing while the others were taken.
 */
final class HeldConfirmer implements Confirmer {
    private static final String LOCK = "lock";
    /** The lock is a line of the configuration, and therefore part of its digest. */
    private static final Set<String> PASSING = Set.of(LOCK, "uptime", "digest");

    /** What changes with each of several things that stand in one place: the file of all storages, a guest's snapshots. */
    private static final String SIBLINGS = "snapshots";

    private final Plan confirmed;
    private final boolean amongSiblings;
    private boolean changed;

    /**
     * Holds to a plan.
     *
     * @param confirmed what was seen
     * @param amongSiblings whether the calls before may have changed the digest of what it stands in
     */
    HeldConfirmer(Plan confirmed, boolean amongSiblings) {
        this.confirmed = confirmed;
        this.amongSiblings = amongSiblings;
    }

    @Override
    public CompletionStage<Answer> ask(Plan plan) {
        boolean same = plan.writes().equals(confirmed.writes()) && (plan.state().equals(confirmed.state())
                || isUnlocked(plan) || (amongSiblings && lasting(plan).equals(lasting(confirmed))));
        changed = !same;
        return CompletableFuture.completedFuture(same ? Answer.YES : Answer.NO);
    }

    /** A lock that was seen and has gone away is what was waited for. */
    private boolean isUnlocked(Plan plan) {
        return confirmed.facts().containsKey(LOCK) && lasting(plan).equals(lasting(confirmed));
    }

    private Map<String, @Nullable Object> lasting(Plan plan) {
        Map<String, @Nullable Object> facts = new HashMap<>(plan.facts());
        facts.keySet().removeAll(PASSING);
        if (amongSiblings) {
            facts.remove(SIBLINGS);
        }
        return facts;
    }

    ToolFailure explained(Refusal refusal) {
        return changed
                ? new InvalidCall(FailureKind.CHANGED_MEANWHILE, "It is not what was confirmed any more; nothing was "
                        + "changed", "Look at it again, and confirm it anew.", Map.of())
                : refusal;
    }
}
