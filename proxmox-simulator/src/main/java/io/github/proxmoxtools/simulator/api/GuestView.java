package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lists and status calls tell of a guest. */
final class GuestView {
    private static final int FIRST_PID = 20_000;

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
        Row row = figures(call, guest).with("cpus", guest.processors());
        return full ? row.with("qmpstatus", machineState(guest)).fields() : row.fields();
    }

    static Object current(Call call, Guest guest) {
        Row row = figures(call, guest).with("cpus", guest.processors()).with("ha", Map.of("managed", 0));
        if (guest.kind() == Kind.LXC) {
            return row.fields();
        }
        row.with("qmpstatus", machineState(guest));
        String agent = String.valueOf(guest.config().get("agent"));
        if (agent.startsWith("1") || agent.contains("enabled=1")) {
            row.with("agent", 1);
        }
        return row.fields();
    }

    static Object resource(Call call, Guest guest) {
        Row row = figures(call, guest).with("id", guest.kind().path() + "/" + guest.vmid())
                .with("type", guest.kind().path()).with("node", guest.node()).with("maxcpu", guest.processors())
                .with("template", guest.isTemplate());
        List.of("pid", "swap", "maxswap").forEach(row.fields()::remove);
        boolean isReachable = call.cluster().node(guest.node()).filter(node -> node.isOnline()).isPresent();
        call.cluster().pools().values().stream().filter(pool -> pool.guests().contains(guest.vmid())).findFirst()
                .ifPresent(pool -> row.with("pool", pool.id()));
        ResourceLag.apply(call, guest, row);
        if (!isReachable) {
            row.with("status", "unknown");
        }
        return row.fields();
    }

    private static Row figures(Call call, Guest guest) {
        long uptime = guest.uptime(call.now());
        Row row = new Row().with("vmid", guest.vmid()).with("name", guest.name())
                .with("status", guest.runs() ? "running" : "stopped").with("uptime", uptime)
                .with("cpu", cpu(guest, call.now())).with("mem", guest.runs() ? guest.memory() / 2 : 0)
                .with("maxmem", guest.memory()).with("disk", 0).with("maxdisk", guest.diskSize())
                .with("netin", uptime * 5_113).with("netout", uptime * 2_287).with("diskread", uptime * 1_031)
                .with("diskwrite", uptime * 3_407);
        if (guest.kind() == Kind.LXC) {
            row.with("type", "lxc").with("swap", 0).with("maxswap", guest.swap());
        } else {
            row.with("memhost", guest.runs() ? guest.memory() / 2 : 0);
        }
        if (guest.runs()) {
            row.with("pid", FIRST_PID + guest.vmid());
        }
        if (guest.isTemplate()) {
            row.with("template", 1);
        }
        return row.withAny("lock", guest.lock()).withAny("tags", Optional.ofNullable(guest.config().get("tags")));
    }

    private static String machineState(Guest guest) {
        if (!guest.runs()) {
            return "stopped";
        }
        return guest.isPaused() ? "paused" : "running";
    }
}
