package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.TaskInput;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One tool for each thing that the engine does. */
final class LabTools {
    static final String STATUS = "proxmox_lab_status";
    static final String CONTAINER = "proxmox_lab_container";
    static final String START = "proxmox_lab_start";
    static final String STOP = "proxmox_lab_stop";
    static final String SHUTDOWN = "proxmox_lab_shutdown";
    static final String CONFIGURE = "proxmox_lab_configure";
    static final String ADD_USER = "proxmox_lab_add_user";
    static final String VERSION = "proxmox_lab_version";
    static final String NODES = "proxmox_lab_nodes";
    static final String NODE = "proxmox_lab_node";
    static final String LEVELS = "proxmox_lab_levels";
    static final String TASK = "proxmox_task_status";
    static final String SNAPSHOTS = "proxmox_lab_snapshots";
    static final String TWICE = "proxmox_lab_twice";
    static final String SURVEY = "proxmox_lab_survey";
    static final String LATER = "proxmox_lab_later";
    static final String ASK = "proxmox_lab_ask";
    static final String CONTAINERS = "proxmox_lab_containers";
    static final String REMOVE = "proxmox_lab_remove";
    static final String RAW = "proxmox_api_call";

    private static final Param<Boolean> FORCE_STOP = Param.flag("forceStop", "");
    private static final Param<String> NODE_NAME = Param.text("node", "").pattern(Patterns.NODE);
    private static final Param<String> DESCRIPTION = Param.text("description", "").optional();
    private static final Param<String> PASSWORD = Param.text("password", "").secret().optional();
    private static final Param<String> COMMENT = Param.text("comment", "").optional();
    private static final Param<String> LEVEL = Param.choice("level", "", "cluster", "node", "vm", "lxc").optional()
            .notSent();
    private static final Param<List<String>> NAMES = Param.list("names", "").notSent();
    private static final Param<Boolean> LAST_READ = Param.flag("last_read", "").notSent();
    private static final Endpoint SNAPSHOT = Endpoint.post("/nodes/{node}/qemu/{vmid}/snapshot", GuestInput.VM);
    private static final Endpoint CONFIG = Endpoint.put("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM);
    private static final Endpoint SNAPSHOT_LIST = Endpoint.get("/nodes/{node}/qemu/{vmid}/snapshot", GuestInput.VM);
    private static final Param<List<String>> GONE = Param.list("gone", "").notSent();
    private static final Endpoint GUEST = Endpoint.delete("/nodes/{node}/qemu/{vmid}");
    private static final Endpoint USER = Endpoint.delete("/access/users/{userid}");
    private static final Endpoint ONE_NODE = Endpoint.get("/nodes/{node}/status");
    private static final Endpoint ALL_NODES = Endpoint.get("/nodes");

    private LabTools() {}

    static Catalog catalog() {
        return Samples.catalog(
                Samples.reads(STATUS, "lab", "status").get("/nodes/{node}/qemu/{vmid}/status/current", GuestInput.VM)
                        .returnsData(),
                Samples.reads(CONTAINER, "lab", "container").get("/nodes/{node}/lxc/{vmid}/status/current",
                        GuestInput.LXC).returnsData(),
                Samples.changes(START, "lab", "start").post("/nodes/{node}/qemu/{vmid}/status/start", GuestInput.VM)
                        .startsTask(),
                Samples.destroys(STOP, "lab", "stop").post("/nodes/{node}/qemu/{vmid}/status/stop", GuestInput.VM)
                        .startsTask(),
                Samples.changes(SHUTDOWN, "lab", "shutdown").post("/nodes/{node}/qemu/{vmid}/status/shutdown",
                        GuestInput.VM, FORCE_STOP).destroysWhen(FORCE_STOP.is(true)).startsTask(),
                Samples.changes(CONFIGURE, "lab", "configure").put("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM,
                        DESCRIPTION).acceptsOfficialParameters().returnsNothing(),
                Samples.changes(ADD_USER, "lab", "add-user").post("/access/users", Param.text("userid", ""), PASSWORD,
                        COMMENT).returnsNothing(),
                Samples.reads(VERSION, "lab", "version").get("/version").returnsData(),
                Samples.reads(NODES, "lab", "nodes").get("/nodes").returnsList(Column.plain("node"),
                        Column.plain("status")),
                Samples.reads(NODE, "lab", "node").get("/nodes/{node}/status", NODE_NAME).returnsData(),
                levels(), snapshots(), twice(), survey(), remove(),
                Samples.reads(ASK, "lab", "ask").post("/nodes/{node}/qemu/{vmid}/agent/ping", GuestInput.VM)
                        .returnsData(),
                Samples.reads(CONTAINERS, "lab", "containers").chooses(Endpoint.get("/cluster/resources")
                        .with("type", "vm").keeping("type", "lxc")).returnsList(Column.plain("vmid")),
                Samples.reads(TASK, "lab", "task").get("/nodes/{node}/tasks/{upid}/status", TaskInput.TASK)
                        .returnsData(),
                Samples.reads(LATER, "lab", "later").get("/version", Param.flag("verbose", "").since("99.0").notSent())
                        .returnsData(),
                Samples.raw());
    }

    private static Tool levels() {
        return Samples.reads(LEVELS, "lab", "levels").chooses(
                Endpoint.get("/nodes/{node}/status", NODE_NAME, LEVEL).when(LEVEL.is("node")),
                Endpoint.get("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM, LEVEL).when(LEVEL.is("vm")),
                Endpoint.get("/nodes/{node}/lxc/{vmid}/config", GuestInput.LXC, LEVEL).when(LEVEL.is("lxc")),
                Endpoint.get("/cluster/status", LEVEL)).returnsData();
    }

    /** Removes several guests, by their ids, and users. */
    private static Tool remove() {
        return Samples.destroys(REMOVE, "lab", "remove").calls(GUEST, USER).takes(GONE)
                .runs(reading -> Work.of(reading.arguments().get(GONE).stream()
                        .map(name -> Step.of("remove " + name, removal(name))).toArray(Step[]::new)))
                .returnsNothing();
    }

    private static Query removal(String name) {
        return GuestFinder.isId(name)
                ? Query.of(GUEST).with("node", "pve1").with("vmid", name)
                : Query.of(USER).with("userid", name);
    }

    /** Takes several snapshots one after the other. */
    private static Tool snapshots() {
        return Samples.changes(SNAPSHOTS, "lab", "snapshots").calls(SNAPSHOT, SNAPSHOT_LIST)
                .takes(GuestInput.VM, NAMES, LAST_READ).runs(LabTools::takeSnapshots).startsTask();
    }

    /** Changes the same configuration in two steps. */
    private static Tool twice() {
        return Samples.destroys(TWICE, "lab", "twice").calls(CONFIG).takes(GuestInput.VM)
                .runs(reading -> Work.of(Step.of("begin", Query.of(CONFIG).with("description", "begun")),
                        Step.of("end", Query.of(CONFIG).with("description", "done"))))
                .returnsNothing();
    }

    private static Work takeSnapshots(Reading reading) {
        reading.read(Query.of(SNAPSHOT_LIST));
        Step[] steps = reading.arguments().get(NAMES).stream()
                .map(name -> Step.task("take " + name, Query.of(SNAPSHOT).with("snapname", name)))
                .toArray(Step[]::new);
        Work work = Work.of(steps);
        return reading.arguments().find(LAST_READ).orElse(false)
                ? work.answering(answers -> reading.read(Query.of(SNAPSHOT_LIST)).raw())
                : work;
    }

    /** Reads from all nodes at the same time. */
    private static Tool survey() {
        return Samples.reads(SURVEY, "lab", "survey").calls(ALL_NODES, ONE_NODE).takes().runs(reading -> {
            List<String> names = reading.read(Query.of(ALL_NODES)).items().stream()
                    .map(node -> node.at("node").text().orElse("")).sorted().toList();
            List<Data> answers = reading.readAll(names.stream().map(name -> Query.of(ONE_NODE).with("node", name))
                    .toList());
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                all.put(names.get(i), answers.get(i).at("uptime").raw());
            }
            reading.note("Asked " + names.size() + " nodes.");
            return Work.done(all);
        }).returnsData();
    }
}
