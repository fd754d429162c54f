package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Node;
import io.github.proxmoxtools.simulator.state.Profile;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The members of the cluster. */
final class NodeHandlers {
    static final int PROCESSORS = 16;
    private static final long MEMORY = 64L << 30;
    private static final long OWN_MEMORY = 3L << 30;
    private static final long ROOT_DISK = 94L << 30;
    private static final long ROOT_DISK_USED = 21L << 30;
    private static final long SWAP = 8L << 30;
    private static final String BUILD = "#1 SMP PREEMPT_DYNAMIC @0";

    /** What a node's databases hold of it at this moment. */
    record Figures(double cpu, int processors, long memory, long memoryUsed, long swap, long disk, long diskUsed) {}

    private NodeHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes", call -> call.cluster().nodes().stream().map(node -> listed(call, node)).toList());
        registry.get("/nodes/{node}", call -> Directory.of("name", "aplinfo", "apt", "capabilities", "ceph",
                "certificates", "config", "disks", "dns", "execute", "firewall", "hardware", "hosts", "journal", "lxc",
                "migrateall", "netstat", "network", "qemu", "query-url-metadata", "replication", "report", "rrd",
                "rrddata", "scan", "sdn", "services", "spiceshell", "startall", "status", "stopall", "storage",
                "subscription", "syslog", "tasks", "termproxy", "time", "version", "vncshell", "vzdump",
                "wakeonlan"));
        registry.get("/nodes/{node}/status", NodeHandlers::status);
        registry.get("/nodes/{node}/version", ClusterHandlers::version);
    }

    private static Object listed(Call call, Node node) {
        Row row = new Row().with("node", node.name()).with("id", "node/" + node.name()).with("type", "node")
                .with("status", node.isOnline() ? "online" : "offline").with("level", "")
                .with("ssl_fingerprint", node.fingerprint());
        return row.withAll(figures(call, node)).fields();
    }

    static Object resource(Call call, Node node) {
        Row row = new Row().with("node", node.name()).with("id", "node/" + node.name()).with("type", "node")
                .with("status", node.isOnline() ? "online" : "offline").with("level", "").with("cgroup-mode", 2);
        return row.withAll(figures(call, node)).fields();
    }

    private static Map<String, ?> figures(Call call, Node node) {
        if (!node.isOnline() || !call.caller().holds("/nodes/" + node.name(), "Sys.Audit")) {
            return Map.of();
        }
        return new Row().with("cpu", cpu(call, node)).with("maxcpu", PROCESSORS).with("mem", memory(call, node))
                .with("maxmem", MEMORY).with("disk", ROOT_DISK_USED).with("maxdisk", ROOT_DISK)
                .with("uptime", node.uptime(call.now())).fields();
    }

    static Figures figures(Call call) {
        Node node = Systems.node(call);
        return new Figures(cpu(call, node), PROCESSORS, MEMORY, memory(call, node), SWAP, ROOT_DISK, ROOT_DISK_USED);
    }

    private static Object status(Call call) {
        Node node = Systems.node(call);
        Profile profile = call.cluster().profile();
        double load = cpu(call, node) * PROCESSORS;
        long memory = memory(call, node);
        Row row = new Row().with("uptime", node.uptime(call.now())).with("cpu", cpu(call, node))
                .with("loadavg", List.of(load(load), load(load * 0.9), load(load * 0.8)))
                .with("cpuinfo", processor()).with("memory", Map.of("total", MEMORY, "used", memory, "free",
                        MEMORY - memory, "available", MEMORY - memory))
                .with("swap", Map.of("total", SWAP, "used", 0, "free", SWAP))
                .with("rootfs", Map.of("total", ROOT_DISK, "used", ROOT_DISK_USED, "avail",
                        ROOT_DISK - ROOT_DISK_USED, "free", ROOT_DISK - ROOT_DISK_USED))
                .with("ksm", Map.of("shared", 0)).with("idle", 0).with("wait", 0)
                .with("pveversion",
                        "pve-manager/" + profile.version() + "/" + profile.repositoryId())
                .with("kversion", "Linux " + profile.kernel() + " " + BUILD);
        return profile == Profile.PVE_7_4
                ? row.fields()
                : row.with("boot-info", Map.of("mode", "legacy-bios")).with("current-kernel", Map.of("sysname",
                        "Linux", "release", profile.kernel(), "version", BUILD, "machine", "x86_64")).fields();
    }

    private static Object processor() {
        return new Row().with("model", "AMD EPYC 7302P 16-Core Processor").with("cpus", PROCESSORS).with("cores", 16)
                .with("sockets", 1).with("mhz", "2994.375").with("hvm", "1").with("user_hz", 100)
                .with("family", "23").with("vendor", "AuthenticAMD")
                .with("flags", "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr svm").fields();
    }

    private static long memory(Call call, Node node) {
        return OWN_MEMORY + running(call, node).stream().mapToLong(guest -> guest.memory() / 2).sum();
    }

    private static double cpu(Call call, Node node) {
        double used = running(call, node).stream()
                .mapToDouble(guest -> GuestView.cpu(guest, call.now()) * guest.processors()).sum();
        return Math.min(1, 0.01 + used / PROCESSORS);
    }

    private static List<Guest> running(Call call, Node node) {
        return call.cluster().guests().values().stream()
                .filter(guest -> guest.runs() && guest.node().equals(node.name())).toList();
    }

    private static String load(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
