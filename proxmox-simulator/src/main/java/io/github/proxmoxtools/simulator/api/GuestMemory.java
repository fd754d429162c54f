package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Sizes;
import io.github.proxmoxtools.simulator.state.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The memory of virtual machines, saved to volumes. */
final class GuestMemory {
    private static final long DEVICES = 500L << 20;
    private static final String OPTION = "vmstate";

    private GuestMemory() {}

    /** The storage that the guest names, else the first shared one of its disks, else the first of any. */
    static Storage storage(Call call, Guest guest) {
        Object named = guest.config().get("vmstatestorage");
        if (named != null) {
            return Guests.requireStorage(call, named.toString(), call.node());
        }
        List<Storage> used = guest.config().entrySet().stream().filter(entry -> Disk.isDrive(entry.getKey()))
                .map(entry -> Disk.parse(entry.getValue().toString())).flatMap(Optional::stream)
                .filter(disk -> !disk.isCdrom()).map(Disk::storage)
                .map(id -> Guests.requireStorage(call, id, call.node())).toList();
        return used.stream().filter(Storage::isShared).findFirst().or(() -> used.stream().findFirst())
                .orElseGet(() -> Guests.requireStorage(call, "local", call.node()));
    }

    static Disk save(Call call, Guest guest, Storage storage, String name, Consumer<String> log) {
        log.accept("saving VM state and RAM using storage '" + storage.id() + "'");
        long size = 2 * guest.memory() + DEVICES;
        Disk state = Guests.volumes(call).allocateNamed(storage, guest, "state-" + name,
                "raw", size);
        log.accept("completed saving the VM state in 1s, saved " + Sizes.describe(guest.memory() / 4));
        return state;
    }

    static void free(Call call, Guest guest) {
        free(call, guest.config());
        guest.unset(OPTION);
    }

    static void free(Call call, Map<String, Object> config) {
        Object state = config.get(OPTION);
        if (state != null) {
            Guests.volumes(call).free(state.toString());
        }
    }
}
