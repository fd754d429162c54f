package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes and their services, as far as a declaration alone does not say it. */
class NodeBehaviourTest {
    private static final Map<String, Object> NODE = Map.of("node", "pve1");

    @AutoClose
    private final InfraLab lab = InfraLab.newest();

    private static Map<String, Object> service(String name) {
        return Map.of("node", "pve1", "service", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void stopsAndStartsAService(String version) {
        try (InfraLab cluster = InfraLab.of(version)) {
            cluster.run("proxmox_node_service_stop", service("cron"));
            assertEquals("dead", cluster.data("proxmox_node_service_status", service("cron")).at("state").text().orElse(
                    ""));
            cluster.run("proxmox_node_service_start", service("cron"));
            cluster.run("proxmox_node_service_restart", service("cron"));
            assertEquals("running", cluster.data("proxmox_node_service_status", service("cron")).at("state").text()
                    .orElse(""));
            assertEquals(List.of("running"), cluster.column("proxmox_node_services",
                    Map.of("node", "pve1", "view", Map.of("filter", "service=cron")), "state"));
        }
    }

    @Test
    void aServiceThatMustNotStopIsAFailedTask() {
        ToolFailure failure = lab.failure("proxmox_node_service_stop", service("pveproxy"));

        assertEquals(FailureKind.TASK_FAILED, failure.kind());
        assertTrue(failure.error().contains("refusing to stop essential service"), failure::error);
    }

    @Test
    void aServiceThatTheVersionDoesNotKnowIsRefusedWithItsNames() {
        try (InfraLab cluster = InfraLab.of("8.4")) {
            ToolFailure failure = cluster.failure("proxmox_node_service_status", service("lxcfs"));

            assertTrue(failure.toMap().toString().contains("pvescheduler"), () -> failure.toMap().toString());
        }
    }

    @Test
    void rebootAndStopAreCommandsToTheNodesStatus() {
        lab.run("proxmox_node_reboot", NODE);
        lab.run("proxmox_node_stop", Map.of("node", "pve2"));

        assertEquals(List.of("POST /nodes/pve1/status command=reboot", "POST /nodes/pve2/status command=shutdown"),
                lab.writes());
    }

    @Test
    void hardwareIsCpuMemoryAndDevices() {
        Data hardware = lab.data("proxmox_node_hardware", NODE);

        assertEquals(Set.of("cpu", "memory", "pci", "usb"), hardware.fields().keySet());
        assertTrue(hardware.at("cpu").at("model").text().isPresent(), hardware::toString);
        assertFalse(hardware.at("cpu").fields().containsKey("flags"), hardware::toString);
        assertTrue(hardware.at("memory").at("total").whole().isPresent(), hardware::toString);
        assertTrue(hardware.at("pci").items().stream().anyMatch(device -> device.at("iommugroup").whole()
                .isPresent()), hardware::toString);
        assertFalse(hardware.at("usb").items().isEmpty(), hardware::toString);
    }

    @Test
    void anAuditorSeesTheHardwareWithoutUsbDevices() {
        lab.simulator.state().addToken("monitoring@pve", "audit", "00000000-0000-4000-8000-000000000009", false);
        try (Engine engine = lab.engineOf("monitoring@pve!audit", "00000000-0000-4000-8000-000000000009")) {
            ToolResult result = InfraLab.run(engine, "proxmox_node_hardware", NODE);

            assertEquals(Set.of("usb"), result.missing().keySet());
            assertEquals(FailureKind.PERMISSION_DENIED, result.missing().get("usb").kind());
            assertEquals(Set.of("cpu", "memory", "pci"), Data.of(result.toMap().get("data")).fields().keySet());
        }
    }

    @Test
    void refreshingPackageListsIsFollowedToItsEnd() {
        ToolResult.Task task = (ToolResult.Task) lab.run("proxmox_node_apt_update",
                Map.of("node", "pve1", "quiet", true)).content();

        assertEquals("OK", task.facts().get("exitstatus"));
        assertEquals(List.of("POST /nodes/pve1/apt/update quiet=1"), lab.writes());
    }
}
