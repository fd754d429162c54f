package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.GuestVolumes;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Node;
import io.github.proxmoxtools.simulator.state.Sizes;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.TaskFailure;
import io.github.proxmoxtools.simulator.state.Volume;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The work of one migration, and what it finds on the way. */
final class GuestMigration {
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration WITH_DISKS = Duration.ofSeconds(8);
    private static final Duration LIVE = Duration.ofSeconds(6);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss ", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Call call;
    private final Kind kind;
    private final String target;
    private final Instant began;
    private final boolean wasRunning;
    private final boolean hasLocal;

    GuestMigration(Call call, Guest guest, String target) {
        this.call = call;
        this.kind = guest.kind();
        this.hasLocal = volumes(guest).values().stream().anyMatch(disk -> isLocal(call, disk));
        this.target = target;
        this.began = call.now();
        this.wasRunning = guest.runs();
    }

    /** The storages that the guest's disks lie on. */
    static Set<String> storages(Guest guest) {
        Set<String> storages = new TreeSet<>();
        volumes(guest).values().forEach(disk -> storages.add(disk.storage()));
        return storages;
    }

    private static Map<String, Disk> volumes(Guest guest) {
        Map<String, Disk> disks = new TreeMap<>();
        guest.config().forEach((key, value) -> {
            if (Disk.isDiskKey(key)) {
                Disk.parse(value.toString()).ifPresent(disk -> disks.put(key, disk));
            }
        });
        return disks;
    }

    private static boolean isLocal(Call call, Disk disk) {
        Storage storage = call.cluster().storages().get(disk.storage());
        return storage != null && !storage.isShared();
    }

    static List<Object> localDisks(Call call, Guest guest) {
        GuestVolumes volumes = Guests.volumes(call);
        return volumes(guest).entrySet().stream().filter(entry -> isLocal(call, entry.getValue())).map(entry -> {
            Disk disk = entry.getValue();
            boolean isUnused = Disk.isUnused(entry.getKey());
            boolean isCloudInit = disk.volume().contains("-cloudinit");
            return (Object) new Row().with("volid", disk.volid()).with("drivename", entry.getKey())
                    .with("size", volumes.sizeOf(disk)).with("shared", 0).with("replicate", 1)
                    .with("cdrom", disk.isCdrom() && !isCloudInit ? 1 : 0).with("is_attached", isUnused ? 0 : 1)
                    .with("is_unused", isUnused ? 1 : 0).with("is_tpmstate", entry.getKey().equals("tpmstate0") ? 1 : 0)
                    .with("is_cloudinit", isCloudInit ? 1 : 0).with("is_vmstate", 0).fields();
        }).toList();
    }

    static List<String> localResources(Guest guest) {
        return guest.config().entrySet().stream()
                .filter(entry -> entry.getKey().matches("(hostpci|usb|parallel)\\d+"))
                .filter(entry -> !entry.getValue().toString().matches("(host=)?spice.*|.*mapping=.*"))
                .map(Map.Entry::getKey).toList();
    }

    Duration lasts() {
        return hasLocal ? WITH_DISKS : wasRunning ? LIVE : QUICK;
    }

    void begin(Consumer<String> log) throws TaskFailure {
        Guest guest = Guests.inTask(call, kind);
        Node node = call.cluster().node(target).orElseThrow();
        if (wasRunning && kind == Kind.LXC && !call.params().flag("restart")) {
            say(log, "ERROR: migration aborted (duration 00:00:00): lxc live migration is currently not implemented");
            throw new TaskFailure("migration aborted");
        }
        if (!node.isOnline()) {
            say(log, "# /usr/bin/ssh -e none -o 'BatchMode=yes' -o 'HostKeyAlias=" + target + "' root@"
                    + node.address() + " /bin/true");
            say(log, "ssh: connect to host " + node.address() + " port 22: No route to host");
            abort(log, "Can't connect to destination address using public key");
        }
        if (wasRunning && kind == Kind.LXC) {
            say(log, "shutdown CT " + guest.vmid());
        }
        say(log, "starting migration of " + kind.word() + " " + guest.vmid() + " to node '" + target + "' ("
                + node.address() + ")");
        if (kind == Kind.QEMU && !localResources(guest).isEmpty()) {
            abort(log, "can't migrate VM which uses local devices: " + String.join(", ", localResources(guest)));
        }
        scan(guest, log);
    }

    private void scan(Guest guest, Consumer<String> log) throws TaskFailure {
        boolean isRefused = false;
        for (Disk disk : volumes(guest).values()) {
            if (!isLocal(call, disk)) {
                if (kind == Kind.LXC) {
                    say(log, "volume '" + disk.volid() + "' is on shared storage '" + disk.storage() + "'");
                }
                continue;
            }
            String refusal = refusal(guest, disk);
            say(log, "found local " + (kind == Kind.QEMU ? "disk" : "volume") + " '" + disk.volid()
                    + "' (in current VM config)");
            if (!refusal.isEmpty()) {
                say(log, "can't migrate local disk '" + disk.volid() + "': " + refusal);
                isRefused = true;
            }
        }
        if (isRefused) {
            say(log, "ERROR: Problem found while scanning volumes - can't migrate VM - check log");
            say(log, "aborting phase 1 - cleanup resources");
            abort(log, "Problem found while scanning volumes - can't migrate VM - check log");
        }
        if (kind == Kind.LXC) {
            requireTargetStorages(guest, log);
        }
    }

    private String refusal(Guest guest, Disk disk) {
        if (disk.isCdrom() && !disk.volume().contains("-cloudinit")) {
            return "local cdrom image";
        }
        boolean isLive = kind == Kind.QEMU && wasRunning;
        if (isLive && !call.params().flag("with-local-disks")) {
            return "can't live migrate attached local disks without with-local-disks option";
        }
        boolean isSnapshotted = guest.snapshots().stream()
                .anyMatch(snapshot -> snapshot.config().toString().contains(disk.volid()));
        return isSnapshotted && !disk.format().equals("qcow2") ? "non-migratable snapshot exists" : "";
    }

    private void requireTargetStorages(Guest guest, Consumer<String> log) throws TaskFailure {
        for (String id : storages(guest)) {
            if (!call.params().has("target-storage")) {
                try {
                    Guests.requireStorage(call, id, target);
                } catch (ApiError e) {
                    abort(log, e.message().strip());
                }
            }
        }
    }

    private void abort(Consumer<String> log, String why) throws TaskFailure {
        say(log, "ERROR: migration aborted (duration 00:00:00): " + why);
        throw new TaskFailure("migration aborted");
    }

    void end(Consumer<String> log) throws TaskFailure {
        Guest guest = Guests.inTask(call, kind);
        for (Map.Entry<String, Disk> entry : volumes(guest).entrySet()) {
            if (isLocal(call, entry.getValue())) {
                moveVolume(guest, entry.getKey(), entry.getValue(), log);
            }
        }
        guest.moveTo(target);
        if (kind == Kind.LXC) {
            say(log, "start final cleanup");
        }
        if (kind == Kind.LXC && wasRunning) {
            say(log, "start container on target node");
            guest.stop();
            guest.start(call.now());
        }
        long seconds = Duration.between(began, call.now()).toSeconds();
        say(log, String.format(Locale.ROOT, "migration finished successfully (duration %02d:%02d:%02d)",
                seconds / 3600, seconds / 60 % 60, seconds % 60));
    }

    private void moveVolume(Guest guest, String key, Disk disk, Consumer<String> log) {
        GuestVolumes here = Guests.volumes(call);
        Volume volume = here.find(disk.volid()).orElse(null);
        Storage from = call.cluster().storages().get(disk.storage());
        Storage to = call.cluster().storages().get(mapped(disk.storage()));
        if (volume == null || from == null || to == null) {
            return;
        }
        say(log, "copying local disk images: " + Sizes.describe(volume.size()) + " of " + disk.volid());
        from.remove(volume);
        String name = GuestVolumes.keepsFiles(to) == GuestVolumes.keepsFiles(from)
                ? disk.volume()
                : new GuestVolumes(call.cluster(), target).allocate(to, guest, "raw", volume.size()).volume();
        var moved = new Disk(to.id(), name, disk.size(), disk.isCdrom());
        to.put(new Volume(moved.volid(), target, volume.content(), volume.format(), volume.size(), volume.used(),
                guest.vmid(), volume.created(), volume.notes(), volume.isProtected()));
        guest.set(key, Disk.isUnused(key)
                ? moved.volid()
                : Disk.print(key, Disk.properties(key, String.valueOf(guest.config().get(key)))
                        .with(Disk.defaultKey(key), moved.volid())));
        say(log, "volume '" + disk.volid() + "' is '" + moved.volid() + "' on the target");
    }

    private String mapped(String storage) {
        List<String> pairs = call.params().list(kind == Kind.QEMU ? "targetstorage" : "target-storage");
        String single = "";
        for (String pair : pairs) {
            if (pair.startsWith(storage + ":")) {
                return pair.substring(pair.indexOf(':') + 1);
            }
            single = pair.contains(":") || pair.equals("1") ? single : pair;
        }
        return single.isEmpty() ? storage : single;
    }

    private void say(Consumer<String> log, String text) {
        log.accept(STAMP.format(call.now()) + text);
    }
}
