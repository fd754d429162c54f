package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Storages through the tools alone. */
class StorageScenarioTest {
    private static final String CREATE = "proxmox_storage_create";
    private static final String DETAIL = "proxmox_storage_detail";
    private static final String REMOVE = "proxmox_storage_remove_volume";
    private static final String SCAN = "proxmox_storage_scan";

    @AutoClose
    private final InfraLab lab = InfraLab.newest();

    private static Map<String, Object> directory(Map<String, Object> more) {
        Map<String, Object> arguments = new LinkedHashMap<>(
                Map.of("storage", "made", "type", "dir", "path", "/srv/made", "content", List.of("iso")));
        arguments.putAll(more);
        return arguments;
    }

    @Test
    void aStorageIsMadeFilledEmptiedAndDeleted(@TempDir Path folder) throws IOException {
        Path root = folder.toRealPath();
        Path image = Files.write(root.resolve("tiny.iso"), new byte[5000]);
        try (InfraLab cluster = InfraLab.with(builder -> builder.fileRoots(List.of(root)))) {
            Map<String, Object> content = Map.of("node", "pve2", "storage", "made");
            cluster.run(CREATE, directory(Map.of("nodes", List.of("pve2"))));
            cluster.run("proxmox_storage_upload", Map.of("node", "pve2", "storage", "made", "file", image.toString()));
            assertEquals(List.of("made:iso/tiny.iso"), cluster.column("proxmox_storage_content", content, "volid"));
            assertEquals(List.of("5000"), cluster.column("proxmox_storage_content", content, "size"));
            assertTrue(cluster.column("proxmox_storage_list", Map.of("node", "pve2"), "storage").contains("made"));

            cluster.run(REMOVE, Map.of("node", "pve2", "storage", "made", "volid", "made:iso/tiny.iso"));
            assertEquals(List.of(), cluster.column("proxmox_storage_content", content, "volid"));
            cluster.run("proxmox_storage_delete", Map.of("storage", "made"));
            assertFalse(cluster.column("proxmox_storage_list", Map.of(), "storage").contains("made"));
        }
    }

    @Test
    void allNodesMeansNoRestriction() {
        lab.run(CREATE, directory(Map.of("nodes", "all")));

        assertFalse(lab.writes().getFirst().contains("nodes"), lab.writes()::toString);
        assertFalse(lab.data(DETAIL, Map.of("storage", "made")).at("configuration").fields().containsKey("nodes"));
    }

    @Test
    void nodesThatDoNotExistAreRefusedBeforeAnythingIsWritten() {
        ToolFailure failure = lab.failure(CREATE, directory(Map.of("nodes", List.of("pve1", "ghost"))));

        assertTrue(failure.error().contains("no such nodes: ghost; there are pve1, pve2, pve3"), failure::error);
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void anyOfficialParameterIsTakenAndChecked() {
        ToolFailure misspelt = lab.failure(CREATE, directory(Map.of("prune-backup", "keep-last=3")));
        ToolFailure malformed = lab.failure(CREATE, directory(Map.of("prune-backups", "keep-lots=3")));
        assertTrue(misspelt.error().contains("prune-backups"), misspelt::error);
        assertEquals(Set.of("prune-backups"), malformed.details().keySet(), malformed::error);
        assertEquals(List.of(), lab.writes());

        lab.run(CREATE, directory(Map.of("prune-backups", "keep-last=3", "mkdir", false)));
        assertEquals("keep-last=3", lab.data(DETAIL, Map.of("storage", "made")).at("configuration")
                .at("prune-backups").text().orElse(""));
    }

    @Test
    void asksBeforeAVolumeIsWipedOrBackupsAreDeleted() {
        Map<String, Object> onLun = Map.of("storage", "made", "type", "lvm", "vgname", "made", "base",
                "iscsi:0.0.1.lun1");
        assertEquals(Safety.DESTROY, lab.plan(CREATE, onLun).safety());
        assertEquals(Safety.DESTROY, lab.plan(CREATE, directory(Map.of("prune-backups", "keep-last=3"))).safety());
        assertEquals(Safety.CHANGE, lab.plan(CREATE, directory(Map.of("mkdir", false))).safety());
    }

    @Test
    void aSecretOfAStorageIsNotInItsPlanOrFailure() {
        Map<String, Object> share = Map.of("storage", "local", "type", "cifs", "server", "10.0.0.9", "share",
                "images", "username", "smb", "password", "hunter2-hunter2");
        String plan = lab.plan(CREATE, share).toString();
        ToolFailure failure = lab.failure(CREATE, share);

        assertFalse(plan.contains("hunter2"), plan);
        assertTrue(plan.contains("password=***"), plan);
        assertEquals(FailureKind.ALREADY_EXISTS, failure.kind(), failure::error);
    }

    @Test
    void detailHasConfigurationAndStatusPerNode() {
        lab.run(CREATE, directory(Map.of("nodes", List.of("pve1", "pve3"))));
        Data detail = lab.data(DETAIL, Map.of("storage", "made"));

        assertEquals("/srv/made", detail.at("configuration").at("path").text().orElse(""));
        assertEquals(List.of("pve1", "pve3"), detail.at("nodes").items().stream()
                .map(row -> row.at("node").text().orElse("")).toList());
        assertTrue(detail.at("nodes").items().stream().allMatch(row -> row.at("total").whole().orElse(0L) > 0));
    }

    @Test
    void detailNamesNodesThatDoNotAnswer() {
        lab.simulator.state().setOnline("pve2", false);
        ToolResult result = lab.run(DETAIL, Map.of("storage", "local"));

        assertEquals(Set.of("pve2"), result.missing().keySet());
        assertEquals(2, Data.of(result.toMap().get("data")).at("nodes").items().size());
    }

    @Test
    void detailKeepsTheConfigurationWhenNoNodeTellsItsStatus() {
        try (InfraLab cluster = InfraLab.alone()) {
            cluster.simulator.faults().on("GET", "/nodes/pve1/storage/local/status", 1,
                    Fault.status(500, "no such pool"));
            ToolResult result = cluster.run(DETAIL, Map.of("storage", "local"));

            assertTrue(result.isPartial(), result.notes()::toString);
            assertEquals(Set.of("status on pve1"), result.missing().keySet());
            assertEquals("dir", Data.of(result.toMap().get("data")).at("configuration").at("type").text().orElse(""));
        }
    }

    @Test
    void aDisabledStorageHasNoStatus() {
        lab.run(CREATE, directory(Map.of("disable", true)));
        ToolResult result = lab.run(DETAIL, Map.of("storage", "made"));

        assertTrue(result.notes().toString().contains("disabled"), result.notes()::toString);
        assertFalse(lab.sent().toString().contains("/made/status"), lab.sent()::toString);
    }

    @Test
    void deletingWhatIsNotThereSaysSo() {
        ToolResult gone = lab.run(REMOVE, Map.of("node", "pve1", "storage", "local", "volume",
                "local:iso/nope.iso"));
        assertTrue(gone.notes().toString().contains("could not find or read"), gone.notes()::toString);

        ToolResult there = lab.run(REMOVE, Map.of("node", "pve1", "storage", "local", "volume",
                "local:iso/virtio-win-0.1.271.iso", "delay", 30));
        assertEquals(List.of(), there.notes());
        assertTrue(lab.simulator.requests().getLast().path().endsWith(
                "/content/local%3Aiso%2Fvirtio-win-0.1.271.iso"), lab.sent()::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void scansByTypeAndListsTheKindsWithout(String version) {
        try (InfraLab cluster = InfraLab.of(version)) {
            assertTrue(cluster.column(SCAN, Map.of("node", "pve1"), "method").containsAll(List.of("nfs", "zfs")));
            assertEquals(List.of("/srv/backup"), cluster.column(SCAN,
                    Map.of("node", "pve1", "type", "nfs", "server", "10.10.10.5"), "path"));
            cluster.run(SCAN, Map.of("node", "pve1", "type", "lvm"));
            assertEquals("GET /nodes/pve1/scan/lvm", cluster.sent().getLast());
        }
    }

    @ParameterizedTest
    @CsvSource({"nfs, server", "cifs, server", "pbs, server", "iscsi, portal", "lvmthin, vg"})
    void aScanNeedsWhatItsTypeNeeds(String type, String needed) {
        ToolFailure failure = lab.failure(SCAN, Map.of("node", "pve1", "type", type));

        assertTrue(failure.details().containsKey(needed), failure::error);
        assertEquals(List.of(), lab.sent());
    }

    @Test
    void aScanRefusesWhatItsTypeDoesNotTake() {
        assertEquals(Set.of("server"), lab.failure(SCAN, Map.of("node", "pve1", "type", "zfs", "server", "x"))
                .details().keySet());
    }
}
