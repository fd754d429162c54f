package io.github.proxmoxtools.cli.interrupt;

import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.cli.cluster.Unsent;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the calls that run when a signal comes, so that each can say what it leaves behind.
 *
 * <p>What only reads is left at once. While a task runs, somebody at a terminal is asked whether it shall stop too; a
 * second signal during the question leaves it running, and one after it ends the process without waiting for anything.
 *
 * <p>No call sends anything that changes something while it is asked, and none afterwards: every answer is an end.
 *
 * <p>Where a command has several calls, none begins any more once a signal has come, and what became of them all is still
 * reported: the process is left to end by itself.
 */
public final class Interruption {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final Signals signals;
    private final IntConsumer exit;
    private final Duration patience;
    private final List<RunningCall> running = new ArrayList<>();
    private boolean listens;
    private boolean asking;
    private boolean several;
    private boolean severalHaveBegun;
    private @Nullable Ending ending;

    /**
     * Waits for signals from the first call on.
     *
     * @param terminal where it is asked and told
     * @param signals where the wish to end comes from
     * @param exit ends the process with a code
     */
    public Interruption(Terminal terminal, Signals signals, IntConsumer exit) {
        this(terminal, signals, exit, PATIENCE);
    }

    /** Waits for the calls as long as is said. */
    Interruption(Terminal terminal, Signals signals, IntConsumer exit, Duration patience) {
        this.patience = patience;
        this.terminal = terminal;
        this.signals = signals;
        this.exit = exit;
    }

    /**
     * Lets the calls of a connector's sessions be ended.
     *
     * @param connector makes the sessions
     * @return makes the same ones, watched
     */
    public Connector over(Connector connector) {
        return new InterruptibleConnector(connector, this);
    }

    /**
     * Says why the calls were ended.
     *
     * @return empty if nobody wanted them to
     */
    public synchronized Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    /** What only reads may end as Java ends it, and does not pay for the signals. */
    private synchronized void listen() {
        if (!listens) {
            listens = true;
            signals.deliverTo(this::arrived);
        }
    }

    /** From now on calls belong together: who ends one of them ends all, and is told what became of each. */
    synchronized void beginSeveral() {
        several = true;
        severalHaveBegun = false;
    }

    synchronized void endSeveral() {
        several = false;
        severalHaveBegun = false;
    }

    /** While it is asked about the tasks no further call is begun either: every answer is an end. */
    synchronized boolean isEnding() {
        return ending != null || asking;
    }

    ToolResult run(ToolCall call, boolean onlyReads, Function<ToolCall, ToolResult> session) {
        if (!onlyReads) {
            listen();
        }
        RunningCall started = begin(onlyReads);
        try {
            return session.apply(started.watched(call.reportingTo(listening(call.progress(), started)))
                    .passing(this::awaitAnswer));
        } finally {
            end(started);
        }
    }

    /** Who ended one call, or is about to, does not want the next one to begin. */
    private synchronized RunningCall begin(boolean onlyReads) {
        if (isEnding()) {
            throw Unsent.failure();
        }
        severalHaveBegun |= several && !onlyReads;
        RunningCall call = new RunningCall(onlyReads);
        running.add(call);
        return call;
    }

    /** What is about to be sent waits while it is asked, and is not sent once somebody wants all this to end. */
    private synchronized void awaitAnswer() {
        try {
            while (asking && ending == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unsent.failure();
        }
        if (ending != null) {
            throw Unsent.failure();
        }
    }

    private synchronized void end(RunningCall call) {
        running.remove(call);
        if (asking && running.isEmpty() && ending == null) {
            asking = false;
            ending = several ? Ending.INTERRUPTED : null;
            terminal.giveUpAsking();
            terminal.err(
                    several ? "\nIt has ended meanwhile; no further one is begun.\n" : "\nIt has ended meanwhile.\n");
        }
        notifyAll();
    }

    private static ProgressSink listening(ProgressSink next, RunningCall call) {
        return event -> {
            switch (event) {
                case ProgressSink.TaskStarted task -> call.follows(task.upid());
                case ProgressSink.StepStarted step -> call.followsNothing();
                case ProgressSink.LogLine line -> {
                }
                case ProgressSink.Transferred sent -> {
                }
                case ProgressSink.StillRunning still -> {
                }
            }
            next.report(event);
        };
    }

    private enum Reaction {
        LEAVE,
        ASK,
        END
    }

    private void arrived(Ending why) {
        switch (reactionTo(why)) {
            case LEAVE -> leave(why);
            case ASK -> ask(why);
            case END -> end(why, false);
        }
    }

    private synchronized Reaction reactionTo(Ending why) {
        boolean leavesNothing = running.stream().allMatch(RunningCall::leavesNothing);
        if (ending != null || (leavesNothing && !severalHaveBegun)) {
            return Reaction.LEAVE;
        }
        boolean asks = why == Ending.INTERRUPTED && !asking && terminal.canAsk() && !tasks().isEmpty();
        asking = asks;
        return asks ? Reaction.ASK : Reaction.END;
    }

    private synchronized List<String> tasks() {
        return running.stream().filter(call -> !call.leavesNothing()).map(RunningCall::upid)
                .flatMap(Optional::stream).map(CellText::clean).toList();
    }

    private void leave(Ending why) {
        terminal.showCursor();
        terminal.err("\n");
        exit.accept(why.exitCode());
    }

    private void ask(Ending why) {
        String question = tasks().size() > 1 ? "\nStop the tasks too? [y/N] " : "\nStop the task too? [y/N] ";
        String answer = terminal.ask(question).orElse("").strip().toLowerCase(Locale.ROOT);
        if (isStillAsking(why)) {
            end(why, answer.equals("y") || answer.equals("yes"));
        }
    }

    /** At no moment is it neither asked nor known: what waits to be sent would go out. */
    private synchronized boolean isStillAsking(Ending why) {
        boolean still = asking;
        asking = false;
        ending = still ? why : ending;
        return still;
    }

    private void end(Ending why, boolean withTasks) {
        synchronized (this) {
            ending = why;
            terminal.giveUpAsking();
            running.forEach(call -> call.end(withTasks));
        }
        if (!haveEnded()) {
            String words = withTasks
                    ? "It is not known whether the task stops"
                    : "The task goes on unless it has ended";
            tasks().forEach(upid -> terminal.err("\n" + words + ": " + upid + "\n"));
            exit.accept(why.exitCode());
        }
    }

    private synchronized boolean haveEnded() {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); !running.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return running.isEmpty();
    }
}
