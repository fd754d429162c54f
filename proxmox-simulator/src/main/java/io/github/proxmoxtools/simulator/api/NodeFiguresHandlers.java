package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.OutsideWorld;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.Storage;
import java.util.ArrayList;
import java.util.List;

/** What a node tells of itself at length: traffic, history, a report, and the templates that it could fetch. */
final class NodeFiguresHandlers {
    private static final long MEBIBYTE = 1L << 20;

    private record Template(String name, String os, String version, String headline) {
        String file() {
            return name + "_" + version + "_amd64.tar.zst";
        }

        String location() {
            return "http://download.proxmox.com/images/system/" + file();
        }
    }

    private static final List<Template> TEMPLATES = List.of(
            new Template("alpine-3.22-default", "alpine", "20250617", "LXC default image for alpine 3.22"),
            new Template("debian-12-standard", "debian-12", "12.12-1", "Debian 12 Bookworm (standard)"),
            new Template("debian-13-standard", "debian-13", "13.1-2", "Debian 13 Trixie (standard)"),
            new Template("rockylinux-9-default", "rockylinux-9", "20240912", "LXC default image for rockylinux 9"),
            new Template("ubuntu-24.04-standard", "ubuntu-24.04", "24.04-2", "Ubuntu 24.04 Noble (standard)"));

    private NodeFiguresHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes/{node}/netstat", NodeFiguresHandlers::traffic);
        registry.get("/nodes/{node}/rrddata", NodeFiguresHandlers::history);
        registry.get("/nodes/{node}/report", NodeFiguresHandlers::report);
        registry.get("/nodes/{node}/aplinfo", NodeFiguresHandlers::templates);
        registry.post("/nodes/{node}/aplinfo", NodeFiguresHandlers::fetch);
    }

    private static Object traffic(Call call) {
        List<Object> rows = new ArrayList<>();
        for (Guest guest : call.cluster().guests().values()) {
            if (guest.runs() && guest.node().equals(call.node()) && Systems.of(call).knowsTemplates()) {
                guest.config().keySet().stream().filter(key -> key.matches("net\\d+"))
                        .forEach(key -> rows.add(new Row().with("vmid", Integer.toString(guest.vmid()))
                                .with("dev", key).with("in", Long.toString(guest.uptime(call.now()) * 900))
                                .with("out", Long.toString(guest.uptime(call.now()) * 700)).fields()));
            }
        }
        return rows;
    }

    private static Object history(Call call) {
        NodeHandlers.Figures figures = NodeHandlers.figures(call);
        boolean isNew = call.cluster().profile() == Profile.PVE_9_2;
        return History.points(call, time -> {
            double wave = 0.5 + 0.5 * Math.sin(time / 3600.0);
            Row row = new Row().with("cpu", figures.cpu() * wave).with("maxcpu", figures.processors())
                    .with("loadavg", figures.cpu() * figures.processors() * wave).with("iowait", 0.001 * wave)
                    .with("memtotal", figures.memory()).with("memused", figures.memoryUsed())
                    .with("swaptotal", figures.swap())
                    .with("swapused", 0).with("roottotal", figures.disk()).with("rootused", figures.diskUsed())
                    .with("netin", MEBIBYTE * wave).with("netout", MEBIBYTE * wave);
            if (isNew) {
                row.with("memavailable", figures.memory() - figures.memoryUsed()).with("arcsize", 0);
                List.of("cpusome", "iofull", "iosome", "memoryfull", "memorysome")
                        .forEach(kind -> row.with("pressure" + kind, 0.1 * wave));
            }
            return row.fields();
        });
    }

    private static Object report(Call call) {
        Profile profile = call.cluster().profile();
        return "==== general system info ====\n\n# hostname\n" + call.node()
                + "\n\n# pveversion --verbose\nproxmox-ve: "
                + profile.release() + ".0 (running kernel: " + profile.kernel() + ")\npve-manager: "
                + profile.version() + " (running version: " + profile.version() + "/" + profile.repositoryId()
                + ")\n\n# cat /etc/hosts\n" + Systems.of(call).hosts() + "\n";
    }

    private static List<Template> known(Call call) {
        return Systems.of(call).knowsTemplates() ? TEMPLATES : List.of();
    }

    private static Object templates(Call call) {
        return known(call).stream()
                .map(template -> new Row().with("template", template.file()).with("type", "lxc")
                        .with("package", template.name()).with("version", template.version())
                        .with("os", template.os()).with("section", "system").with("headline", template.headline())
                        .with("architecture", "amd64").with("source", "https://releases.example.test")
                        .with("location", template.location()).with("infopage", "https://linuxcontainers.org")
                        .with("maintainer", "Proxmox Support Team <support@proxmox.com>")
                        .with("description", template.headline()).fields())
                .toList();
    }

    private static Object fetch(Call call) {
        String wanted = call.params().get("template");
        Template template = known(call).stream().filter(known -> known.file().equals(wanted)).findFirst()
                .orElseThrow(() -> ApiError.parameter("template", "no such template"));
        Storage storage = StorageHandlers.requireOnNode(call);
        if (!storage.content().contains("vztmpl")) {
            throw ApiError.died("storage '" + storage.id() + "' does not support templates");
        }
        return call.task("download", wanted, null, DownloadHandlers.fetching(call, storage, "vztmpl/" + wanted,
                template.location(), OutsideWorld.size(template.location()) / 4));
    }
}
