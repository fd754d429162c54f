package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a job is about to touch, for the question, and compares it with what is there after the answer. */
final class StateCheck {
    private static final String EXISTENCE = "existence of ";

    /** Shorter than a digest. */
    private static final int LONGEST_WORD = 39;

    private final Calls calls;
    private final Optional<GuestAddress> resolved;
    private final Optional<GuestAddress> concerned;
    private final ObjectState object;

    StateCheck(Calls calls, Optional<GuestAddress> target, Job job, ApiIndex index) {
        this.calls = calls;
        this.resolved = target;
        this.concerned = target.or(() -> onlyGuest(job));
        this.object = new ObjectState(calls, job, index);
    }

    /** A raw call, or a restore over a guest, names the guest only in what it sends. */
    private static Optional<GuestAddress> onlyGuest(Job job) {
        List<GuestAddress> guests = job.steps().stream().filter(Job.Call::writes)
                .flatMap(step -> guest(step.request()).stream()).distinct().toList();
        return guests.size() == 1 ? Optional.of(guests.get(0)) : Optional.empty();
    }

    private static Optional<GuestAddress> guest(ApiRequest write) {
        List<String> path = write.path().segments();
        boolean isAboutGuests = path.size() > 2 && path.get(0).equals("nodes")
                && (path.get(2).equals(GuestKind.VM.apiName()) || path.get(2).equals(GuestKind.LXC.apiName()));
        if (!isAboutGuests) {
            return Optional.empty();
        }
        Optional<String> vmid = path.size() > 3 ? Optional.of(path.get(3)) : newId(write);
        GuestKind kind = path.get(2).equals(GuestKind.VM.apiName()) ? GuestKind.VM : GuestKind.LXC;
        return vmid.filter(id -> id.matches("\\d{1,9}"))
                .map(id -> new GuestAddress(kind, path.get(1), Long.parseLong(id), ""));
    }

    private static Optional<String> newId(ApiRequest write) {
        return write.parameters().stream().filter(parameter -> parameter.name().equals("vmid")).map(Parameter::value)
                .findFirst();
    }

    State read() {
        return guest(false).and(object.read());
    }

    private State guest(boolean again) {
        if (concerned.isEmpty()) {
            return State.NOTHING;
        }
        GuestAddress guest = concerned.get();
        TargetState state = new TargetState(calls, guest);
        if (resolved.isPresent()) {
            return again ? state.readAgain() : state.read();
        }
        try {
            return (again ? state.readAgain() : state.read()).and(existence(guest, "there"));
        } catch (Cancellation taken) {
            throw taken;
        } catch (ToolFailure failure) {
            return failure.kind() == FailureKind.NOT_FOUND ? existence(guest, "not there") : State.NOTHING;
        }
    }

    private static State existence(GuestAddress guest, String word) {
        return new State(Map.of(), Map.of(EXISTENCE + guest, word));
    }

    /** What was known before must be the same now. */
    void refuseChangeSince(State before) {
        Map<String, @Nullable Object> now = readAgain();
        before.decisive().forEach((what, value) -> {
            if (!now.containsKey(what)) {
                throw changed("The " + what + " could not be read again after the confirmation; nothing was changed");
            }
            if (!Objects.equals(value, now.get(what))) {
                throw changed("The " + what + " changed" + fromTo(value, now.get(what))
                        + " while the confirmation was waited for; nothing was changed");
            }
        });
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
            return guest(true).and(object.read()).decisive();
        } catch (ToolFailure failure) {
            throw failure.kind() == FailureKind.NOT_FOUND
                    ? changed(concerned.map(GuestAddress::toString).orElse("It")
                            + " is not there any more; nothing was changed")
                    : failure;
        }
    }

    private static InvalidCall changed(String message) {
        return new InvalidCall(FailureKind.CHANGED_MEANWHILE, message, "Ask again.", Map.of());
    }
}
