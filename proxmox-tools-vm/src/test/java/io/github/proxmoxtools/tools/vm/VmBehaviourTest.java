package io.github.proxmoxtools.tools.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What tools of VMs do that is easily got wrong. */
@Tag("vm")
final class VmBehaviourTest {
    private static final int VMID = 105;
    private static final Map<String, Object> VM = Map.of("vmid", VMID);
    private static final String PATH = "/nodes/pve3/qemu/105";

    @AutoClose
    private final SimulatedEngine cluster = of("9.2");

    private static SimulatedEngine of(String version) {
        return new SimulatedEngine(Catalog.of(List.of(new VmToolset())), version);
    }

    private Data status() {
        return cluster.data("proxmox_vm_status", VM).at("status");
    }

    private void hasStatus(String status, String qmpstatus) {
        assertEquals(List.of(status, qmpstatus), List.of(status().at("status").text().orElse(""),
                status().at("qmpstatus").text().orElse("")));
    }

    @Test
    void suspendingPausesInRamAndResumingGoesOn() {
        cluster.simulator().state().power(VMID, true);

        assertEquals("qmpause", cluster.run("proxmox_vm_suspend", VM).toMap().get("type"));
        hasStatus("running", "paused");

        cluster.run("proxmox_vm_resume", VM);
        hasStatus("running", "running");
    }

    @Test
    void suspendingToDiskStopsAndStartingWakes() {
        cluster.simulator().state().power(VMID, true);

        Map<String, Object> toDisk = Map.of("vmid", VMID, "todisk", true, "statestorage", "local-lvm");
        assertEquals("qmsuspend", cluster.run("proxmox_vm_suspend", toDisk).toMap().get("type"));
        hasStatus("stopped", "stopped");
        assertEquals("suspended", status().at("lock").text().orElse(""));

        cluster.run("proxmox_vm_start", VM);
        hasStatus("running", "running");
        assertTrue(status().at("lock").isAbsent());
    }

    @Test
    void optionsOfADeletionGoInTheQuery() {
        cluster.run("proxmox_vm_delete", Map.of("vmid", VMID, "purge", true, "destroy-unreferenced-disks", true));

        assertEquals(List.of("DELETE " + PATH + "?purge=1&destroy-unreferenced-disks=1"), cluster.writes());
    }

    @Test
    void optionsOfASnapshotsDeletionGoInTheQuery() {
        cluster.run("proxmox_vm_snapshot", Map.of("vmid", VMID, "snapname", "s1"));
        cluster.run("proxmox_vm_snapshot_delete", Map.of("vmid", VMID, "snapname", "s1", "force", true));

        assertEquals("DELETE " + PATH + "/snapshot/s1?force=1", cluster.writes().getLast());
    }

    @Test
    void protectedOneIsNotDeleted() {
        cluster.simulator().state().set(VMID, "protection", 1);

        ToolFailure failure = cluster.failure("proxmox_vm_delete", VM);
        assertTrue(failure.error().contains("is protected"), failure::error);
        assertEquals("stopped", status().at("status").text().orElse(""));
    }

    @Test
    void overrulingAShutdownNeedsVersion8() {
        try (SimulatedEngine old = of("7.4")) {
            old.simulator().state().power(VMID, true);
            ToolFailure failure = old.failure("proxmox_vm_stop", Map.of("vmid", VMID, "overrule-shutdown", true));

            assertEquals(FailureKind.UNSUPPORTED_VERSION, failure.kind());
            assertTrue(failure.error().contains("needs Proxmox VE 8.0"), failure::error);
            assertEquals(List.of(), old.writes());
        }
        cluster.simulator().state().power(VMID, true);
        cluster.run("proxmox_vm_stop", Map.of("vmid", VMID, "overrule-shutdown", true));
        assertEquals(List.of("POST " + PATH + "/status/stop overrule-shutdown=1"), cluster.writes());
    }

    @Test
    void onlyRootItselfMayIgnoreLocksAndLocalDevices() {
        assertTrue(cluster.failure("proxmox_vm_delete", Map.of("vmid", VMID, "skiplock", true)).toMap().toString()
                .contains("Only root may use this option"));
        assertTrue(cluster.failure("proxmox_vm_migrate", Map.of("vmid", VMID, "target", "pve1", "force", true))
                .toMap().toString().contains("Only root may use this option"));
    }

    @Test
    void runningOneMovesOnlineOnly() {
        cluster.simulator().state().power(VMID, true);

        ToolFailure failure = cluster.failure("proxmox_vm_migrate", Map.of("vmid", VMID, "target", "pve1"));
        assertTrue(failure.error().contains("without --online"), failure::error);
        assertEquals("running", status().at("status").text().orElse(""));
    }

    @Test
    void shutdownThatTheGuestIgnoresFailsUnlessForced() {
        cluster.simulator().state().power(VMID, true).system(VMID, false);

        ToolFailure failure = cluster.failure("proxmox_vm_shutdown", Map.of("vmid", VMID, "timeout", 1));
        assertEquals(FailureKind.TASK_FAILED, failure.kind());
        hasStatus("running", "running");

        cluster.run("proxmox_vm_shutdown", Map.of("vmid", VMID, "timeout", 1, "forceStop", true));
        hasStatus("stopped", "stopped");
    }

    @Test
    void snapshotThatFailsIsAFailureAlthoughTheServerAcceptedIt() {
        cluster.simulator().tasks().nextFails("qmsnapshot", "out of space");

        assertEquals(FailureKind.TASK_FAILED,
                cluster.failure("proxmox_vm_snapshot", Map.of("vmid", VMID, "snapname", "s1")).kind());
    }

    @Test
    void listHoldsVirtualMachinesOnlyAndThoseOfOneNodeIfWanted() {
        List<Data> all = cluster.rows("proxmox_vm_list", Map.of());
        assertTrue(all.stream().flatMap(row -> row.at("vmid").whole().stream()).noneMatch(vmid -> vmid == 200));
        assertEquals(9, all.size());

        List<Data> some = cluster.rows("proxmox_vm_list", Map.of("node", "pve3"));
        assertEquals(List.of(104L, 105L), some.stream().flatMap(row -> row.at("vmid").whole().stream()).toList());
        assertEquals("8", some.getLast().at("cpus").text().orElse(""));
    }

    @Test
    void statusShowsTheConfigurationInForceAndConfigTheNext() {
        cluster.run("proxmox_vm_update_config", Map.of("vmid", 100, "cores", 7));

        assertEquals(7L, cluster.data("proxmox_vm_config", Map.of("vmid", 100)).at("cores").whole().orElseThrow());
        assertEquals(2L, cluster.data("proxmox_vm_status", Map.of("vmid", 100)).at("config").at("cores").whole()
                .orElseThrow());
    }

    @Test
    void migrationOfOneThatHaManagesIsOnlyAskedFor() {
        try (ProxmoxClient client = SimulatedEngine.client(cluster.simulator())) {
            client.send(ApiRequest.post(ApiPath.parse("/cluster/ha/resources"), Parameter.of("sid", "vm:105")));
        }
        ToolResult result = cluster.run("proxmox_vm_migrate", Map.of("vmid", VMID, "target", "pve1"));

        assertEquals("hamigrate", result.toMap().get("type"));
        assertTrue(result.notes().toString().contains("managed by HA"), result.notes()::toString);
    }
}
