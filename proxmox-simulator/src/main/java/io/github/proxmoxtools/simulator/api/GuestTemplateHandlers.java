package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.GuestVolumes;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.TaskWork;
import io.github.proxmoxtools.simulator.state.VolumeFeatures;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes templates of guests. */
final class GuestTemplateHandlers {
    private static final Duration CONVERT = Duration.ofSeconds(1);

    private GuestTemplateHandlers() {}

    static void register(Registry registry) {
        registry.post(Guests.one(Kind.QEMU) + "/template", call -> convert(call, Kind.QEMU));
        registry.post(Guests.one(Kind.LXC) + "/template", GuestTemplateHandlers::convertContainer);
    }

    /** The task goes on, but nobody is told its name; only its end makes the container a template. */
    private static @Nullable Object convertContainer(Call call) {
        convert(call, Kind.LXC);
        return null;
    }

    private static String convert(Call call, Kind kind) {
        Guests.requireFree(call, kind);
        Guest guest = Guests.require(call, kind);
        Guests.requireNoLock(call, guest);
        if (!guest.snapshots().isEmpty()) {
            throw ApiError.died("unable to create template, because " + kind.word() + " contains snapshots");
        }
        if (guest.isTemplate() && !call.params().has("disk")) {
            throw ApiError.died("you can't convert a template to a template");
        }
        if (guest.runs()) {
            throw ApiError.died(kind == Kind.QEMU
                    ? "you can't convert a VM to template if VM is running"
                    : "you can't convert a CT to template if the CT is running");
        }
        if (kind == Kind.QEMU) {
            guest.set("template", 1);
        }
        return Guests.task(call, kind, "template", TaskWork.lasting(CONVERT, log -> {
            rename(call, kind);
            Guests.inTask(call, kind).set("template", 1);
        }));
    }

    private static void rename(Call call, Kind kind) throws TaskFailure {
        Guest guest = Guests.inTask(call, kind);
        GuestVolumes volumes = Guests.volumes(call);
        Optional<String> only = call.params().find("disk");
        for (Map.Entry<String, Object> entry : new TreeMap<>(guest.config()).entrySet()) {
            boolean isUsed = Disk.isDrive(entry.getKey()) || Disk.isMountPoint(entry.getKey());
            if (!isUsed || only.filter(key -> !key.equals(entry.getKey())).isPresent()) {
                continue;
            }
            Disk disk = Disk.parse(entry.getValue().toString()).filter(parsed -> !parsed.isCdrom()).orElse(null);
            if (disk != null && !disk.isBase()) {
                requireFeature(call, disk);
                guest.set(entry.getKey(), Disk.print(entry.getKey(),
                        Disk.properties(entry.getKey(), entry.getValue().toString())
                                .with(Disk.defaultKey(entry.getKey()), volumes.toBase(disk, guest).volid())));
            }
        }
    }

    private static void requireFeature(Call call, Disk disk) throws TaskFailure {
        Storage storage = Guests.attempt(() -> Guests.requireStorage(call, disk.storage(), call.node()));
        if (!VolumeFeatures.has("template", storage, disk, false)) {
            throw new TaskFailure("volume '" + disk.volid() + "' does not support template/clone");
        }
    }
}
