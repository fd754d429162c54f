package io.github.proxmoxtools.cli.interrupt;

import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ToolCall;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A call that has not returned: who runs it, and what it would leave behind. */
final class RunningCall {
    private final Thread thread = Thread.currentThread();
    private final boolean onlyReads;
    private volatile @Nullable String upid;
    private volatile boolean asks;
    private volatile boolean stopsTask;

    RunningCall(boolean onlyReads) {
        this.onlyReads = onlyReads;
    }

    /** What only looks, or waits for a yes, can be left without a word. */
    boolean leavesNothing() {
        return onlyReads || asks;
    }

    Optional<String> upid() {
        return Optional.ofNullable(upid);
    }

    void follows(String task) {
        upid = task;
    }

    /** A step begins when the task of the one before has ended. */
    void followsNothing() {
        upid = null;
    }

    ToolCall watched(ToolCall call) {
        return call.confirmedBy(noticing(call.confirmer()))
                .stoppingTaskWhen(() -> stopsTask || call.stopsTask().getAsBoolean());
    }

    private Confirmer noticing(Confirmer confirmer) {
        return new Confirmer() {
            @Override
            public CompletionStage<Answer> ask(Plan plan) {
                asks = true;
                try {
                    return confirmer.ask(plan);
                } finally {
                    asks = false;
                }
            }

            @Override
            public boolean hasAnsweredForAll() {
                return confirmer.hasAnsweredForAll();
            }

            @Override
            public String way() {
                return confirmer.way();
            }
        };
    }

    void end(boolean withItsTask) {
        stopsTask = withItsTask;
        thread.interrupt();
    }
}
