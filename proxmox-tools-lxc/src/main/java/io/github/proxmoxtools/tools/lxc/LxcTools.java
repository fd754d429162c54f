package io.github.proxmoxtools.tools.lxc;

import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.fraction;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Column.seconds;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.GuestInput.LXC;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Containers as a whole: which there are, how they are, and starting them. */
final class LxcTools {
    private static final Param<String> NODE = text("node", "Only this node; all nodes when absent.")
            .pattern(Patterns.NODE).optional();
    private static final Endpoint CURRENT = get("/nodes/{node}/lxc/{vmid}/status/current", LXC);
    private static final Endpoint CONFIGURATION = get("/nodes/{node}/lxc/{vmid}/config", LXC);

    static final Tool LIST = Tool.reads("proxmox_lxc_list")
            .command("lxc", "list")
            .title("List Containers")
            .description("Lists the containers of the cluster, or of one node, with status, load and size. "
                    + "The figures may be some seconds old; ask for one container's status before deciding about it.")
            .chooses(
                    get("/nodes/{node}/lxc", NODE).when(NODE),
                    get("/cluster/resources").with("type", "vm").keeping("type", "lxc"))
            .returnsList(plain("vmid"), plain("name"), plain("node"), plain("status"), fraction("cpu"),
                    plain("maxcpu"), bytes("mem"), bytes("maxmem"), seconds("uptime"), plain("tags"));

    static final Tool STATUS = Tool.reads("proxmox_lxc_status")
            .command("lxc", "status")
            .title("Container Status")
            .description("Tells how a container is right now (status, load, memory, uptime, lock, HA) together with "
                    + "its configuration.")
            .calls(CURRENT, CONFIGURATION)
            .takes(LXC)
            .runs(LxcTools::statusWithConfiguration)
            .returnsData(fraction("cpu"), bytes("mem"), bytes("maxmem"), bytes("maxdisk"), seconds("uptime"));

    static final Tool START = Tool.changes("proxmox_lxc_start")
            .command("lxc", "start")
            .title("Start Container")
            .description("Starts a stopped container.")
            .post("/nodes/{node}/lxc/{vmid}/status/start", LXC)
            .startsTask();

    private LxcTools() {}

    private static Work statusWithConfiguration(Reading reading) {
        List<Data> answers = reading.readAll(List.of(Query.of(CURRENT), Query.of(CONFIGURATION)));
        Map<String, @Nullable Object> both = new LinkedHashMap<>();
        both.put("status", answers.get(0).raw());
        both.put("config", answers.get(1).raw());
        return Work.done(both);
    }
}
