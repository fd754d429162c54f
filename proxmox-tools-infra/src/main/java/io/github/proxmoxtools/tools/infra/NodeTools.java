package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.fraction;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Column.seconds;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Tool;

/** The machines of the cluster. */
final class NodeTools {
    static final Param<String> NODE = text("node", "").pattern(Patterns.NODE);

    static final Tool LIST = Tool.reads("proxmox_node_list")
            .command("node", "list")
            .title("List Nodes")
            .description("Lists the nodes of the cluster with status, load, memory and uptime.")
            .get("/nodes")
            .returnsList(plain("node"), plain("status"), fraction("cpu"), plain("maxcpu"), bytes("mem"),
                    bytes("maxmem"), bytes("disk"), bytes("maxdisk"), seconds("uptime"));

    static final Tool STATUS = Tool.reads("proxmox_node_status")
            .command("node", "status")
            .title("Node Status")
            .description(
                    "Tells how one node is: load, memory, root file system, kernel, CPU model, version and uptime.")
            .get("/nodes/{node}/status", NODE)
            .returnsData(fraction("cpu"), fraction("wait"), seconds("uptime"), bytes("total"), bytes("used"),
                    bytes("free"), bytes("available"), bytes("avail"));

    private NodeTools() {}
}
