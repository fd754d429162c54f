package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.NodeTools.NODE;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** System services of a node. */
final class ServiceTools {
    /** Which names there are differs between versions; the server's refusal lists its own. */
    private static final Param<String> SERVICE = text("service", "Such as pveproxy or cron.")
            .pattern("[a-z][a-z0-9\\-]*", "a service's name", "pveproxy");

    static final Tool LIST = Tool.reads("proxmox_node_services")
            .command("node", "service", "list")
            .title("List Services")
            .description("Lists a node's system services that can be managed, and whether they run.")
            .get("/nodes/{node}/services", NODE)
            .returnsList(plain("service"), plain("state"), plain("active-state"), plain("unit-state"), plain("desc"));

    static final Tool STATUS = Tool.reads("proxmox_node_service_status")
            .command("node", "service", "status")
            .title("Service Status")
            .description("Tells whether one system service of a node runs, and whether it is enabled.")
            .get("/nodes/{node}/services/{service}/state", NODE, SERVICE)
            .returnsData();

    static final Tool START = Tool.changes("proxmox_node_service_start")
            .command("node", "service", "start")
            .title("Start Service")
            .description("Starts a system service of a node.")
            .post("/nodes/{node}/services/{service}/start", NODE, SERVICE)
            .startsTask();

    static final Tool STOP = Tool.destroys("proxmox_node_service_stop")
            .command("node", "service", "stop")
            .title("Stop Service")
            .description("Stops a system service of a node until somebody starts it again. The node refuses to stop "
                    + "the services that its API needs.")
            .post("/nodes/{node}/services/{service}/stop", NODE, SERVICE)
            .startsTask();

    static final Tool RESTART = Tool.destroys("proxmox_node_service_restart")
            .command("node", "service", "restart")
            .title("Restart Service")
            .description("Restarts a system service of a node; what it does is interrupted. Restarting pveproxy ends "
                    + "the connections to that node, this one included.")
            .post("/nodes/{node}/services/{service}/restart", NODE, SERVICE)
            .startsTask();

    private ServiceTools() {}
}
