package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Pool;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskWork;
import io.github.proxmoxtools.simulator.state.VolumeFeatures;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** Clones guests: whole copies, and templates' clones that only hold what differs. */
final class GuestCloneHandlers {
    private static final Duration LINK = Duration.ofSeconds(1);
    private static final Duration COPY = Duration.ofSeconds(5);

    private final Call call;
    private final Kind kind;
    private final Guest source;
    private final boolean full;

    private GuestCloneHandlers(Call call, Kind kind) {
        this.call = call;
        this.kind = kind;
        this.source = Guests.require(call, kind);
        this.full = call.params().flag("full", !source.isTemplate());
    }

    static void register(Registry registry) {
        for (Kind kind : Kind.values()) {
            registry.post(Guests.one(kind) + "/clone", call -> new GuestCloneHandlers(call, kind).start());
        }
    }

    private Object start() {
        Params params = call.params();
        String target = params.find("target").orElse(call.node());
        checkTarget(target);
        Guests.requireNoLock(call, source);
        Map<String, Object> config = config();
        if (!full && params.has("storage")) {
            throw ApiError.died("parameter 'storage' not allowed for linked clones");
        }
        if (!full && params.has("format")) {
            throw ApiError.died("parameter 'format' not allowed for linked clones");
        }
        int newid = (int) params.number("newid", 0);
        config.forEach((key, value) -> usedDisk(key, value).ifPresent(disk -> checkDisk(key, disk, target)));
        requireUnused(newid);
        if (kind == Kind.LXC && full && source.runs() && !params.has("snapname")) {
            throw ApiError.died("Cannot do full clones on a running container without snapshots");
        }
        var clone = new Guest(newid, kind, call.node());
        clone.setSystem(source.hasSystem());
        clone.set("lock", "clone");
        call.cluster().guests().put(newid, clone);
        return Guests.task(call, kind, "clone", new TaskWork(full ? COPY : LINK, this::announce, log -> {
            Guests.attemptAll(() -> fill(clone, config, log));
            clone.moveTo(target);
        }).undoing(() -> GuestCreation.discard(call, clone)));
    }

    private void checkTarget(String target) {
        Optional<String> storage = call.params().find("storage");
        if (call.cluster().node(target).isEmpty()) {
            throw ApiError.died("no such cluster node '" + target + "'");
        }
        String pool = call.params().text("pool");
        if (!pool.isEmpty() && !call.cluster().pools().containsKey(pool)) {
            throw ApiError.denied("pool '" + pool + "' does not exist");
        }
        storage.ifPresent(id -> {
            call.caller().need("/storage/" + id, "Datastore.AllocateSpace");
            Guests.requireStorage(call, id, call.node());
            if (!target.equals(call.node()) && !Guests.requireStorage(call, id, target).isShared()) {
                throw ApiError.died("can't clone to non-shared storage '" + id + "'");
            }
        });
    }

    private Map<String, Object> config() {
        Optional<String> name = call.params().find("snapname");
        return new TreeMap<>(name.isEmpty()
                ? source.config()
                : source.snapshot(name.get())
                        .orElseThrow(() -> ApiError.died("snapshot '" + name.get() + "' does not exist")).config());
    }

    private void requireUnused(int newid) {
        Guest other = call.cluster().guests().get(newid);
        if (other == null) {
            return;
        }
        throw ApiError.died(kind == Kind.QEMU
                ? "unable to create VM " + newid + ": config file already exists"
                : other.kind().word() + " " + newid + " already exists on node '" + other.node() + "'");
    }

    /** A disk that the clone gets one of its own for. */
    private static Optional<Disk> usedDisk(String key, Object value) {
        boolean isUsed = Disk.isDrive(key) || Disk.isMountPoint(key);
        return isUsed
                ? Disk.parse(value.toString()).filter(disk -> !disk.isCdrom() || isCloudInit(disk))
                : Optional.empty();
    }

    private static boolean isCloudInit(Disk disk) {
        return disk.volume().contains("-cloudinit");
    }

    private void checkDisk(String key, Disk disk, String target) {
        Storage storage = call.cluster().storages().get(disk.storage());
        if (storage == null) {
            throw ApiError.died("storage '" + disk.storage() + "' does not exist");
        }
        if (!target.equals(call.node()) && !storage.isShared()) {
            throw ApiError.died("can't clone VM to node '" + target + "' (VM uses local storage)");
        }
        boolean copies = full || isCloudInit(disk);
        if (!VolumeFeatures.has(copies ? "copy" : "clone", storage, disk, call.params().has("snapname"))) {
            throw ApiError.died(unsupported(copies ? "Full" : "Linked", key, disk));
        }
    }

    private String unsupported(String sort, String key, Disk disk) {
        if (kind == Kind.LXC) {
            return sort + " clone feature for '" + disk.volid() + "' is not available";
        }
        return sort + " clone feature is not supported for " + (call.cluster().profile() == Profile.PVE_9_2
                ? "'" + disk.volid() + "' (" + key + ")"
                : "drive '" + key + "'");
    }

    private void announce(Consumer<String> log) {
        if (call.cluster().profile() == Profile.PVE_9_2) {
            log.accept("creating a clone of " + (kind == Kind.QEMU ? "VM " : "container ") + source.vmid()
                    + " with ID " + call.params().number("newid", 0));
        }
    }

    private void fill(Guest clone, Map<String, Object> config, Consumer<String> log) {
        config.keySet().removeIf(key -> Disk.isUnused(key) || key.matches("lock|template|vmstate|parent|snaptime"));
        var values = new GuestValues(call, clone);
        config.forEach((key, value) -> {
            Optional<Disk> disk = usedDisk(key, value);
            if (disk.isPresent()) {
                clone.set(key, new GuestCopy(call, clone).copy(key, value.toString(), full, log));
            } else if (key.matches("net\\d+")) {
                clone.set(key, value.toString().replaceFirst("(?i)([0-9a-f]{2}:){5}[0-9a-f]{2}",
                        values.freeAddress(key)));
            } else {
                clone.set(key, value);
            }
        });
        rename(clone);
        call.params().find("description").ifPresent(
                text -> clone.set("description", values.value("description", text)));
        clone.unset("lock");
        Pool pool = call.cluster().pools().get(call.params().text("pool"));
        if (pool != null) {
            pool.guests().add(clone.vmid());
        }
    }

    private void rename(Guest clone) {
        Params params = call.params();
        if (kind == Kind.LXC) {
            params.find("hostname").ifPresent(name -> clone.set("hostname", name));
            return;
        }
        Object former = source.config().get("name");
        clone.set("name", params.find("name").orElse("Copy-of-VM-" + (former == null ? source.vmid() : former)));
        clone.set("vmgenid", UUID.randomUUID().toString());
        String smbios = String.valueOf(source.config().getOrDefault("smbios1", "uuid="));
        clone.set("smbios1", smbios.replaceFirst("uuid=[^,]*", "uuid=" + UUID.randomUUID()));
    }
}
