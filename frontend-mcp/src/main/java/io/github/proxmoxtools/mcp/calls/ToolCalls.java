package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls what is offered: finds out what a call comes to, has it confirmed, runs it, and puts the outcome into words. */
public final class ToolCalls {
    /** Failures that are nobody's argument, so that whoever runs the server should look. */
    private static final Set<String> GRAVE = Stream
            .of(FailureKind.BAD_SETTINGS, FailureKind.NOT_LOGGED_IN, FailureKind.CERTIFICATE, FailureKind.UNREACHABLE,
                    FailureKind.OUTCOME_UNKNOWN, FailureKind.MALFORMED_ANSWER, FailureKind.INTERNAL)
            .map(FailureKind::code).collect(Collectors.toUnmodifiableSet());

    private final Desk desk;
    private final Clusters clusters;
    private final Confirmation confirmation;
    private final Consumer<Throwable> mistakes;
    private final boolean stopsTasks;

    /**
     * Makes a caller.
     *
     * @param desk does the work
     * @param clusters the clusters that calls can be about
     * @param confirmation how calls that destroy are confirmed
     * @param stopsTasks whether a call that its client cancels stops its task too
     * @param mistakes hears of exceptions that nobody planned
     */
    public ToolCalls(Desk desk, Clusters clusters, Confirmation confirmation, boolean stopsTasks,
            Consumer<Throwable> mistakes) {
        this.desk = desk;
        this.clusters = clusters;
        this.confirmation = confirmation;
        this.stopsTasks = stopsTasks;
        this.mistakes = mistakes;
    }

    /**
     * Starts a call and returns at once.
     *
     * @param id how the client names the call; it may be cancelled at the desk by that name as soon as this returns
     * @param offered what is called
     * @param arguments its arguments as they came
     * @param peer who called
     * @param done receives the answer; nothing if the call was cancelled
     */
    public void start(Object id, Offered offered, Map<String, @Nullable Object> arguments, Peer peer,
            Consumer<Optional<Answer>> done) {
        desk.start(id, offered.name(), waiting -> call(offered, arguments, new Caller(waiting, peer)), done);
    }

    /** Also failures and mistakes are answers. */
    private Answer call(Offered offered, Map<String, @Nullable Object> arguments, Caller peer) {
        long started = System.nanoTime();
        Answer answer = answer(offered, arguments, peer);
        String outcome = answer.failed() ? String.valueOf(answer.content().get("code")) : "done";
        peer.log(new LogEvent(GRAVE.contains(outcome), offered.name() + ": " + outcome + " after "
                + Duration.ofNanos(System.nanoTime() - started).toMillis() + " ms"));
        return answer;
    }

    private Answer answer(Offered offered, Map<String, @Nullable Object> arguments, Caller peer) {
        try {
            Order order = offered.order().apply(arguments);
            return order instanceof Order.Use use ? use(use, peer) : Answer.known(((Order.Tell) order).content());
        } catch (ToolFailure failure) {
            return Answer.ofFailure(failure.toMap(), offered.hints().openWorld());
        } catch (RuntimeException | Error e) {
            mistakes.accept(e);
            return Answer.ofMistake();
        }
    }

    private Answer use(Order.Use use, Caller peer) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>(use.arguments());
        Clusters.Chosen chosen = clusters.take(own);
        Confirmation.Single single = confirmation.begin(new Attempt(use.tool(), own, chosen.shown()), peer);
        try {
            ToolCall call = new ToolCall(use.tool().name(), single.arguments(), progressOf(peer), single.confirmer())
                    .within(use.ceiling()).stoppingTaskWhen(() -> stopsTasks && peer.waiting().isTakenBack());
            return Answer.of(chosen.cluster().tools().run(call), single.arguments());
        } catch (Refusal refusal) {
            Map<String, Object> content = refusal.toMap();
            single.explain(refusal, content);
            return Answer.ofFailure(content, use.tool().showsForeignText());
        }
    }

    private static ProgressSink progressOf(Peer peer) {
        if (!peer.wantsProgress()) {
            return ProgressSink.NONE;
        }
        ProgressScale scale = new ProgressScale();
        return event -> peer.progress(scale.next(event));
    }

    /** The peer as long as the call is not taken back: whoever cancelled hears no more of it. */
    private record Caller(Desk.Waiting waiting, Peer peer) implements Peer {
        @Override
        public boolean wantsProgress() {
            return peer.wantsProgress();
        }

        @Override
        public void progress(Progress progress) {
            if (waiting.isOpen()) {
                peer.progress(progress);
            }
        }

        @Override
        public boolean canAsk() {
            return peer.canAsk();
        }

        @Override
        public CompletionStage<Confirmer.Answer> ask(String question) {
            return waiting.isOpen()
                    ? peer.ask(question)
                    : CompletableFuture.completedFuture(Confirmer.Answer.CANNOT_ASK);
        }

        @Override
        public void log(LogEvent event) {
            if (waiting.isOpen()) {
                peer.log(event);
            }
        }
    }
}
