package io.github.proxmoxtools.tools.lxc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.contract.ToolBench;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating, cloning and changing containers. */
@Tag("lxc")
@Timeout(60)
final class BuildToolsTest {
    private static final String CREATE = "proxmox_lxc_create";
    private static final String CLONE = "proxmox_lxc_clone";
    private static final String UPDATE = "proxmox_lxc_update_config";
    private static final String RESIZE = "proxmox_lxc_resize";
    private static final String TEMPLATE = "local:vztmpl/alpine-3.22-default_20250617_amd64.tar.xz";

    @AutoClose
    private final ToolBench bench = new ToolBench(new LxcToolset(), "9.2");

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void buildsAContainerAndChangesIt(String version) {
        bench.on(version);
        Object vmid = bench.data(CREATE, "node", "pve1", "ostemplate", TEMPLATE, "hostname", "made", "rootfs",
                "ceph-vm:4", "net0", "name=eth0,bridge=vmbr0,ip=dhcp", "unprivileged", true, "mp0",
                "ceph-vm:1,mp=/data").get("vmid");
        bench.run(UPDATE, "vmid", vmid, "memory", 1024, "cores", 2, "tags", "a;b");
        bench.run(UPDATE, "vmid", vmid, "delete", "tags");
        bench.run(RESIZE, "vmid", vmid, "disk", "rootfs", "size", "+1G");
        bench.run(RESIZE, "vmid", vmid, "mp", "mp0", "size", "3G");
        Object copy = bench.data(CLONE, "vmid", vmid, "hostname", "copy", "full", true).get("vmid");

        Map<?, ?> made = config(vmid);
        assertEquals(108L, vmid);
        assertEquals("1024", String.valueOf(made.get("memory")));
        assertTrue(String.valueOf(made.get("rootfs")).endsWith("size=5G"), made::toString);
        assertTrue(String.valueOf(made.get("mp0")).endsWith("size=3G"), made::toString);
        assertFalse(made.containsKey("tags"), made::toString);
        assertEquals(109L, copy);
        assertEquals("copy", config(copy).get("hostname"));
    }

    private Map<?, ?> config(Object vmid) {
        return (Map<?, ?>) bench.data("proxmox_lxc_status", "vmid", vmid).get("config");
    }

    @Test
    void triesTheNextIdWhenSomebodyTookIt() {
        bench.simulator().faults().on("POST", "/nodes/pve1/lxc", 1,
                Fault.status(500, "CT 108 already exists on node 'pve1'"))
                .on("POST", "/nodes/pve3/lxc/204/clone", 1, Fault.status(500, "CT 109 already exists on node 'pve1'"));

        assertEquals(109L, bench.data(CREATE, "node", "pve1", "ostemplate", TEMPLATE, "storage", "ceph-vm")
                .get("vmid"));
        assertEquals(110L, bench.data(CLONE, "vmid", "wiki-01").get("vmid"));
    }

    @Test
    void doesNotTryAnotherIdThanTheGivenOne() {
        bench.failure(FailureKind.ALREADY_EXISTS, CREATE, "node", "pve1", "vmid", 200, "ostemplate", TEMPLATE,
                "storage", "ceph-vm");
        assertEquals(1, bench.simulator().writes());
    }

    @Test
    void knowsTheKeysByTheirOldName() {
        bench.run(CREATE, "node", "pve1", "ostemplate", TEMPLATE, "storage", "ceph-vm", "ssh_public_keys",
                "ssh-ed25519 AAAA me@x");
        assertTrue(bench.body("POST", "/lxc").contains("ssh-public-keys=ssh-ed25519%20AAAA%20me%40x"),
                () -> bench.body("POST", "/lxc"));
    }

    @Test
    void aPasswordIsNeverShown() {
        var plan = bench.plan(CREATE, "node", "pve1", "ostemplate", TEMPLATE, "password", "very secret");
        assertFalse(plan.toMap().toString().contains("very secret"));
        bench.failure(FailureKind.BAD_ARGUMENT, CREATE, "node", "pve1", "ostemplate", TEMPLATE, "password", "1234");
    }

    @Test
    void overwritesOnlyAContainerThatIsNamed() {
        String archive = "nfs-backup:backup/vzdump-lxc-204-2026_01_01-00_00_00.tar.zst";
        assertEquals("DESTROY", bench.plan(CREATE, "node", "pve3", "vmid", 204, "ostemplate", archive, "restore", true,
                "force", true).safety().name());

        bench.failure(FailureKind.BAD_ARGUMENT, CREATE, "node", "pve3", "ostemplate", archive, "restore", true,
                "force", true);
        bench.failure(FailureKind.BAD_ARGUMENT, CREATE, "node", "pve3", "vmid", 204, "ostemplate", TEMPLATE, "force",
                true);
        assertEquals(0, bench.simulator().writes());
    }

    @Test
    void takesEveryOfficialOptionAndNoOther() {
        ToolFailure failure = bench.failure(FailureKind.BAD_ARGUMENT, UPDATE, "vmid", 204, "sockets", 1);
        assertEquals(Set.of("sockets"), failure.details().keySet());
        bench.failure(FailureKind.BAD_ARGUMENT, UPDATE, "vmid", 204, "net0", "bridge=vmbr0");
        assertEquals(0, bench.simulator().writes());

        bench.run(UPDATE, "vmid", 204, "timezone", "UTC");
        assertEquals("timezone=UTC", bench.body("PUT", "/config"));
    }

    @Test
    void deletingVolumesDestroys() {
        assertEquals("DESTROY", bench.plan(UPDATE, "vmid", 204, "delete", List.of("mp0")).safety().name());
        assertEquals("DESTROY", bench.plan(UPDATE, "vmid", 204, "delete", "unused0").safety().name());
        assertEquals("DESTROY", bench.plan(UPDATE, "vmid", 204, "delete", List.of("tags,mp0")).safety().name());
        assertEquals("DESTROY", bench.plan(UPDATE, "vmid", 204, "delete", List.of("unused0 ")).safety().name());
        assertEquals("DESTROY", bench.plan(UPDATE, "vmid", 204, "delete", "net0").safety().name());
        assertEquals("DESTROY", bench.plan(UPDATE, "vmid", 204, "rootfs", "local-lvm:8").safety().name());
        assertEquals("CHANGE", bench.plan(UPDATE, "vmid", 204, "mp7", "local-lvm:8,mp=/x").safety().name());
        assertEquals("CHANGE", bench.plan(UPDATE, "vmid", 204, "delete", "description").safety().name());
    }

    @Test
    void whatWaitsForARestartIsNamed() {
        ToolResult result = bench.run(UPDATE, "vmid", 202, "features", "nesting=0", "memory", 2048);

        assertEquals(List.of("In effect after the next stop and start only: features."), result.notes());
    }

    @Test
    void shrinkingIsRefusedByTheServer() {
        bench.failure(FailureKind.SERVER, RESIZE, "vmid", 204, "disk", "rootfs", "size", "1G");
        bench.failure(FailureKind.BAD_ARGUMENT, RESIZE, "vmid", 204, "disk", "scsi0", "size", "+1G");
        bench.failure(FailureKind.BAD_ARGUMENT, RESIZE, "vmid", 204, "disk", "rootfs", "mp", "mp0", "size", "+1G");
    }
}
