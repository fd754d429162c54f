package io.github.proxmoxtools.cli.waiting;

import io.github.proxmoxtools.cli.cluster.SideBySide;
import io.github.proxmoxtools.cli.terminal.Pace;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

/** Looks at several things, with growing pauses, until each is as wanted at the same round, or the time is over. */
final class Waiting {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final List<Awaited> all;
    private final Optional<Duration> longest;
    private final Pace pace;
    private final ProgressSink progress;
    private final Map<Awaited, Awaited.Look> last = new LinkedHashMap<>();
    private String said = "";

    /**
     * Prepares waiting.
     *
     * @param all what is waited for
     * @param longest how long at most, if that is limited
     * @param pace the time
     * @param progress told what is waited for still
     */
    Waiting(List<Awaited> all, Optional<Duration> longest, Pace pace, ProgressSink progress) {
        this.all = List.copyOf(all);
        this.longest = longest;
        this.pace = pace;
        this.progress = progress;
    }

    /** Gives how everything was when all was as wanted. */
    List<Awaited.Look> toTheEnd() {
        Duration start = pace.elapsed();
        Duration pause = FIRST_PAUSE;
        while (true) {
            Round round = round(patience(pace.elapsed().minus(start)));
            List<String> open = round.open();
            if (open.isEmpty()) {
                return List.copyOf(last.values());
            }
            Duration waited = pace.elapsed().minus(start);
            if (round.isCut() || longest.filter(limit -> limit.compareTo(waited) <= 0).isPresent()) {
                throw late(open);
            }
            tell(open, waited);
            Duration left = longest.map(limit -> limit.minus(waited)).orElse(pause);
            if (!pace.rest(pause.compareTo(left) < 0 ? pause : left)) {
                throw new Cancellation("Waiting was interrupted: " + String.join("; ", open), "", Map.of());
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** How long a round may take: who looks once only wants an answer, and the last look is given a moment. */
    private Optional<Duration> patience(Duration waited) {
        return longest.filter(Duration::isPositive).map(limit -> limit.minus(waited))
                .map(left -> left.compareTo(MOMENT) < 0 ? MOMENT : left);
    }

    /**
     * What came of looking at everything.
     *
     * @param open what is waited for still
     * @param isCut whether something did not answer in time
     */
    private record Round(List<String> open, boolean isCut) {}

    /** A look or why there was none. */
    private sealed interface Sight {
        record Seen(Awaited.Look look) implements Sight {}

        record Missed(ToolFailure failure) implements Sight {}
    }

    private static Sight sight(Awaited awaited) {
        try {
            return new Sight.Seen(awaited.look());
        } catch (ToolFailure failure) {
            return new Sight.Missed(failure);
        }
    }

    /** Looks side by side, because a guest agent that hangs takes seconds to say nothing. */
    private Round round(Optional<Duration> patience) {
        List<Optional<Sight>> sights = SideBySide
                .ask(all.stream().<Callable<Sight>>map(awaited -> () -> sight(awaited)).toList(), patience);
        List<String> open = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Awaited awaited = all.get(i);
            sights.get(i).ifPresentOrElse(sight -> judge(awaited, sight).ifPresent(open::add),
                    () -> open.add(awaited.name() + ": no answer in time"));
        }
        return new Round(open, sights.stream().anyMatch(Optional::isEmpty));
    }

    private Optional<String> judge(Awaited awaited, Sight sight) {
        return switch (sight) {
            case Sight.Seen(Awaited.Look look) -> {
                last.put(awaited, look);
                yield look.isReached()
                        ? Optional.empty()
                        : Optional.of(look.name() + ": " + String.join(", ", look.open()));
            }
            case Sight.Missed(ToolFailure failure) ->
                Optional.of(awaited.name() + ": " + passing(awaited, failure).error());
        };
    }

    /** What was seen once may be out of reach for a while, such as a guest whose node starts anew. */
    private ToolFailure passing(Awaited awaited, ToolFailure failure) {
        if (!failure.retryable() || !last.containsKey(awaited)) {
            throw failure;
        }
        return failure;
    }

    private void tell(List<String> open, Duration waited) {
        String words = "waiting for " + String.join("; ", open);
        if (!words.equals(said)) {
            said = words;
            progress.report(new ProgressSink.LogLine(words, OptionalDouble.empty()));
        }
        progress.report(new ProgressSink.StillRunning(waited.toSeconds()));
    }

    private ToolFailure late(List<String> open) {
        Duration limit = longest.orElse(Duration.ZERO);
        Map<String, Object> details = new LinkedHashMap<>();
        last.forEach((awaited, look) -> details.put(awaited.name(), look.isReached()
                ? "as wanted"
                : String.join(", ", look.open())));
        return new TransportFailure(FailureKind.TIMEOUT, "Not reached within " + HumanUnits.seconds(limit.toSeconds())
                + ": " + String.join("; ", open), "Nothing was stopped or changed; --timeout gives it more time.", true,
                Optional.empty(), details, null);
    }
}
