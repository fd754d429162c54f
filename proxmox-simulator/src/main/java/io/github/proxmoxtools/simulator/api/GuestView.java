package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.HaService;
import io.github.proxmoxtools.simulator.state.HighAvailability;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.PropertyString;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lists and status calls tell of a guest. */
final class GuestView {
    private static final Set<String> NOT_IN_RESOURCES = Set.of("pid", "serial", "swap", "maxswap");
    private static final int FIRST_PID = 20_000;
    private static final long RECEIVED_PER_SECOND = 5_113;
    private static final long SENT_PER_SECOND = 2_287;
    /** What the server takes for the disk of a container that does not say its size. */
    private static final long STANDARD_DISK = 4L << 30;

    private GuestView() {}

    /** A believable load that depends on nothing but the guest and the minute. */
    static double cpu(Guest guest, Instant now) {
        if (!guest.runs() || guest.isPaused()) {
            return 0;
        }
        long minute = now.getEpochSecond() / 60;
        return 0.01 + ((guest.vmid() * 37L + minute * 7) % 23) / 250.0;
    }

    static Object listed(Call call, Guest guest, boolean full) {
        Row row = figures(call, guest).with("cpus", processors(guest));
        addTemplate(row, guest);
        return full ? row.with("qmpstatus", machineState(guest)).fields() : row.fields();
    }

    static Object current(Call call, Guest guest) {
        Row row = figures(call, guest).with("cpus", processors(guest)).with("ha", ha(call, guest));
        addTemplate(row, guest);
        if (guest.kind() == Kind.LXC) {
            return row.fields();
        }
        row.with("qmpstatus", machineState(guest));
        if (hasAgent(guest)) {
            row.with("agent", 1);
        }
        String display = String.valueOf(guest.config().get("vga"));
        if (display.startsWith("qxl")) {
            row.with("spice", 1);
        }
        PropertyString.parse(display, "type").find("clipboard").ifPresent(kind -> row.with("clipboard", kind));
        if (guest.runs()) {
            addRunning(call, guest, row);
        }
        return row.fields();
    }

    private static Map<String, Object> ha(Call call, Guest guest) {
        return call.cluster().haManagement().manages(guest.kind(), guest.vmid())
                ? Map.of("managed", 1, "state", haState(call, guest))
                : Map.of("managed", 0);
    }

    private static String haState(Call call, Guest guest) {
        HaService service = call.cluster().highAvailability().services()
                .get(HighAvailability.sid(guest.kind(), guest.vmid()));
        return service == null ? "queued" : service.state();
    }

    private static void addRunning(Call call, Guest guest, Row row) {
        Map<String, Object> cards = new LinkedHashMap<>();
        guest.config().keySet().stream().filter(key -> key.matches("net\\d+")).forEach(
                key -> cards.put("tap" + guest.vmid() + "i" + key.substring(3), traffic(call, guest)));
        row.with("nics", cards);
        if (hasAgent(guest)) {
            String version = call.cluster().profile().qemuVersion();
            row.with("running-qemu", version).with("running-machine",
                    "pc-i440fx-" + version.replaceFirst("\\.\\d+$", "") + "+pve0");
        }
    }

    private static Map<String, Object> traffic(Call call, Guest guest) {
        long uptime = guest.uptime(call.now());
        return Map.of("netin", uptime * RECEIVED_PER_SECOND, "netout", uptime * SENT_PER_SECOND);
    }

    static boolean hasAgent(Guest guest) {
        PropertyString agent = PropertyString.parse(String.valueOf(guest.config().getOrDefault("agent", "0")),
                "enabled");
        return agent.find("enabled").filter(value -> value.matches("1|yes|on|true")).isPresent();
    }

    static Object resource(Call call, Guest guest) {
        Row row = figures(call, guest).with("id", guest.kind().path() + "/" + guest.vmid())
                .with("type", guest.kind().path()).with("node", guest.node()).with("maxcpu", processors(guest))
                .with("template", guest.isTemplate());
        row.fields().keySet().removeIf(key -> NOT_IN_RESOURCES.contains(key) || key.startsWith("pressure"));
        row.fields().putIfAbsent("diskread", 0);
        row.fields().putIfAbsent("diskwrite", 0);
        if (call.cluster().profile() == Profile.PVE_9_2) {
            row.fields().putIfAbsent("memhost", 0);
        }
        boolean isReachable = call.cluster().node(guest.node()).filter(node -> node.isOnline()).isPresent();
        call.cluster().pools().values().stream().filter(pool -> pool.guests().contains(guest.vmid())).findFirst()
                .ifPresent(pool -> row.with("pool", pool.id()));
        ResourceLag.apply(call, guest, row);
        if (!isReachable) {
            row.with("status", "unknown");
        }
        return row.fields();
    }

    private static int processors(Guest guest) {
        boolean isUnlimited = guest.kind() == Kind.LXC && !guest.config().containsKey("cores");
        return isUnlimited ? NodeHandlers.PROCESSORS : guest.processors();
    }

    private static Row figures(Call call, Guest guest) {
        long uptime = guest.uptime(call.now());
        long disk = guest.diskSize();
        Row row = new Row().with("vmid", guest.vmid()).with("name", guest.name())
                .with("status", guest.runs() ? "running" : "stopped").with("uptime", uptime)
                .with("cpu", cpu(guest, call.now())).with("mem", guest.runs() ? guest.memory() / 2 : 0)
                .with("maxmem", guest.memory()).with("netin", uptime * RECEIVED_PER_SECOND)
                .with("netout", uptime * SENT_PER_SECOND).with("diskread", uptime * 1_031)
                .with("diskwrite", uptime * 3_407);
        if (guest.kind() == Kind.LXC) {
            long root = disk == 0 ? STANDARD_DISK : disk;
            row.with("type", "lxc").with("swap", 0).with("maxswap", guest.swap()).with("maxdisk", root).with("disk",
                    guest.runs() ? root / 3 : 0);
        } else {
            row.with("disk", 0).with("maxdisk", disk);
            addMachine(call, guest, row);
        }
        if (guest.runs()) {
            row.with("pid", FIRST_PID + guest.vmid());
        }
        return row.withAny("lock", guest.lock()).withAny("tags", Optional.ofNullable(guest.config().get("tags")));
    }

    private static void addMachine(Call call, Guest guest, Row row) {
        boolean isNewest = call.cluster().profile() == Profile.PVE_9_2;
        if (isNewest) {
            row.with("memhost", guest.runs() ? guest.memory() / 2 : 0);
        }
        if (isNewest && guest.runs()) {
            for (String what : new String[]{"cpu", "io", "memory"}) {
                row.with("pressure" + what + "some", 0).with("pressure" + what + "full", 0);
            }
        }
        if (isNewest) {
            // The newest series only counts what it can ask of the block devices one by one.
            row.fields().remove("diskread");
            row.fields().remove("diskwrite");
        }
    }

    private static void addTemplate(Row row, Guest guest) {
        if (guest.isTemplate()) {
            row.with("template", 1);
        }
        if (guest.kind() == Kind.QEMU && guest.config().keySet().stream().anyMatch(key -> key.matches("serial\\d"))) {
            row.with("serial", 1);
        }
    }

    private static String machineState(Guest guest) {
        if (!guest.runs()) {
            return "stopped";
        }
        return guest.isPaused() ? "paused" : "running";
    }
}
