package io.github.proxmoxtools.tools.lxc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Data;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A container's life through the tools alone. */
@Tag("lxc")
final class LxcScenarioTest {
    private static final int VMID = 204;
    private static final Map<String, Object> CONTAINER = Map.of("vmid", VMID);

    @AutoClose
    private final SimulatedEngine cluster = new SimulatedEngine(Catalog.of(List.of(new LxcToolset())), "9.2");

    @Test
    void startsIsSavedRolledBackMovedConvertedAndDeleted() {
        cluster.run("proxmox_lxc_start", CONTAINER);
        assertEquals("running", status());

        cluster.run("proxmox_lxc_snapshot", Map.of("vmid", VMID, "snapname", "clean", "description", "All is well"));
        assertEquals(List.of("clean", "current"), snapshots());

        cluster.simulator().state().set(VMID, "cores", 1);
        cluster.run("proxmox_lxc_shutdown", CONTAINER);
        assertEquals("stopped", status());
        cluster.run("proxmox_lxc_snapshot_rollback", Map.of("vmid", VMID, "snapname", "clean", "start", true));
        assertEquals("2", config("cores"));
        cluster.run("proxmox_lxc_reboot", CONTAINER);
        assertEquals("running", status());

        cluster.run("proxmox_lxc_migrate", Map.of("vmid", VMID, "target", "pve1", "restart", true));
        assertEquals(List.of("pve1"), nodesInTheList());
        assertEquals("running", status());

        cluster.run("proxmox_lxc_snapshot_delete", Map.of("vmid", VMID, "snapname", "clean"));
        cluster.run("proxmox_lxc_stop", CONTAINER);
        cluster.run("proxmox_lxc_template", CONTAINER);
        assertEquals("1", config("template"));

        cluster.run("proxmox_lxc_delete", Map.of("vmid", VMID, "purge", true));
        assertEquals(List.of(), nodesInTheList());
    }

    private String status() {
        return cluster.data("proxmox_lxc_status", CONTAINER).at("status").at("status").text().orElse("");
    }

    private String config(String option) {
        return cluster.data("proxmox_lxc_config", CONTAINER).at(option).text().orElse("");
    }

    private List<String> snapshots() {
        return cluster.rows("proxmox_lxc_snapshot_list", CONTAINER).stream()
                .flatMap(row -> row.at("name").text().stream()).toList();
    }

    /** The list may lag behind, so it is asked of each node. */
    private List<String> nodesInTheList() {
        return List.of("pve1", "pve2", "pve3").stream()
                .filter(node -> cluster.rows("proxmox_lxc_list", Map.of("node", node)).stream()
                        .map(row -> row.at("vmid")).flatMap((Data vmid) -> vmid.whole().stream())
                        .anyMatch(vmid -> vmid == VMID))
                .toList();
    }
}
