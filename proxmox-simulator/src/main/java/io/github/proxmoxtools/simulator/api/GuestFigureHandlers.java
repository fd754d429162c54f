package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Node;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.PropertyString;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.VolumeFeatures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Figures over time, features, and the network interfaces of containers. */
final class GuestFigureHandlers {
    private static final int ROWS = 70;
    private static final Map<String, Integer> SECONDS = Map.of("hour", 60, "day", 1_800, "week", 10_800, "month",
            43_200, "year", 604_800);

    private GuestFigureHandlers() {}

    static void register(Registry registry) {
        for (Kind kind : Kind.values()) {
            registry.get(Guests.one(kind) + "/rrddata", call -> series(call, kind));
            registry.get(Guests.one(kind) + "/rrd", call -> picture(call, kind));
            registry.get(Guests.one(kind) + "/feature", call -> feature(call, kind));
        }
        registry.get(Guests.one(Kind.LXC) + "/interfaces", GuestFigureHandlers::interfaces);
    }

    /** Rows without figures are times at which there was no guest yet. */
    private static Object series(Call call, Kind kind) {
        Optional<Guest> guest = call.cluster().guest(call.node(), kind, call.vmid());
        if (guest.isEmpty()) {
            String directory = call.cluster().profile() == Profile.PVE_9_2 ? "pve-vm-9.0" : "pve2-vm";
            throw ApiError.died("RRD error: opening '/var/lib/rrdcached/db/" + directory + "/" + call.vmid()
                    + "': No such file or directory");
        }
        int step = SECONDS.getOrDefault(call.params().get("timeframe"), 60);
        long last = call.now().getEpochSecond() / step * step;
        long created = created(guest.get());
        List<Object> rows = new ArrayList<>();
        for (int number = ROWS - 1; number >= 0; number--) {
            long time = last - (long) number * step;
            Row row = new Row().with("time", time);
            if (time >= created) {
                add(call, guest.get(), time, row);
            }
            rows.add(row.fields());
        }
        return rows;
    }

    /** Machines remember when they were made; containers are taken to be older than all figures. */
    private static long created(Guest guest) {
        return PropertyString.parse(String.valueOf(guest.config().get("meta")), "creation-qemu").find("ctime")
                .map(Long::parseLong).orElse(0L);
    }

    private static void add(Call call, Guest guest, long time, Row row) {
        boolean ran = guest.runs() && time >= call.now().getEpochSecond() - guest.uptime(call.now());
        boolean isNewest = call.cluster().profile() == Profile.PVE_9_2;
        row.with("cpu", ran ? GuestView.cpu(guest, Instant.ofEpochSecond(time)) : 0)
                .with("maxcpu", guest.processors()).with("mem", ran ? guest.memory() / 2 : 0)
                .with("maxmem", guest.memory()).with("disk", 0).with("maxdisk", guest.diskSize())
                .with("netin", ran ? 5_113 : 0).with("netout", ran ? 2_287 : 0);
        if (isNewest) {
            row.with("memhost", ran ? guest.memory() / 2 : 0);
            for (String what : List.of("cpu", "io", "memory")) {
                row.with("pressure" + what + "some", 0).with("pressure" + what + "full", 0);
            }
        }
        if (!isNewest || guest.kind() == Kind.LXC) {
            row.with("diskread", ran ? 1_031 : 0).with("diskwrite", ran ? 3_407 : 0);
        }
    }

    private static Object picture(Call call, Kind kind) {
        Guests.require(call, kind);
        return Map.of("filename", "/var/lib/rrdcached/db/pve2-vm/" + call.vmid() + "_" + call.params().get("timeframe")
                + "_" + call.params().find("cf").orElse("AVERAGE") + ".png");
    }

    private static Object feature(Call call, Kind kind) {
        Guest guest = Guests.require(call, kind);
        Optional<String> snapshot = call.params().find("snapname");
        Map<String, Object> config = snapshot.isEmpty()
                ? guest.config()
                : guest.snapshot(snapshot.get()).orElseThrow(
                        () -> ApiError.died("snapshot '" + snapshot.get() + "' does not exist")).config();
        List<Disk> disks = config.entrySet().stream()
                .filter(entry -> Disk.isDrive(entry.getKey()) || Disk.isMountPoint(entry.getKey()))
                .map(entry -> Disk.parse(entry.getValue().toString())).flatMap(Optional::stream)
                .filter(disk -> !disk.isCdrom()).toList();
        boolean has = disks.stream().allMatch(disk -> has(call, disk, snapshot.isPresent()));
        Row row = new Row().with("hasFeature", has ? 1 : 0);
        return kind == Kind.QEMU ? row.with("nodes", sharedNodes(call, disks)).fields() : row.fields();
    }

    private static boolean has(Call call, Disk disk, boolean inSnapshot) {
        Storage storage = call.cluster().storages().get(disk.storage());
        return storage != null && VolumeFeatures.has(call.params().get("feature"), storage, disk, inSnapshot);
    }

    private static List<String> sharedNodes(Call call, List<Disk> disks) {
        boolean isShared = disks.stream().allMatch(disk -> {
            Storage storage = call.cluster().storages().get(disk.storage());
            return storage != null && storage.isShared();
        });
        return call.cluster().nodes().stream().map(Node::name).filter(node -> isShared || node.equals(call.node()))
                .toList();
    }

    /** Nothing at all, not even an empty list, when the container does not run. */
    private static @Nullable Object interfaces(Call call) {
        Guest guest = Guests.require(call, Kind.LXC);
        if (!guest.runs()) {
            return null;
        }
        List<Object> rows = new ArrayList<>();
        rows.add(row(call, "lo", "00:00:00:00:00:00", "127.0.0.1", 8));
        guest.config().forEach((key, value) -> {
            if (key.matches("net\\d+")) {
                String text = value.toString();
                rows.add(row(call, text.replaceFirst(".*name=([^,]+).*", "$1"),
                        text.replaceFirst(".*hwaddr=([^,]+).*", "$1").toLowerCase(Locale.ROOT),
                        "10.10.20." + guest.vmid() % 254, 24));
            }
        });
        return rows;
    }

    private static Object row(Call call, String name, String mac, String address, int prefix) {
        Row row = new Row().with("name", name).with("hwaddr", mac).with("inet", address + "/" + prefix);
        return call.cluster().profile() == Profile.PVE_9_2
                ? row.with("hardware-address", mac).with("ip-addresses", List.of(Map.of("ip-address", address,
                        "ip-address-type", "inet", "prefix", Integer.toString(prefix)))).fields()
                : row.fields();
    }
}
