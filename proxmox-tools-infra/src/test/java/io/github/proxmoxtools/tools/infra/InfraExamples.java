package io.github.proxmoxtools.tools.infra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Arguments for nodes, storage, pools, the cluster, tasks and raw calls that the simulated cluster accepts. */
final class InfraExamples {
    private static final String SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private InfraExamples() {}

    static Map<String, Object> all() {
        Map<String, Object> all = new TreeMap<>(Map.of(
                "node", "pve1",
                "vmid", 100,
                "upid", "UPID:pve1:00000060:0007E212:6B033033:qmstart:100:admin@pve!ci:",
                "proxmox_task_status.node", "pve3",
                "proxmox_task_log.node", "pve3",
                "statusfilter", "ok,error",
                "path", "/vms/100",
                "userid", "alice@pve",
                "proxmox_api_call.method", "GET",
                "proxmox_api_call.path", "/nodes/pve1/status"));
        all.putAll(Map.of(
                "proxmox_api_upload_file.path", "/nodes/pve1/storage/local/upload",
                "file_field", "filename",
                "file_path", "pom.xml"));
        all.putAll(ofNodes());
        all.putAll(ofStorage());
        all.putAll(ofCluster());
        return all;
    }

    private static Map<String, Object> ofNodes() {
        return Map.of(
                "property", "description",
                "service", "cron",
                "proxmox_node_journal.service", "pveproxy",
                "proxmox_node_journal.since", "-1h",
                "proxmox_node_journal.until", "2099-01-01T00:00:00Z",
                "commands", List.of(Map.of("method", "GET", "path", "version")));
    }

    private static Map<String, Object> ofStorage() {
        return Map.ofEntries(
                Map.entry("storage", "local"),
                Map.entry("proxmox_storage_content.content", "iso"),
                Map.entry("proxmox_storage_create.storage", "made"),
                Map.entry("proxmox_storage_create.type", "dir"),
                Map.entry("proxmox_storage_create.path", "/srv/made"),
                Map.entry("proxmox_storage_create.content", List.of("iso", "backup")),
                Map.entry("proxmox_storage_create.nodes", List.of("pve1", "pve2")),
                Map.entry("proxmox_storage_delete.storage", "nfs-backup"),
                Map.entry("volume", "local:iso/virtio-win-0.1.271.iso"),
                Map.entry("server", "10.10.10.5"),
                Map.entry("fingerprint", "AB" + ":AB".repeat(31)),
                Map.entry("url", "https://images.example.test/made.iso"),
                Map.entry("filename", "other.iso"),
                Map.entry("checksum", SUM),
                Map.entry("checksum-algorithm", "sha256"),
                Map.entry("poolid", "development"),
                Map.entry("proxmox_pool_create.poolid", "made"),
                Map.entry("proxmox_pool_delete.poolid", "made"));
    }

    private static Map<String, Object> ofCluster() {
        return Map.of(
                "proxmox_cluster_next_id.vmid", 4242,
                "language", "en",
                "keyboard", "de-ch",
                "email_from", "cluster@example.test",
                "mac_prefix", "BC:24:11");
    }

    static Set<String> notWithOthers() {
        return Set.of(
                "proxmox_node_journal.startcursor", "proxmox_node_journal.endcursor",
                "proxmox_storage_create.server", "proxmox_storage_create.export", "proxmox_storage_create.pool",
                "proxmox_storage_create.datastore", "proxmox_storage_create.password",
                "proxmox_storage_create.keyring", "proxmox_storage_create.encryption-key",
                "proxmox_storage_scan.portal", "proxmox_storage_scan.username", "proxmox_storage_scan.password",
                "proxmox_storage_scan.domain", "proxmox_storage_scan.fingerprint", "proxmox_storage_scan.port",
                "proxmox_storage_scan.vg");
    }
}
