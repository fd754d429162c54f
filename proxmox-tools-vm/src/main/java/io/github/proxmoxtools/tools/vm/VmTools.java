package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.fraction;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Column.seconds;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.GuestInput.VM;
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

/** Virtual machines as a whole: which there are, how they are, how they are configured. */
final class VmTools {
    private static final Param<String> NODE = text("node", "Only this node; all nodes when absent.")
            .pattern(Patterns.NODE).optional();
    private static final Endpoint CURRENT = get("/nodes/{node}/qemu/{vmid}/status/current", VM);
    private static final Endpoint CONFIGURATION = get("/nodes/{node}/qemu/{vmid}/config", VM);

    static final Tool LIST = Tool.reads("proxmox_vm_list")
            .command("vm", "list")
            .title("List Virtual Machines")
            .description("Lists the VMs of the cluster, or of one node, with status, load and size. "
                    + "The figures may be some seconds old; ask for one VM's status before deciding about it.")
            .chooses(
                    get("/nodes/{node}/qemu", NODE).when(NODE),
                    get("/cluster/resources").with("type", "vm").keeping("type", "qemu"))
            .returnsList(plain("vmid"), plain("name"), plain("node"), plain("status"), fraction("cpu"),
                    plain("maxcpu"), bytes("mem"), bytes("maxmem"), seconds("uptime"), plain("tags"));

    static final Tool STATUS = Tool.reads("proxmox_vm_status")
            .command("vm", "status")
            .title("Virtual Machine Status")
            .description("Tells how a VM is right now (status, load, memory, uptime, lock, HA) together with its "
                    + "configuration.")
            .calls(CURRENT, CONFIGURATION)
            .takes(VM)
            .runs(VmTools::statusWithConfiguration)
            .returnsData(fraction("cpu"), bytes("mem"), bytes("maxmem"), bytes("maxdisk"), seconds("uptime"));

    static final Tool CONFIG = Tool.reads("proxmox_vm_config")
            .command("vm", "config")
            .title("Virtual Machine Configuration")
            .description("Shows a VM's configuration as it is now, changes that wait for a restart included: "
                    + "hardware, disks, network, options. Its digest guards later changes against others'.")
            .get("/nodes/{node}/qemu/{vmid}/config", VM)
            .showsForeignText()
            .returnsData();

    private VmTools() {}

    private static Work statusWithConfiguration(Reading reading) {
        List<Data> answers = reading.readAll(List.of(Query.of(CURRENT), Query.of(CONFIGURATION)));
        Map<String, @Nullable Object> both = new LinkedHashMap<>();
        both.put("status", answers.get(0).raw());
        both.put("config", answers.get(1).raw());
        return Work.done(both);
    }
}
