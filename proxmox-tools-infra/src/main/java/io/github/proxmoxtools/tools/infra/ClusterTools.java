package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.fraction;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Column.seconds;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Param.choice;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** The cluster as a whole. */
final class ClusterTools {
    private static final Param<String> TYPE = choice("type", "vm means VMs and containers; qemu and lxc one of them.",
            "vm", "qemu", "lxc", "container", "storage", "node", "sdn", "pool").optional().notSent();

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
                    get("/cluster/resources").when(TYPE.is("pool")).keeping("type", "pool"),
                    get("/cluster/resources"))
            .returnsList(plain("id"), plain("type"), plain("node"), plain("name"), plain("status"), fraction("cpu"),
                    bytes("mem"), bytes("maxmem"), bytes("disk"), bytes("maxdisk"), seconds("uptime"));

    static final Tool VERSION = Tool.reads("proxmox_cluster_version")
            .command("cluster", "version")
            .title("Proxmox VE Version")
            .description("Tells the Proxmox VE version of the server that was asked.")
            .get("/version")
            .returnsData();

    private ClusterTools() {}

    private static Endpoint resources(String wanted, String sent) {
        return get("/cluster/resources").with("type", sent).when(TYPE.is(wanted));
    }
}
