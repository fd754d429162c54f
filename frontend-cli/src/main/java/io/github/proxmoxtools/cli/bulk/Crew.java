package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.cli.cluster.Unsent;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of several guests side by side, in their order and never more than so many at once.
 *
 * <p>One thread decides what is started and shows how far it is; each call has a thread of its own. A guest that is locked
 * gives its place to the next one while it waits.
 */
final class Crew {
    /** How often the pause before a locked guest is tried again doubles: from half a second to eight. */
    static final int DOUBLINGS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration SHOWN_EVERY = Duration.ofMillis(200);
    private static final Fate INTERRUPTED = new Fate.NotStarted(
            new Cancellation("Not started, because of the interruption", "", Map.of()));

    private final List<Member> members;
    private final int width;
    private final Duration retryLocked;
    private final boolean failFast;
    private final BooleanSupplier ending;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private Optional<Member> firstFailure = Optional.empty();

    /** Sees what goes on; called by one thread. */
    interface Watcher {
        /** Sees nothing. */
        Watcher NONE = new Watcher() {
            @Override
            public void look() {}

            @Override
            public void ended(Member member) {}
        };

        /** Some time has passed, or something has happened. */
        void look();

        /**
         * A guest's ending is known.
         *
         * @param member the guest
         */
        void ended(Member member);
    }

    private record Arrival(Member member, Fate ending) {}

    /**
     * Makes a crew.
     *
     * @param members what is not known to have ended among them is run
     * @param width the most at once
     * @param retryLocked how long a locked guest is tried again
     * @param failFast whether none is started after a failure
     * @param ending whether somebody wants all this to end, so that none is started any more
     */
    Crew(List<Member> members, int width, Duration retryLocked, boolean failFast, BooleanSupplier ending) {
        this.members = members;
        this.width = width;
        this.retryLocked = retryLocked;
        this.failFast = failFast;
        this.ending = ending;
    }

    /**
     * Runs all, and comes back when no call is under way any more.
     *
     * @param call does it for one guest; its failures are the guest's
     * @param watcher sees what goes on
     */
    void run(Function<Member, Fate> call, Watcher watcher) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (count(Member.State.ENDED) < members.size()) {
                if (ending.getAsBoolean()) {
                    giveUp(INTERRUPTED, watcher);
                } else {
                    startWhatMay(threads, call);
                }
                watcher.look();
                Arrival arrival = await(threads);
                while (arrival != null) {
                    settle(arrival, watcher);
                    arrival = arrivals.poll();
                }
            }
            watcher.look();
        }
    }

    private long count(Member.State state) {
        return members.stream().filter(member -> member.state() == state).count();
    }

    private void startWhatMay(ExecutorService threads, Function<Member, Fate> call) {
        long free = width - count(Member.State.RUNNING);
        for (Member member : members) {
            if (free > 0 && isDue(member)) {
                member.start();
                threads.execute(() -> arrivals.add(new Arrival(member, ending(member, call))));
                free--;
            }
        }
    }

    private static boolean isDue(Member member) {
        return switch (member.state()) {
            case READY -> true;
            case LOCKED -> member.pause().isZero();
            case RUNNING, ENDED -> false;
        };
    }

    /** What a mistake of ours does to one guest must not hide what became of the others. */
    private static Fate ending(Member member, Function<Member, Fate> call) {
        try {
            return call.apply(member);
        } catch (ToolFailure failure) {
            return new Fate.Failed(failure);
        } catch (RuntimeException | Error mistake) {
            InvalidCall failure = new InvalidCall(FailureKind.INTERNAL, "a mistake of this program: " + mistake,
                    "Look at the guest before trying again. --debug shows where.", Map.of());
            failure.addSuppressed(mistake);
            return new Fate.Failed(failure);
        }
    }

    private @Nullable Arrival await(ExecutorService threads) {
        try {
            return arrivals.poll(untilNext().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new Cancellation("Cancelled; the tasks that were started go on", "", Map.of());
        }
    }

    private Duration untilNext() {
        return members.stream().filter(member -> member.state() == Member.State.LOCKED).map(Member::pause)
                .filter(pause -> !pause.isZero() && pause.compareTo(SHOWN_EVERY) < 0)
                .min(Duration::compareTo).orElse(SHOWN_EVERY);
    }

    private void settle(Arrival arrival, Watcher watcher) {
        Member member = arrival.member();
        if (arrival.ending() instanceof Fate.Failed failed) {
            if (Unsent.is(failed.failure())) {
                end(member, lockOr(INTERRUPTED, member), watcher);
                return;
            }
            if (mayRetry(failed) && member.waitsForLock(failed, retryLocked, FIRST_PAUSE)) {
                return;
            }
            firstFailure = firstFailure.or(() -> Optional.of(member));
        }
        end(member, arrival.ending(), watcher);
        firstFailure.filter(failure -> failFast).ifPresent(failure -> giveUp(notStarted(failure), watcher));
    }

    /** Only what provably changed nothing is sent again. */
    private boolean mayRetry(Fate.Failed failed) {
        boolean givenUp = failFast && firstFailure.isPresent();
        return failed.failure().kind() == FailureKind.LOCKED && failed.failure().retryable() && !givenUp;
    }

    private void giveUp(Fate notStarted, Watcher watcher) {
        for (Member member : members) {
            if (member.state() == Member.State.READY) {
                end(member, notStarted, watcher);
            } else if (member.state() == Member.State.LOCKED) {
                end(member, lockOr(notStarted, member), watcher);
            }
        }
    }

    private static Fate lockOr(Fate reason, Member member) {
        return member.refusal().<Fate>map(refusal -> refusal).orElse(reason);
    }

    static Fate notStarted(Member failure) {
        return new Fate.NotStarted(new Cancellation("Not started, because of --fail-fast: " + failure.label()
                + " failed", "", Map.of()));
    }

    private static void end(Member member, Fate ending, Watcher watcher) {
        member.end(ending);
        watcher.ended(member);
    }
}
