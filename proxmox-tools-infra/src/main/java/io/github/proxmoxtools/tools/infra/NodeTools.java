package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.epoch;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.fraction;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Column.seconds;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Tool;

/** The machines of the cluster. */
final class NodeTools {
    static final Param<String> NODE = text("node", "").pattern(Patterns.NODE);
    private static final Param<String> PROPERTY = text("property", "Only this one, such as description or wakeonlan.")
            .pattern("acme|acmedomain[0-5]|ballooning-target|description|location|startall-onboot-delay|wakeonlan",
                    "acme, acmedomain0 to acmedomain5, or the name of another property", "wakeonlan")
            .optional();
    private static final Param<Boolean> NOTIFY = Param.flag("notify", "Mail root about new packages.");
    private static final Param<Boolean> QUIET = Param.flag("quiet", "Keep the log of the task short.");
    private static final String POWER = "/nodes/{node}/status";

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

    static final Tool CONFIG = Tool.reads("proxmox_node_config")
            .command("node", "config")
            .title("Node Configuration")
            .description("Shows what is configured for a node itself: notes, ACME, wake-on-LAN, start delay.")
            .get("/nodes/{node}/config", NODE, PROPERTY)
            .showsForeignText()
            .returnsData(seconds("startall-onboot-delay"));

    static final Tool DNS = Tool.reads("proxmox_node_dns")
            .command("node", "dns")
            .title("Node DNS")
            .description("Tells a node's DNS servers and search domain.")
            .get("/nodes/{node}/dns", NODE)
            .returnsData();

    static final Tool TIME = Tool.reads("proxmox_node_time")
            .command("node", "time")
            .title("Node Time")
            .description("Tells a node's time zone and clock; localtime is shifted by the zone.")
            .get("/nodes/{node}/time", NODE)
            .returnsData(epoch("time"));

    static final Tool SUBSCRIPTION = Tool.reads("proxmox_node_subscription")
            .command("node", "subscription")
            .title("Node Subscription")
            .description("Tells a node's support subscription: status, level, next due date.")
            .get("/nodes/{node}/subscription", NODE)
            .returnsData(epoch("checktime"));

    static final Tool NETWORK_LIST = Tool.reads("proxmox_node_network_list")
            .command("node", "network", "list")
            .title("List Network Interfaces")
            .description("Lists a node's network interfaces, bridges, bonds and VLANs with their addresses.")
            .get("/nodes/{node}/network", NODE)
            .showsForeignText()
            .returnsList(plain("iface"), plain("type"), flag("active"), flag("autostart"), plain("method"),
                    plain("cidr"), plain("cidr6"), plain("gateway"), plain("bridge_ports"));

    static final Tool APT_UPDATE = Tool.changes("proxmox_node_apt_update")
            .command("node", "apt", "update")
            .title("Refresh Package Lists")
            .description("Fetches the lists of available packages (apt update). Nothing is installed or upgraded.")
            .post("/nodes/{node}/apt/update", NODE, NOTIFY, QUIET)
            .startsTask();

    static final Tool REBOOT = Tool.destroys("proxmox_node_reboot")
            .command("node", "reboot")
            .title("Reboot Node")
            .description("Reboots a host with all its guests: they are shut down first, and those that start at boot "
                    + "come back. The answer says only that it was told to.")
            .chooses(post(POWER, NODE).with("command", "reboot"))
            .returnsNothing();

    static final Tool STOP = Tool.destroys("proxmox_node_stop")
            .command("node", "stop")
            .title("Shut Down Node")
            .description("Shuts a host down and powers it off, with all its guests. Somebody must switch it on again, "
                    + "or wake it over the network. The answer says only that it was told to.")
            .chooses(post(POWER, NODE).with("command", "shutdown"))
            .returnsNothing();

    private NodeTools() {}
}
