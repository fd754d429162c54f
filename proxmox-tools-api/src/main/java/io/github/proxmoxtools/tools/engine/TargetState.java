package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a guest itself says of itself, before it is changed: the list that it was found in may be seconds old. */
final class TargetState {
    private static final List<String> TOLD = List.of("name", "status", "lock", "uptime", "maxmem", "maxdisk", "tags",
            "template");
    private static final List<String> DECISIVE = List.of("name", "status", "lock", "template");

    private final Calls calls;
    private final GuestAddress guest;

    TargetState(Calls calls, GuestAddress guest) {
        this.calls = calls;
        this.guest = guest;
    }

    /** What the guest's status tells. */
    Map<String, @Nullable Object> status() {
        return told(currentStatus());
    }

    /** All that people are told before something of it is lost. */
    State read() {
        return read(true);
    }

    /** Only what must not have changed. */
    State readAgain() {
        return read(false);
    }

    private State read(boolean withBackup) {
        List<Callable<Object>> reads = new ArrayList<>();
        reads.add(this::currentStatus);
        reads.add(() -> calls.attempt(about("config")));
        reads.add(() -> calls.attempt(about("snapshot")));
        if (withBackup) {
            reads.add(new NewestBackup(calls, guest)::look);
        }
        List<Object> answers = Together.all(reads);
        State state = ofStatus((Data) answers.get(0)).and(ofConfig((Calls.Part) answers.get(1)))
                .and(ofSnapshots((Calls.Part) answers.get(2)));
        return withBackup ? state.and(State.fact("newest_backup", answers.get(3))) : state;
    }

    private Data currentStatus() {
        try {
            return Data.of(calls.send(about("status/current")).data());
        } catch (ServerFailure failure) {
            throw failure.kind() == FailureKind.NOT_FOUND && !guest.name().isEmpty()
                    ? changed(guest + " is not there any more: " + failure.error())
                    : failure;
        }
    }

    private ApiRequest about(String what) {
        return ApiRequest.get(ApiPath.expand("/nodes/{node}/" + guest.kind().apiName() + "/{vmid}/" + what,
                Map.of("node", guest.node(), "vmid", Long.toString(guest.vmid()))));
    }

    private static Map<String, @Nullable Object> told(Data status) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        for (String field : TOLD) {
            if (!status.at(field).isAbsent()) {
                facts.put(field, status.at(field).raw());
            }
        }
        return facts;
    }

    private State ofStatus(Data status) {
        Map<String, @Nullable Object> decisive = new LinkedHashMap<>();
        DECISIVE.forEach(field -> decisive.put(ofGuest(field), Settled.of(status.at(field).raw())));
        return new State(told(status), decisive);
    }

    private State ofConfig(Calls.Part part) {
        return switch (part) {
            case Calls.Part.Failed(var failure) -> notReadable("disks", "configuration", failure);
            case Calls.Part.Came(var config) -> {
                Map<String, @Nullable Object> facts = new LinkedHashMap<>();
                facts.put("disks", disks(config));
                facts.put("digest", config.at("digest").raw());
                yield new State(facts, Map.of()).and(decisive("configuration", config.at("digest").raw()));
            }
        };
    }

    static Map<String, String> disks(Data config) {
        Map<String, String> disks = new TreeMap<>();
        GuestDisk.of(config).stream().filter(disk -> !disk.isCd())
                .forEach(disk -> disks.put(disk.slot(), disk.toString()));
        return disks;
    }

    private State ofSnapshots(Calls.Part part) {
        return switch (part) {
            case Calls.Part.Failed(var failure) -> notReadable("snapshots", "snapshots", failure);
            case Calls.Part.Came(var snapshots) -> {
                List<String> names = snapshotNames(snapshots);
                yield State.fact("snapshots", names).and(decisive("snapshots", names));
            }
        };
    }

    /** The list ends in {@code current}, which is no snapshot but the guest as it is. */
    static List<String> snapshotNames(Data snapshots) {
        return snapshots.items().stream().flatMap(snapshot -> snapshot.at("name").text().stream())
                .filter(name -> !name.equals("current")).sorted().toList();
    }

    private State notReadable(String fact, String what, ToolFailure failure) {
        State.refuseUnlessUnreadable(failure);
        return State.fact(fact, State.NOT_READABLE + " (" + State.reason(failure) + ")")
                .and(decisive(what, State.NOT_READABLE));
    }

    private State decisive(String what, @Nullable Object value) {
        return State.decisive(ofGuest(what), Settled.of(value));
    }

    private String ofGuest(String what) {
        return what + " of " + guest;
    }

    void refuseOtherName(Map<String, @Nullable Object> facts) {
        String name = Optional.ofNullable(facts.get("name")).map(Objects::toString).orElse("");
        if (!name.equals(guest.name())) {
            throw changed(guest + " is called '" + name + "' by now");
        }
    }

    private static InvalidCall changed(String message) {
        return new InvalidCall(FailureKind.CHANGED_MEANWHILE, message + "; nothing was changed",
                "List the guests again, and name it by its vmid.", Map.of("vmid", message));
    }
}
