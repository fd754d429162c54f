package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The volumes of guests that a job deletes where they are stored. Their names tell whose they are, and the server deletes
 * them however much their guest needs them.
 */
final class DeletedVolumes {
    private static final String BELONGS_TO = "belongs_to";
    private static final int CONTENT = 4;
    private static final int LENGTH = 6;
    private static final Pattern NAME = Pattern.compile("(?:.*[:/])?(?:vm|base|subvol|basevol)-(?<vmid>\\d{1,9})-.*");

    private final Calls calls;
    private final Map<Volume, Optional<GuestAddress>> owners = new LinkedHashMap<>();

    /** A volume, and the number in its name. */
    private record Volume(String id, String vmid) {}

    DeletedVolumes(Calls calls, Job job) {
        this.calls = calls;
        job.steps().stream().filter(Job.Call::writes).flatMap(step -> volume(step.request()).stream()).distinct()
                .forEach(volume -> owners.put(volume, owner(volume)));
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

    private static Optional<Volume> volume(ApiRequest write) {
        List<String> path = write.path().segments();
        boolean deletes = write.method() == HttpMethod.DELETE && path.size() == LENGTH
                && path.getFirst().equals("nodes") && path.get(CONTENT).equals("content");
        Matcher name = NAME.matcher(deletes ? path.getLast() : "");
        return name.matches()
                ? Optional.of(new Volume(id(path.get(CONTENT - 1), path.getLast()), name.group("vmid")))
                : Optional.empty();
    }

    /** The storage may be left out in front of a volume's name. */
    private static String id(String storage, String volume) {
        return volume.contains(":") ? volume : storage + ":" + volume;
    }

    private Optional<GuestAddress> owner(Volume volume) {
        try {
            return Optional.of(GuestFinder.ofAnyKind(calls).find(volume.vmid()));
        } catch (ToolFailure failure) {
            if (failure.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private State told(Volume volume, Optional<GuestAddress> owner) {
        String words = owner.map(guest -> place(volume, guest))
                .orElse("guest " + volume.vmid() + ", which is gone or not seen by this login");
        return State.fact(BELONGS_TO, Map.of(volume.id(), words));
    }

    private String place(Volume volume, GuestAddress guest) {
        return switch (calls.attempt(GuestPath.read(guest, "config"))) {
            case Calls.Part.Came(var config) -> place(volume, guest, config);
            case Calls.Part.Failed(var failure) -> {
                State.refuseUnlessUnreadable(failure);
                yield guest + ", whose configuration is " + State.NOT_READABLE + " (" + State.reason(failure) + ")";
            }
        };
    }

    private static String place(Volume volume, GuestAddress guest, Data config) {
        String slots = GuestDisk.of(config).stream().filter(disk -> disk.volume().equals(volume.id()))
                .map(GuestDisk::slot).collect(Collectors.joining(", "));
        return guest + (slots.isEmpty()
                ? ", whose present configuration does not name it"
                : ", whose configuration names it as " + slots);
    }
}
