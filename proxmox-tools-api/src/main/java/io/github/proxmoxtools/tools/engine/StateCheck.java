package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a job is about to touch, for the question, and compares it with what is there after the answer. */
final class StateCheck {
    private static final int MOST_GUESTS = 16;

    /** Shorter than a digest. */
    private static final int LONGEST_WORD = 39;

    private final Calls calls;
    private final Optional<GuestAddress> resolved;
    private final boolean byName;
    private final List<GuestAddress> guests;
    private final DeletedVolumes volumes;
    private final ObjectState objects;

    /** One that was found by its name must say itself what it is called. */
    StateCheck(Calls calls, Optional<GuestAddress> target, boolean byName, Job job, ApiIndex index) {
        this.calls = calls;
        this.resolved = target;
        this.byName = byName;
        this.volumes = new DeletedVolumes(calls, job);
        this.guests = TouchedGuests.of(target, job, volumes.owners());
        this.objects = new ObjectState(calls, job, index);
    }

    /** The one guest that loses a volume. */
    Optional<GuestAddress> owner() {
        List<GuestAddress> owners = volumes.owners();
        return owners.size() == 1 ? Optional.of(owners.getFirst()) : Optional.empty();
    }

    State read() {
        return volumes.read().and(now(false)).and(unread());
    }

    private State now(boolean again) {
        List<Callable<State>> reads = guests.stream().limit(MOST_GUESTS)
                .<Callable<State>>map(guest -> () -> headed(guest, state(guest, again))).toList();
        return Together.all(reads).stream().reduce(State.NOTHING, State::and).and(objects.read());
    }

    /** The question is about the resolved guest, or about the only one. */
    private State headed(GuestAddress guest, State state) {
        return guests.size() == 1 || isResolved(guest) ? state : state.below(guest.toString());
    }

    private boolean isResolved(GuestAddress guest) {
        return resolved.filter(guest::equals).isPresent();
    }

    private State state(GuestAddress guest, boolean again) {
        TargetState state = new TargetState(calls, guest);
        try {
            State read = again ? state.readAgain() : state.read();
            return existence(guest, State.THERE).and(read);
        } catch (Cancellation taken) {
            throw taken;
        } catch (ToolFailure failure) {
            return unread(guest, failure);
        }
    }

    private State unread(GuestAddress guest, ToolFailure failure) {
        if (isResolved(guest) && (byName || failure.kind() == FailureKind.NOT_FOUND)) {
            throw failure;
        }
        if (failure.kind() == FailureKind.NOT_FOUND) {
            return existence(guest, State.NOT_THERE);
        }
        State.refuseUnlessUnreadable(failure);
        return State.notReadable(guest.toString(), "state of " + guest, failure);
    }

    private static State existence(GuestAddress guest, String word) {
        return State.decisive("state of " + guest, "known").and(State.decisive("existence of " + guest, word));
    }

    private State unread() {
        String unread = Stream.of(counted(guests.size() - MOST_GUESTS, "guest"), counted(objects.unread(), "object"))
                .flatMap(Optional::stream).collect(Collectors.joining(" and "));
        return unread.isEmpty() ? State.NOTHING : State.fact("not_read", "the state of " + unread);
    }

    private static Optional<String> counted(int count, String what) {
        return count < 1 ? Optional.empty() : Optional.of(count + " more " + what + (count == 1 ? "" : "s"));
    }

    /** What was known before must be the same now, and what nobody could know too. */
    void refuseChangeSince(State before) {
        Map<String, @Nullable Object> now = readAgain();
        before.decisive().forEach((what, value) -> {
            Object again = now.containsKey(what) ? now.get(what) : State.NOT_READABLE;
            if (!Objects.equals(value, again)) {
                throw changed("The " + what + " " + change(value, again) + "; nothing was changed");
            }
        });
    }

    private static String change(@Nullable Object before, @Nullable Object now) {
        if (State.NOT_READABLE.equals(before)) {
            return "could not be read when it was asked about, and can be now";
        }
        if (State.NOT_READABLE.equals(now)) {
            return "could not be read again after the confirmation";
        }
        if (State.NOT_THERE.equals(before) && !State.THERE.equals(now)) {
            return "was not there when it was asked about, and is now";
        }
        if (State.NOT_THERE.equals(now) && !State.THERE.equals(before)) {
            return "is not there any more";
        }
        return "changed" + fromTo(before, now) + " while the confirmation was waited for";
    }

    /** Short words are told; a digest or a list would tell nobody anything. */
    private static String fromTo(@Nullable Object before, @Nullable Object now) {
        return isTold(before) && isTold(now) ? " from " + word(before) + " to " + word(now) : "";
    }

    private static boolean isTold(@Nullable Object value) {
        return value == null || (value instanceof String text && text.length() <= LONGEST_WORD);
    }

    private static String word(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }

    private Map<String, @Nullable Object> readAgain() {
        try {
            return now(true).decisive();
        } catch (ToolFailure failure) {
            throw failure.kind() == FailureKind.NOT_FOUND
                    ? changed(resolved.map(GuestAddress::toString).orElse("It")
                            + " is not there any more; nothing was changed")
                    : failure;
        }
    }

    private static InvalidCall changed(String message) {
        return new InvalidCall(FailureKind.CHANGED_MEANWHILE, message, "Ask again.", Map.of());
    }
}
