package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.NodeTools.NODE;
import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node is made of, gathered from three places; an auditor may not see the USB devices. */
final class NodeHardware {
    private static final Endpoint STATUS = get("/nodes/{node}/status", NODE);
    private static final Endpoint PCI = get("/nodes/{node}/hardware/pci", NODE);
    private static final Endpoint USB = get("/nodes/{node}/hardware/usb", NODE);
    /** Some hundred words that nobody reads; the node's status has them. */
    private static final String FLAGS = "flags";

    static final Tool HARDWARE = Tool.reads("proxmox_node_hardware")
            .command("node", "hardware")
            .title("Node Hardware")
            .description("Tells what a node is made of: CPU, memory, PCI devices with their IOMMU groups, and USB "
                    + "devices. Bridges, memory controllers and processors are left out of the PCI devices.")
            .calls(STATUS, PCI, USB)
            .takes(NODE)
            .runs(NodeHardware::gather)
            .showsForeignText()
            .returnsData(bytes("total"), bytes("used"), bytes("free"), bytes("available"));

    private NodeHardware() {}

    private static Work gather(Reading reading) {
        Map<String, Query> queries = new LinkedHashMap<>();
        queries.put("status", Query.of(STATUS));
        queries.put("pci", Query.of(PCI));
        queries.put("usb", Query.of(USB));
        Map<String, Data> came = reading.readEach(queries);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        came.forEach((name, answer) -> {
            if (name.equals("status")) {
                Map<String, @Nullable Object> cpu = answer.at("cpuinfo").fields();
                cpu.remove(FLAGS);
                result.put("cpu", cpu);
                result.put("memory", answer.at("memory").raw());
            } else {
                result.put(name, answer.raw());
            }
        });
        return Work.done(result);
    }
}
