package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * The volumes of guests that a job deletes where they are stored. Their names tell whose they are, and the server deletes
 * them however much their guest needs them.
 */
final class DeletedVolumes {
    private static final String BELONGS_TO = "belongs_to";

    private final Calls calls;
    private final Map<GuestVolume, Optional<GuestAddress>> owners = new LinkedHashMap<>();

    DeletedVolumes(Calls calls, Job job) {
        this.calls = calls;
        job.writtenRequests().flatMap(write -> GuestVolume.deletedBy(write).stream()).distinct()
                .forEach(volume -> owners.put(volume, volume.owner(calls)));
    }

    /** Each once. */
    List<GuestAddress> owners() {
        return owners.values().stream().flatMap(Optional::stream).distinct().toList();
    }

    /** Whose they are, and what they are there. */
    State read() {
        List<Callable<State>> reads = owners.entrySet().stream()
                .<Callable<State>>map(owned -> () -> told(owned.getKey(), owned.getValue())).toList();
        return Together.all(reads).stream().reduce(State.NOTHING, State::and);
    }

    private State told(GuestVolume volume, Optional<GuestAddress> owner) {
        String words = owner.map(guest -> place(volume, guest))
                .orElse("guest " + volume.vmid() + ", which is gone or not seen by this login");
        return State.fact(BELONGS_TO, Map.of(volume.id(), words));
    }

    private String place(GuestVolume volume, GuestAddress guest) {
        return switch (calls.attempt(GuestPath.read(guest, "config"))) {
            case Calls.Part.Came(var config) -> place(volume, guest, config);
            case Calls.Part.Failed(var failure) -> {
                State.refuseUnlessUnreadable(failure);
                yield guest + ", whose configuration is " + State.NOT_READABLE + " (" + State.reason(failure) + ")";
            }
        };
    }

    private static String place(GuestVolume volume, GuestAddress guest, Data config) {
        String slots = GuestDisk.of(config).stream().filter(disk -> disk.volume().equals(volume.id()))
                .map(GuestDisk::slot).collect(Collectors.joining(", "));
        return guest + (slots.isEmpty()
                ? ", whose present configuration does not name it"
                : ", whose configuration names it as " + slots);
    }
}
