package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.epoch;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.fraction;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Column.seconds;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** The cluster as a whole. */
final class ClusterTools {
    private static final Param<String> TYPE = choice("type", "vm means VMs and containers; qemu and lxc one of them.",
            "vm", "qemu", "lxc", "container", "storage", "node", "sdn", "pool").optional().notSent();
    private static final Param<Long> MAX = whole("max", "Most entries.").min(1).optional();
    private static final Param<Long> VMID = whole("vmid", "Ask whether this one is free.").min(100).max(999_999_999)
            .optional();

    static final Tool STATUS = Tool.reads("proxmox_cluster_status")
            .command("cluster", "status")
            .title("Cluster Status")
            .description("Tells the cluster's name, whether it has quorum, and which nodes are online. "
                    + "A single host without a cluster has no row of type cluster; that does not mean no quorum.")
            .get("/cluster/status")
            .returnsList(plain("type"), plain("name"), flag("quorate"), plain("nodes"), plain("version"), plain("ip"),
                    flag("online"), flag("local"));

    static final Tool RESOURCES = Tool.reads("proxmox_cluster_resources")
            .command("cluster", "resources")
            .title("Cluster Resources")
            .description(
                    "Lists what the cluster has, of all kinds or of one: guests, storages, nodes, networks, pools. "
                            + "The figures may be some seconds old.")
            .chooses(
                    resources("qemu", "vm").keeping("type", "qemu"),
                    resources("lxc", "vm").keeping("type", "lxc"),
                    resources("container", "vm").keeping("type", "lxc"),
                    resources("vm", "vm"),
                    resources("storage", "storage"),
                    resources("node", "node"),
                    resources("sdn", "sdn"),
                    get("/cluster/resources", TYPE).when(TYPE.is("pool")).keeping("type", "pool"),
                    get("/cluster/resources"))
            .showsForeignText()
            .returnsList(plain("id"), plain("type"), plain("node"), plain("name"), plain("status"), fraction("cpu"),
                    bytes("mem"), bytes("maxmem"), bytes("disk"), bytes("maxdisk"), seconds("uptime"));

    static final Tool VERSION = Tool.reads("proxmox_cluster_version")
            .command("cluster", "version")
            .title("Proxmox VE Version")
            .description("Tells the Proxmox VE version of the server that was asked.")
            .get("/version")
            .returnsData();

    static final Tool LOG = Tool.reads("proxmox_cluster_log")
            .command("cluster", "log")
            .title("Cluster Log")
            .description("Lists what users and services did lately on all nodes, newest first: logins, starts and "
                    + "ends of tasks. For a task's own output use its log.")
            .get("/cluster/log", MAX)
            .showsForeignText()
            .returnsList(epoch("time"), plain("node"), plain("user"), plain("tag"), plain("pri"), plain("msg"));

    static final Tool NEXT_ID = Tool.reads("proxmox_cluster_next_id")
            .command("cluster", "next-id")
            .title("Next Free VMID")
            .description("Tells the next free vmid, or whether a given one is free (a failure says that it is not). "
                    + "It is not reserved: somebody else may take it.")
            .get("/cluster/nextid", VMID)
            .returnsData();

    private ClusterTools() {}

    private static Endpoint resources(String wanted, String sent) {
        return get("/cluster/resources", TYPE).with("type", sent).when(TYPE.is(wanted));
    }
}
