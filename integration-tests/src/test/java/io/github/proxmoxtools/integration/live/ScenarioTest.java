package io.github.proxmoxtools.integration.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day's work across all toolsets, through the tools alone, on each simulated version. */
@Timeout(120)
final class ScenarioTest {
    private static final String TEMPLATE = "nfs-backup:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst";

    @Tag("vm")
    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void aVmFromNothingToNothing(String version) {
        try (TestCluster cluster = TestCluster.simulated(version)) {
            long made = cluster.run("proxmox_vm_create", Map.of("node", "pve1", "name", "made", "memory", 1024, "scsi0",
                    "ceph-vm:4", "net0", "virtio,bridge=vmbr0")).at("vmid").whole().orElseThrow();
            Map<String, Object> vm = Map.of("vmid", made, "node", "pve1");
            cluster.run("proxmox_vm_update_config", with(vm, "cores", 2));
            cluster.run("proxmox_vm_snapshot", with(vm, "snapname", "two-cores"));
            cluster.run("proxmox_vm_update_config", with(vm, "cores", 4));
            cluster.run("proxmox_vm_snapshot_rollback", with(vm, "snapname", "two-cores"));
            assertEquals("2", config(cluster, "vm", vm).at("cores").text().orElseThrow());

            long copy = cluster.run("proxmox_vm_clone", Map.of("vmid", made, "node", "pve1", "name", "copy", "full",
                    true)).at("vmid").whole().orElseThrow();
            cluster.run("proxmox_vm_migrate", Map.of("vmid", copy, "node", "pve1", "target", "pve2"));
            cluster.run("proxmox_vm_start", Map.of("vmid", copy, "node", "pve2"));

            String archive = backUp(cluster, made, "pve1");
            cluster.run("proxmox_vm_snapshot_delete", with(vm, "snapname", "two-cores"));
            cluster.run("proxmox_vm_delete", vm);
            cluster.run("proxmox_vm_create", Map.of("node", "pve1", "vmid", made, "archive", archive));
            assertEquals("2", config(cluster, "vm", vm).at("cores").text().orElseThrow());

            cluster.run("proxmox_vm_stop", Map.of("vmid", copy, "node", "pve2"));
            cluster.run("proxmox_vm_delete", Map.of("vmid", copy, "node", "pve2"));
            cluster.run("proxmox_vm_delete", vm);
            assertEquals(Set.of(), names(cluster, "vm").stream().filter(Set.of("made", "copy")::contains)
                    .collect(Collectors.toSet()));
        }
    }

    @Tag("lxc")
    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void aContainerFromNothingToNothing(String version) {
        try (TestCluster cluster = TestCluster.simulated(version)) {
            long made = cluster.run("proxmox_lxc_create", Map.of("node", "pve1", "hostname", "made", "ostemplate",
                    TEMPLATE, "rootfs", "ceph-vm:4", "memory", 512)).at("vmid").whole().orElseThrow();
            Map<String, Object> container = Map.of("vmid", made, "node", "pve1");
            cluster.run("proxmox_lxc_start", container);
            cluster.run("proxmox_lxc_snapshot", with(container, "snapname", "fresh"));
            cluster.run("proxmox_lxc_update_config", with(container, "memory", 2048));
            cluster.run("proxmox_lxc_stop", container);
            cluster.run("proxmox_lxc_snapshot_rollback", with(container, "snapname", "fresh"));
            assertEquals("512", config(cluster, "lxc", container).at("memory").text().orElseThrow());

            cluster.run("proxmox_lxc_migrate", with(container, "target", "pve3"));
            Map<String, Object> moved = Map.of("vmid", made, "node", "pve3");
            String archive = backUp(cluster, made, "pve3");
            long copy = cluster.run("proxmox_lxc_create", Map.of("node", "pve3", "ostemplate", archive, "restore", true,
                    "storage", "ceph-vm")).at("vmid").whole().orElseThrow();
            assertEquals(Optional.of("made"),
                    config(cluster, "lxc", Map.of("vmid", copy, "node", "pve3")).at("hostname").text());

            cluster.run("proxmox_lxc_snapshot_delete", with(moved, "snapname", "fresh"));
            cluster.run("proxmox_lxc_delete", moved);
            cluster.run("proxmox_lxc_delete", Map.of("vmid", copy, "node", "pve3"));
            assertTrue(!names(cluster, "lxc").contains("made"));
        }
    }

    @Tag("auth")
    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void aTeamThatMayUseItsMachines(String version) {
        try (TestCluster cluster = TestCluster.simulated(version)) {
            cluster.run("proxmox_user_create", Map.of("userid", "carol@pve", "password", "correct horse"));
            cluster.run("proxmox_group_create", Map.of("groupid", "team", "members", List.of("carol@pve")));
            cluster.run("proxmox_role_create", Map.of("roleid", "Runner", "privs",
                    List.of("VM.Audit", "VM.PowerMgmt")));
            cluster.run("proxmox_pool_create", Map.of("poolid", "lab"));
            cluster.run("proxmox_acl_update", Map.of("path", "/vms/105", "roles", List.of("Runner"), "groups",
                    List.of("team")));
            Data token = cluster.run("proxmox_token_create", Map.of("userid", "carol@pve", "tokenid", "ci", "privsep",
                    false)).at("data");
            TestSettings admin = cluster.settings();
            TestSettings carol = new TestSettings(admin.host(), "carol@pve!ci",
                    token.at("value").text().orElseThrow(), admin.fingerprint(), Optional.empty(), admin.vmids(),
                    Optional.empty());
            try (TestCluster hers = TestCluster.at(carol)) {
                hers.run("proxmox_vm_start", Map.of("vmid", 105));
                ToolFailure refused = assertThrows(ToolFailure.class,
                        () -> hers.run("proxmox_vm_start", Map.of("vmid", 103, "node", "pve2")));
                assertEquals(FailureKind.PERMISSION_DENIED, refused.kind());
                Map<Object, Object> verdicts = hers.run("proxmox_check_permissions", Map.of()).at("data").at("tools")
                        .items().stream().collect(Collectors.toMap(row -> row.at("tool").raw(),
                                row -> row.at("allowed").flag()));
                assertEquals(true, verdicts.get("proxmox_vm_start"));
                assertEquals(false, verdicts.get("proxmox_vm_delete"));
            }
            cluster.run("proxmox_token_delete", Map.of("userid", "carol@pve", "tokenid", "ci"));
            cluster.run("proxmox_user_delete", Map.of("userid", "carol@pve"));
            cluster.run("proxmox_group_delete", Map.of("groupid", "team"));
            cluster.run("proxmox_role_delete", Map.of("roleid", "Runner"));
            cluster.run("proxmox_pool_delete", Map.of("poolid", "lab"));
            assertEquals(List.of(), cluster.run("proxmox_acl_list", Map.of()).at("items").items().stream()
                    .filter(entry -> entry.at("ugid").text().equals(Optional.of("team"))).toList());
        }
    }

    private static Map<String, Object> with(Map<String, Object> guest, String name, Object value) {
        return Map.of("vmid", guest.getOrDefault("vmid", ""), "node", guest.getOrDefault("node", ""), name, value);
    }

    private static Data config(TestCluster cluster, String kind, Map<String, Object> guest) {
        return cluster.run("proxmox_" + kind + "_config", guest).at("data");
    }

    private static Set<String> names(TestCluster cluster, String kind) {
        return cluster.run("proxmox_" + kind + "_list", Map.of()).at("items").items().stream()
                .flatMap(guest -> guest.at("name").text().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Backs a guest up, and gives the archive's volume. */
    private static String backUp(TestCluster cluster, long vmid, String node) {
        cluster.run("proxmox_backup_run", Map.of("vmid", List.of(Long.toString(vmid)), "node", node, "storage",
                "nfs-backup"));
        return cluster.run("proxmox_storage_content", Map.of("node", node, "storage", "nfs-backup", "content",
                "backup")).at("items").items().stream()
                .filter(volume -> volume.at("vmid").whole().equals(Optional.of(vmid)))
                .flatMap(volume -> volume.at("volid").text().stream()).reduce((first, last) -> last).orElseThrow();
    }
}
