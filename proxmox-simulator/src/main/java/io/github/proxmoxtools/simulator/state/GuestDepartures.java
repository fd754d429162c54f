package io.github.proxmoxtools.simulator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What else knows a guest, and must be asked or told when the guest is destroyed. */
public final class GuestDepartures {
    private final List<Function<Guest, Optional<String>>> objections = new ArrayList<>();
    private final List<Function<Guest, List<String>>> purges = new ArrayList<>();

    /**
     * Adds something that may stand against destroying a guest without {@code purge}.
     *
     * @param objection gives the text of the refusal, or nothing
     */
    public void objectBy(Function<Guest, Optional<String>> objection) {
        objections.add(objection);
    }

    /**
     * Adds something that forgets a guest when it is purged.
     *
     * @param purge forgets the guest, and gives lines for the task's log
     */
    public void purgeBy(Function<Guest, List<String>> purge) {
        purges.add(purge);
    }

    /**
     * Asks what stands against destroying a guest without {@code purge}.
     *
     * @param guest the guest
     * @return the first refusal
     */
    public Optional<String> objection(Guest guest) {
        return objections.stream().map(objection -> objection.apply(guest)).flatMap(Optional::stream).findFirst();
    }

    /**
     * Lets everything forget a guest.
     *
     * @param guest the guest
     * @return lines for the task's log
     */
    public List<String> purge(Guest guest) {
        return purges.stream().flatMap(purge -> purge.apply(guest).stream()).toList();
    }
}
