package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The guests that a job writes to: a raw call, or a restore over a guest, names them only in what it sends, and one whose
 * volume is deleted is not named at all.
 */
final class TouchedGuests {
    private static final int KIND = 2;
    private static final int ID = 3;
    private static final int ACTION = 4;
    /** They hand a disk to another guest of the same node. */
    private static final Set<String> HANDING_OVER = Set.of("move_disk", "move_volume");

    private TouchedGuests() {}

    /** The resolved one first, each once. */
    static List<GuestAddress> of(Optional<GuestAddress> resolved, Job job, List<GuestAddress> owners) {
        Map<GuestAddress, GuestAddress> guests = new LinkedHashMap<>();
        Stream.of(resolved.stream(), job.writtenRequests().flatMap(write -> written(write).stream()), owners.stream())
                .flatMap(each -> each)
                .forEach(guest -> guests.putIfAbsent(nameless(guest), guest));
        return List.copyOf(guests.values());
    }

    private static GuestAddress nameless(GuestAddress guest) {
        return new GuestAddress(guest.kind(), guest.node(), guest.vmid(), "");
    }

    private static List<GuestAddress> written(ApiRequest write) {
        List<String> path = ServedPath.of(write);
        if (path.size() <= KIND || !path.getFirst().equals("nodes")) {
            return List.of();
        }
        return kind(path.get(KIND)).stream().flatMap(kind -> ids(write).stream()
                .map(id -> new GuestAddress(kind, path.get(1), Long.parseLong(id), ""))).toList();
    }

    private static Optional<GuestKind> kind(String segment) {
        return Stream.of(GuestKind.values()).filter(kind -> kind.apiName().equals(segment)).findFirst();
    }

    private static List<String> ids(ApiRequest write) {
        List<String> path = ServedPath.of(write);
        List<String> ids = new ArrayList<>();
        if (path.size() > ID) {
            ids.add(path.get(ID));
        } else {
            parameter(write, "vmid").ifPresent(ids::add);
        }
        if (path.size() > ACTION && HANDING_OVER.contains(path.get(ACTION))) {
            parameter(write, "target-vmid").ifPresent(ids::add);
        }
        return ids.stream().filter(id -> id.matches("\\d{1,9}")).toList();
    }

    private static Optional<String> parameter(ApiRequest write, String name) {
        return write.parameters().stream().filter(parameter -> parameter.name().equals(name)).map(Parameter::value)
                .findFirst();
    }
}
