package io.github.proxmoxtools.tools.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Data;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A VM's life through the tools alone. */
@Tag("vm")
final class VmScenarioTest {
    private static final int VMID = 105;
    private static final Map<String, Object> VM = Map.of("vmid", VMID);

    @AutoClose
    private final SimulatedEngine cluster = new SimulatedEngine(Catalog.of(List.of(new VmToolset())), "9.2");

    @Test
    void startsIsSavedRolledBackMovedConvertedAndDeleted() {
        cluster.run("proxmox_vm_start", VM);
        assertEquals("running", status("status"));

        cluster.run("proxmox_vm_snapshot", Map.of("vmid", VMID, "snapname", "clean", "vmstate", true));
        cluster.run("proxmox_vm_snapshot", Map.of("vmid", VMID, "snapname", "later"));
        assertEquals(List.of("clean", "current", "later"), snapshots());

        cluster.run("proxmox_vm_snapshot_delete", Map.of("vmid", VMID, "snapname", "later"));
        cluster.simulator().state().set(VMID, "cores", 2);
        cluster.run("proxmox_vm_shutdown", VM);
        assertEquals("stopped", status("status"));
        cluster.run("proxmox_vm_snapshot_rollback", Map.of("vmid", VMID, "snapname", "clean"));
        assertEquals("8", config("cores"));
        assertEquals("running", status("status"), "the snapshot held its RAM");

        cluster.run("proxmox_vm_migrate", Map.of("vmid", VMID, "target", "pve1", "online", true));
        assertEquals(List.of("pve1"), nodesInTheList());
        assertEquals("running", status("status"));

        cluster.run("proxmox_vm_snapshot_delete", Map.of("vmid", VMID, "snapname", "clean"));
        cluster.run("proxmox_vm_stop", VM);
        cluster.run("proxmox_vm_template", VM);
        assertEquals("1", config("template"));

        cluster.run("proxmox_vm_delete", Map.of("vmid", VMID, "purge", true));
        assertEquals(List.of(), nodesInTheList());
    }

    @Test
    void rebootAppliesWhatWaitedForIt() {
        cluster.run("proxmox_vm_start", VM);
        try (ProxmoxClient client = SimulatedEngine.client(cluster.simulator())) {
            client.send(ApiRequest.put(ApiPath.parse("/nodes/pve3/qemu/105/config"), Parameter.of("cores", "4")));
        }
        assertEquals(Map.of("key", "cores", "value", "8", "pending", "4"), pendingCores());

        cluster.run("proxmox_vm_reset", VM);
        assertEquals(Map.of("key", "cores", "value", "8", "pending", "4"), pendingCores());
        cluster.run("proxmox_vm_reboot", VM);
        assertEquals(Map.of("key", "cores", "value", "4"), pendingCores());
    }

    private Map<String, String> pendingCores() {
        Map<String, String> texts = new TreeMap<>();
        cluster.rows("proxmox_vm_pending_changes", VM).stream()
                .filter(row -> row.at("key").text().orElse("").equals("cores"))
                .forEach(row -> row.fields().forEach((name, value) -> texts.put(name, String.valueOf(value))));
        return texts;
    }

    private String status(String field) {
        return cluster.data("proxmox_vm_status", VM).at("status").at(field).text().orElse("");
    }

    private String config(String option) {
        return cluster.data("proxmox_vm_config", VM).at(option).text().orElse("");
    }

    private List<String> snapshots() {
        return cluster.rows("proxmox_vm_snapshot_list", VM).stream().flatMap(row -> row.at("name").text().stream())
                .toList();
    }

    /** The list may lag behind, so it is asked of each node. */
    private List<String> nodesInTheList() {
        return List.of("pve1", "pve2", "pve3").stream()
                .filter(node -> cluster.rows("proxmox_vm_list", Map.of("node", node)).stream()
                        .map(row -> row.at("vmid")).flatMap((Data vmid) -> vmid.whole().stream())
                        .anyMatch(vmid -> vmid == VMID))
                .toList();
    }
}
