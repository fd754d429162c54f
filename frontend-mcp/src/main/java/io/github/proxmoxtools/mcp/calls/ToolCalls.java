package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs calls, each on a virtual thread of its own, until they are done or taken back. */
public final class ToolCalls {
    private static final Duration GLANCE = Duration.ofMillis(5);
    private static final Duration LAST_BREATH = Duration.ofMillis(200);

    private final ToolRunner runner;
    private final Confirmation confirmation;
    private final Consumer<Throwable> mistakes;
    private final Map<Long, Running> running = new ConcurrentHashMap<>();
    private final AtomicLong counter = new AtomicLong();

    /**
     * Makes a desk for calls.
     *
     * @param runner runs the tools
     * @param confirmation how calls that destroy are confirmed
     * @param mistakes hears of exceptions that nobody planned
     */
    public ToolCalls(ToolRunner runner, Confirmation confirmation, Consumer<Throwable> mistakes) {
        this.runner = runner;
        this.confirmation = confirmation;
        this.mistakes = mistakes;
    }

    private record Running(Object id, Thread thread, AtomicBoolean open, Consumer<Optional<Answer>> done) {
        /** Answers, unless it was answered before. */
        void answer(Optional<Answer> answer) {
            if (open.compareAndSet(true, false)) {
                done.accept(answer);
            }
        }
    }

    /**
     * Starts a call and returns at once.
     *
     * @param id how the client names the call; it may be cancelled by that name as soon as this returns
     * @param tool the tool
     * @param arguments its arguments as they came
     * @param peer who called
     * @param done receives the answer; nothing if the call was cancelled
     */
    public void start(Object id, Tool tool, Map<String, @Nullable Object> arguments, Peer peer,
            Consumer<Optional<Answer>> done) {
        long number = counter.incrementAndGet();
        Thread thread = Thread.ofVirtual().name(tool.name() + "-" + number)
                .unstarted(() -> finish(number, call(tool, arguments, new WhileRunning(number, peer))));
        running.put(number, new Running(id, thread, new AtomicBoolean(true), done));
        thread.start();
    }

    /** The call stays known until its answer is out, so that closing waits for that as well. */
    private void finish(long number, Answer answer) {
        try {
            find(number).ifPresent(call -> call.answer(Optional.of(answer)));
        } catch (RuntimeException e) {
            mistakes.accept(e);
        } finally {
            running.remove(number);
        }
    }

    private Optional<Running> find(long number) {
        return Optional.ofNullable(running.get(number));
    }

    /**
     * Runs a call on this thread.
     *
     * @param tool the tool
     * @param arguments its arguments as they came
     * @param peer who called
     * @return the answer, also for failures and mistakes
     */
    Answer call(Tool tool, Map<String, @Nullable Object> arguments, Peer peer) {
        Confirmation.Single single = confirmation.begin(tool, arguments, peer);
        try {
            return Answer.of(runner
                    .run(new ToolCall(tool.name(), single.arguments(), progressOf(peer), single.confirmer())));
        } catch (ToolFailure failure) {
            Map<String, Object> content = failure.toMap();
            if (failure instanceof Refusal refusal) {
                single.explain(refusal, content);
            }
            return Answer.ofFailure(content, tool.showsForeignText());
        } catch (RuntimeException | Error e) {
            mistakes.accept(e);
            return Answer.ofMistake();
        }
    }

    private static ProgressSink progressOf(Peer peer) {
        if (!peer.wantsProgress()) {
            return ProgressSink.NONE;
        }
        ProgressScale scale = new ProgressScale();
        return event -> peer.progress(scale.next(event));
    }

    /**
     * Takes a call back; one that is done, or that nobody knows, is left alone.
     *
     * @param id how the client names the call
     */
    public void cancel(Object id) {
        running.values().stream().filter(call -> call.id().equals(id)).forEach(ToolCalls::cancel);
    }

    /**
     * Takes back all calls of somebody who has gone.
     *
     * @param ids tells by a call's name whether it is one of them
     */
    public void cancelAll(Predicate<Object> ids) {
        running.values().stream().filter(call -> ids.test(call.id())).forEach(ToolCalls::cancel);
    }

    private static void cancel(Running call) {
        call.answer(Optional.empty());
        call.thread().interrupt();
    }

    /**
     * Ends all calls: those that end by themselves in time are answered, the others are cancelled.
     *
     * @param patience how long to wait for them
     */
    public void close(Duration patience) {
        await(patience);
        running.values().forEach(ToolCalls::cancel);
        await(LAST_BREATH);
    }

    private void await(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!running.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(GLANCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The peer as long as the call is not taken back: whoever cancelled hears no more of it. */
    private final class WhileRunning implements Peer {
        private final long number;
        private final Peer peer;

        WhileRunning(long number, Peer peer) {
            this.number = number;
            this.peer = peer;
        }

        @Override
        public boolean wantsProgress() {
            return peer.wantsProgress();
        }

        @Override
        public void progress(Progress progress) {
            if (find(number).filter(call -> call.open().get()).isPresent()) {
                peer.progress(progress);
            }
        }

        @Override
        public boolean canAsk() {
            return peer.canAsk();
        }

        @Override
        public CompletionStage<Confirmer.Answer> ask(String question) {
            return peer.ask(question);
        }
    }
}
