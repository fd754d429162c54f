package io.github.proxmoxtools.integration.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A VM from its making to its end. */
@Tag("vm")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@ExtendWith(OnCluster.class)
final class VmLifeTest {
    /** Makes a small VM without disks, on any node. */
    static Map<String, Object> make(TestCluster cluster, int vmid) {
        String node = cluster.node();
        cluster.run("proxmox_vm_create", Map.of("node", node, "vmid", vmid, "name", TestCluster.nameOf(vmid), "memory",
                128, "cores", 1));
        return new LinkedHashMap<>(Map.of("vmid", vmid, "node", node));
    }

    private static Data status(TestCluster cluster, Map<String, Object> guest) {
        return cluster.run("proxmox_vm_status", guest).at("data");
    }

    private static Map<String, Object> with(Map<String, Object> guest, Map<String, Object> more) {
        Map<String, Object> arguments = new LinkedHashMap<>(guest);
        arguments.putAll(more);
        return arguments;
    }

    @Test
    void isMadeStartedChangedAndRemoved(TestCluster cluster) {
        int vmid = cluster.newGuest();
        Map<String, Object> guest = make(cluster, vmid);
        assertEquals(Optional.of("stopped"), status(cluster, guest).at("status").at("status").text());

        cluster.run("proxmox_vm_update_config", with(guest, Map.of("memory", 256, "description", "for a test")));
        assertEquals(Optional.of(256L), status(cluster, guest).at("config").at("memory").whole());

        cluster.run("proxmox_vm_start", guest);
        assertEquals(Optional.of("running"), status(cluster, guest).at("status").at("status").text());
        cluster.run("proxmox_vm_stop", guest);

        cluster.run("proxmox_vm_delete", guest);
        ToolFailure failure = assertThrows(ToolFailure.class, () -> status(cluster, guest));
        assertEquals(FailureKind.NOT_FOUND, failure.kind(), failure.error());
    }

    @Test
    void goesBackToASnapshot(TestCluster cluster) {
        Optional<String> storage = cluster.storage(cluster.node(), "images");
        assumeTrue(storage.isPresent(), "no storage for disks");
        int vmid = cluster.newGuest();
        Map<String, Object> guest = make(cluster, vmid);
        cluster.run("proxmox_vm_snapshot", with(guest, Map.of("snapname", "before")));
        cluster.run("proxmox_vm_update_config", with(guest, Map.of("cores", 2)));
        cluster.run("proxmox_vm_snapshot_rollback", with(guest, Map.of("snapname", "before")));
        assertEquals(Optional.of(1L), status(cluster, guest).at("config").at("cores").whole());
        cluster.run("proxmox_vm_snapshot_delete", with(guest, Map.of("snapname", "before")));
        List<Data> left = cluster.run("proxmox_vm_snapshot_list", guest).at("items").items();
        assertEquals(1, left.size(), left::toString);
    }

    @Test
    void isClonedUnderAFreeId(TestCluster cluster) {
        Map<String, Object> guest = make(cluster, cluster.newGuest());
        int copy = cluster.newGuest();
        Data task = cluster.run("proxmox_vm_clone", with(guest, Map.of("newid", copy, "name",
                TestCluster.nameOf(copy))));
        assertTrue(task.at("upid").text().isPresent(), task::toString);
        Data config = status(cluster, Map.of("vmid", copy, "node", String.valueOf(guest.get("node")))).at("config");
        assertEquals(Optional.of(TestCluster.nameOf(copy)), config.at("name").text());
    }
}
