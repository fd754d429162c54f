package io.github.proxmoxtools.tools.lxc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Templates of containers: archives in storages, and containers that become one. */
@Tag("lxc")
final class TemplateToolsTest {
    private static final int VMID = 204;
    private static final Map<String, Object> CONTAINER = Map.of("vmid", VMID);
    private static final String TASKS = "/nodes/pve3/tasks";
    private static final String ALPINE = "alpine-3.22-default_20250617_amd64.tar.xz";
    private static final String DEBIAN = "debian-13-standard_13.1-2_amd64.tar.zst";

    @AutoClose
    private final SimulatedEngine cluster = new SimulatedEngine(Catalog.of(List.of(new LxcToolset())), "9.2");

    private boolean isTemplate() {
        return cluster.data("proxmox_lxc_config", CONTAINER).at("template").flag();
    }

    private static List<String> names(ToolResult result) {
        return Data.of(result.toMap().get("items")).items().stream().flatMap(row -> row.at("name").text().stream())
                .toList();
    }

    @Test
    void conversionIsFollowedToItsEndAlthoughTheServerDoesNotNameItsTask() {
        cluster.simulator().tasks().nextLasts("vztemplate", Duration.ofMillis(300));

        Map<String, ?> result = cluster.run("proxmox_lxc_template", CONTAINER).toMap();

        assertTrue(isTemplate());
        assertEquals("vztemplate", result.get("type"));
        assertEquals("OK", result.get("exitstatus"));
    }

    @Test
    void conversionThatFailsIsAFailure() {
        cluster.simulator().tasks().nextFails("vztemplate", "out of space");

        ToolFailure failure = cluster.failure("proxmox_lxc_template", CONTAINER);

        assertEquals(FailureKind.TASK_FAILED, failure.kind());
        assertEquals("out of space", failure.error());
        assertFalse(isTemplate());
    }

    @Test
    void conversionMayBeLeftToItself() {
        cluster.simulator().tasks().nextLasts("vztemplate", Duration.ofSeconds(20));

        Map<String, ?> result = cluster.run("proxmox_lxc_template", Map.of("vmid", VMID, "wait", false)).toMap();

        assertEquals("running", result.get("status"));
        assertFalse(isTemplate());
    }

    @Test
    void configurationTellsTheEndWhereTheTaskIsNotToBeSeen() {
        cluster.simulator().faults().always("GET", TASKS, Fault.plainText(200, "OK", "{\"data\":[]}"));
        cluster.simulator().tasks().nextLasts("vztemplate", Duration.ofMillis(300));

        Data result = cluster.data("proxmox_lxc_template", CONTAINER);

        assertTrue(result.at("template").flag());
        assertTrue(isTemplate());
    }

    @Test
    void conversionThatDidNotEndInTimeIsNoSuccess() {
        cluster.simulator().faults().always("GET", TASKS, Fault.plainText(200, "OK", "{\"data\":[]}"));
        cluster.simulator().tasks().nextLasts("vztemplate", Duration.ofSeconds(20));

        ToolResult result = cluster.run("proxmox_lxc_template", Map.of("vmid", VMID, "wait_timeout", 1));

        assertFalse(Data.of(result.toMap().get("data")).at("template").flag());
        assertTrue(result.notes().toString().contains("was begun"), () -> result.notes().toString());
    }

    @Test
    void listNamesTheArchivesOfAllStoragesOfANode() {
        ToolResult result = cluster.run("proxmox_lxc_template_list", Map.of("node", "pve1"));

        assertEquals(List.of(ALPINE, DEBIAN), names(result));
        Data first = Data.of(result.toMap().get("items")).items().getFirst();
        assertEquals(Map.of("name", ALPINE, "storage", "local", "volid", "local:vztmpl/" + ALPINE, "size", 3_279_876L),
                first.fields());
    }

    @Test
    void listOfOneStorageAsksThatOneOnly() {
        ToolResult result = cluster.run("proxmox_lxc_template_list", Map.of("node", "pve1", "storage", "nfs-backup"));

        assertEquals(List.of(DEBIAN), names(result));
    }

    @Test
    void storageThatFailsIsNamedAndTheOthersAreShown() {
        cluster.simulator().faults().always("GET", "/nodes/pve1/storage/nfs-backup/content",
                Fault.status(500, "storage 'nfs-backup' is not online"));

        ToolResult result = cluster.run("proxmox_lxc_template_list", Map.of("node", "pve1"));

        assertEquals(List.of(ALPINE), names(result));
        assertEquals(Set.of("nfs-backup"), result.missing().keySet());
    }
}
