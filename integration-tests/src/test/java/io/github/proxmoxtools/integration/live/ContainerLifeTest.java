package io.github.proxmoxtools.integration.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.proxmoxtools.tools.spi.Data;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A container from its template to its end; needs a template and a storage for container disks. */
@Tag("lxc")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@ExtendWith(OnCluster.class)
final class ContainerLifeTest {
    @Test
    void isMadeStartedAndRemoved(TestCluster cluster) {
        String node = cluster.node();
        Optional<String> template = cluster.run("proxmox_lxc_template_list", Map.of("node", node)).at("items").items()
                .stream().flatMap(row -> row.at("volid").text().stream()).findFirst();
        Optional<String> storage = cluster.storage(node, "rootdir");
        assumeTrue(template.isPresent() && storage.isPresent(), "no template, or no storage for containers");
        int vmid = cluster.newGuest();
        cluster.run("proxmox_lxc_create", Map.of("node", node, "vmid", vmid, "ostemplate", template.orElseThrow(),
                "hostname", TestCluster.nameOf(vmid), "rootfs", storage.orElseThrow() + ":1", "memory", 128,
                "unprivileged", true));
        Map<String, Object> guest = new LinkedHashMap<>(Map.of("vmid", vmid, "node", node));
        cluster.run("proxmox_lxc_start", guest);
        assertEquals(Optional.of("running"), status(cluster, guest).at("status").at("status").text());
        cluster.run("proxmox_lxc_stop", guest);
        assertEquals(Optional.of("stopped"), status(cluster, guest).at("status").at("status").text());
        cluster.run("proxmox_lxc_delete", guest);
    }

    private static Data status(TestCluster cluster, Map<String, Object> guest) {
        return cluster.run("proxmox_lxc_status", guest).at("data");
    }
}
