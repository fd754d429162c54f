package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One of several guests or other things, and how far its call is; the thread that runs the call tells, another one shows it. */
final class Member implements ProgressSink {
    private static final double LONG = 10;

    private final About about;
    private State state = State.READY;
    private @Nullable Plan plan;
    private @Nullable Fate ending;
    private Fate.@Nullable Failed refusal;
    private String doing = "";
    private OptionalDouble fraction = OptionalDouble.empty();
    private long started;
    private long ended;
    private long firstLocked;
    private long notBefore;
    private int tries;

    /** Where a member is on its way. */
    enum State {
        /** It has not been tried yet. */
        READY,
        /** Its call is under way. */
        RUNNING,
        /** It was locked, and will be tried again. */
        LOCKED,
        /** Its ending is known. */
        ENDED
    }

    /**
     * Makes one that has not been tried.
     *
     * @param about what its call is about
     */
    Member(About about) {
        this.about = about;
    }

    About about() {
        return about;
    }

    /** Gives the guest, where it is one. */
    Optional<GuestAddress> guest() {
        return about instanceof About.OfGuest(var guest, var named) ? Optional.of(guest) : Optional.empty();
    }

    String label() {
        return about.label();
    }

    synchronized State state() {
        return state;
    }

    synchronized Optional<Fate> ending() {
        return Optional.ofNullable(ending);
    }

    Fate end() {
        return ending().orElseThrow(() -> new IllegalStateException(label() + " has not ended"));
    }

    synchronized Optional<Plan> plan() {
        return Optional.ofNullable(plan);
    }

    synchronized void planned(Plan made) {
        plan = made;
    }

    /** Lets what was only planned be run. */
    synchronized void reopen() {
        if (ending instanceof Fate.Planned) {
            ending = null;
            state = State.READY;
            tries = 0;
        }
    }

    synchronized void start() {
        state = State.RUNNING;
        if (tries++ == 0) {
            started = System.nanoTime();
        }
        doing = "";
        fraction = OptionalDouble.empty();
    }

    synchronized void end(Fate how) {
        ended = System.nanoTime();
        started = tries == 0 ? ended : started;
        ending = how;
        state = State.ENDED;
    }

    /** Waits for the lock to go away; false where it has waited for long enough. */
    synchronized boolean waitsForLock(Fate.Failed failed, Duration longest, Duration firstPause) {
        long now = System.nanoTime();
        firstLocked = refusal == null ? now : firstLocked;
        refusal = failed;
        long left = firstLocked + longest.toNanos() - now;
        if (left <= 0) {
            return false;
        }
        long pause = firstPause.toNanos() << Math.min(tries - 1, Crew.DOUBLINGS);
        notBefore = now + Math.min(pause, left);
        doing = failed.failure().error();
        state = State.LOCKED;
        return true;
    }

    /** Gives why it waits, where it does. */
    synchronized Optional<Fate.Failed> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Gives how long it must wait before it may be tried; zero where it may be tried now. */
    synchronized Duration pause() {
        return state == State.LOCKED ? Duration.ofNanos(Math.max(0, notBefore - System.nanoTime())) : Duration.ZERO;
    }

    /** Gives the time from its first try on. */
    synchronized double seconds() {
        long until = state == State.ENDED ? ended : System.nanoTime();
        return tries == 0 ? 0 : Math.round((until - started) / 1e8) / 10.0;
    }

    String duration() {
        double seconds = seconds();
        return seconds < LONG ? seconds + "s" : HumanUnits.seconds(Math.round(seconds));
    }

    synchronized String doing() {
        return doing;
    }

    synchronized OptionalDouble fraction() {
        return fraction;
    }

    @Override
    public synchronized void report(Event event) {
        switch (event) {
            case TaskStarted task -> doing = CellText.clean(task.type());
            case StepStarted step -> doing = step.number() + "/" + step.of() + " " + CellText.clean(step.title());
            case LogLine line -> {
                doing = CellText.clean(line.text());
                fraction = line.fraction().isPresent() ? line.fraction() : fraction;
            }
            case Transferred sent -> fraction = OptionalDouble.of(sent.fraction());
            case StillRunning running -> {
            }
        }
    }
}
