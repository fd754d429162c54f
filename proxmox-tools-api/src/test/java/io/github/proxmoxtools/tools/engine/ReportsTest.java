package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Reports that fetch what they tell. */
class ReportsTest {
    private static final String NOT_LOOKED_AT = " could not be looked at: guests that are said to have no backup "
            + "file, or an old one, may have one there.";
    @AutoClose
    private final Lab lab = new Lab();

    private Facts facts() {
        return lab.engine().facts();
    }

    private static List<?> findings(Map<String, @Nullable Object> report) {
        return report.get("findings") instanceof List<?> list ? list : List.of();
    }

    private void answer(String path, String data) {
        lab.simulator.faults().always("GET", path, Fault.plainText(200, "OK", "{\"data\":" + data + "}"));
    }

    @Test
    void guestThatCouldStartHasNoFindings() {
        Map<String, @Nullable Object> report = facts().whyNotStarting("db-02");
        assertEquals(List.of(), findings(report));
        assertEquals("stopped", report.get("status"));
        assertFalse(report.containsKey("missing"), report.toString());
        assertEquals(0, lab.simulator.writes());
    }

    @Test
    void everythingThatIsWrongIsSaid() {
        lab.simulator.state().set(103, "lock", "backup").set(103, "net0", "virtio=BC:24:11:00:00:67,bridge=vmbr99")
                .set(103, "scsi1", "gone:vm-103-disk-1,size=1G").set(103, "ide2", "local:iso/missing.iso,media=cdrom")
                .set(103, "cpu", "host,flags=+pdpe1gb;-pcid").set(103, "memory", "9999999").set(103, "cores", 200)
                .loseQuorum();
        List<?> findings = findings(facts().whyNotStarting("103"));
        for (String expected : List.of("It is locked (backup).", "The cluster has no quorum.",
                "net0 is on bridge vmbr99, which is not among those that node pve2 shows to this login.",
                "scsi1 is on storage gone, which is not among those that node pve2 shows to this login.",
                "ide2 holds local:iso/missing.iso, which is not among the images that the storage shows to this login.",
                "It is given 200 processors; node pve2 has 16.")) {
            assertTrue(findings.contains(expected), expected + " in " + findings);
        }
        assertTrue(findings.toString().contains("of memory; node pve2 has "), findings.toString());
    }

    @Test
    void storageThatIsNotActiveIsSaid() {
        answer("/nodes/pve2/storage", "[{\"storage\":\"ceph-vm\",\"active\":0,\"enabled\":1}]");
        assertEquals(List.of("scsi0 is on storage ceph-vm, which is not active on node pve2."),
                findings(facts().whyNotStarting("103")));
    }

    @Test
    void lastFailedStartComesWithItsLog() {
        lab.simulator.state().lock(103, "backup");
        assertThrows(ToolFailure.class, () -> lab.confirmed(LabTools.START, Map.of("vmid", 103)));
        Map<String, @Nullable Object> report = facts().whyNotStarting("103");
        Data start = Data.of(report.get("last_failed_start"));
        assertTrue(start.at("log").raw() instanceof List<?> log && log.toString().contains("locked"),
                start::toString);
        assertTrue(findings(report).getLast().toString().startsWith("The last start that failed ended with: "));
    }

    @Test
    void nodeThatIsOfflineIsTheReason() {
        lab.simulator.state().setOnline("pve2", false);
        Map<String, @Nullable Object> report = facts().whyNotStarting("103");
        assertEquals(List.of("Node pve2 is offline."), findings(report));
        assertTrue(Data.of(report.get("missing")).fields().containsKey("status"));
    }

    @Test
    void runningGuestAndTemplateAreSaid() {
        assertEquals(List.of("It runs already."), findings(facts().whyNotStarting("100")));
        assertTrue(findings(facts().whyNotStarting("900")).contains("It is a template, and templates do not start."));
    }

    @Test
    void whatCannotBeReadIsNoFinding() {
        lab.simulator.faults().always("GET", "/nodes/pve2/storage", Fault.plainText(403, "no", ""))
                .always("GET", "/nodes/pve2/network", Fault.plainText(403, "no", ""));
        Map<String, @Nullable Object> report = facts().whyNotStarting("103");
        assertEquals(List.of(), findings(report));
        assertEquals(List.of("bridges", "storages"),
                Data.of(report.get("missing")).fields().keySet().stream().sorted().toList());
    }

    @Test
    void capacityComparesWhatIsPromisedWithWhatIsThere() {
        Map<String, @Nullable Object> report = facts().capacity();
        Data node = Data.of(report.get("nodes")).items().get(0);
        assertEquals("pve1", node.at("node").text().orElseThrow());
        long running = node.at("memory_of_guests").at("allocated_to_running").whole().orElseThrow();
        assertEquals((4096L + 16384 + 8192 + 512) << 20, running);
        assertTrue(node.at("cores").at("total").whole().orElseThrow() > 0);
        List<Double> fractions = Data.of(report.get("storages")).items().stream()
                .map(storage -> (Double) storage.at("used_fraction").raw()).toList();
        assertEquals(fractions.stream().sorted((one, other) -> Double.compare(other, one)).toList(), fractions);
        assertEquals(List.of(), findings(report));
    }

    @Test
    void capacitySaysWhatIsFullAndPromisedTwice() {
        answer("/cluster/resources", "[{\"type\":\"node\",\"node\":\"a\",\"status\":\"online\",\"maxmem\":1073741824,"
                + "\"mem\":1000000000,\"maxcpu\":4,\"cpu\":0.97,\"disk\":9,\"maxdisk\":10},"
                + "{\"type\":\"node\",\"node\":\"b\",\"status\":\"offline\"},"
                + "{\"type\":\"qemu\",\"vmid\":1,\"node\":\"a\",\"status\":\"running\",\"maxmem\":\"2147483648\"},"
                + "{\"type\":\"storage\",\"storage\":\"s\",\"node\":\"a\",\"status\":\"available\",\"disk\":1,"
                + "\"maxdisk\":10},{\"type\":\"storage\",\"storage\":\"t\",\"node\":\"a\",\"status\":\"available\","
                + "\"disk\":9,\"maxdisk\":10}]");
        assertEquals(List.of("The processors of node a are 97 % used.", "The memory of node a is 93 % used.",
                "The root disk of node a is 90 % used.",
                "The guests that run on node a may use 2.0 GiB of memory; the node has 1.0 GiB.",
                "Node b shows no figures: it is offline, or this login may not see them.",
                "Storage t on a is 90 % used."), findings(facts().capacity()));
    }

    @Test
    void backupGapsAreFoundByJobFileAgeAndDisk() {
        long old = Instant.now().minus(Duration.ofDays(30)).getEpochSecond();
        lab.simulator.state().set(101, "scsi1", "ceph-vm:vm-101-disk-1,size=1G,backup=0");
        answer("/cluster/backup", "[{\"id\":\"on\",\"vmid\":\"100,101\"},{\"id\":\"off\",\"enabled\":0,\"all\":1},"
                + "{\"id\":\"pool\",\"enabled\":1,\"pool\":\"development\",\"exclude\":\"204\"}]");
        answer("/cluster/backup-info/not-backed-up", "[]");
        answer("/cluster/backup/on/included_volumes", "{\"children\":[{\"id\":101,\"name\":\"web-02\",\"children\":["
                + "{\"id\":\"101:scsi0\",\"included\":1,\"name\":\"x\"},"
                + "{\"id\":\"101:scsi1\",\"included\":0,\"name\":\"ceph-vm:vm-101-disk-1\",\"reason\":\"backup=no\"}]}]}");
        answer("/nodes/pve1/storage/nfs-backup/content", "[{\"volid\":\"a\",\"vmid\":100,\"ctime\":" + old
                + "},{\"volid\":\"b\",\"vmid\":\"101\",\"ctime\":" + Instant.now().getEpochSecond() + "}]");
        Map<String, @Nullable Object> report = facts().backupGaps();
        assertEquals(List.of(102L, 103L, 104L, 106L, 107L, 200L, 201L, 202L, 203L, 204L),
                vmids(report, "in_no_enabled_job"), report::toString);
        assertEquals(List.of(100L), vmids(report, "old_backup"));
        assertFalse(vmids(report, "without_backup_file").contains(101L));
        assertTrue(vmids(report, "without_backup_file").contains(102L));
        assertFalse(report.toString().contains("debian-13-template"), "a template is no gap");
        Data disk = Data.of(report.get("disks_left_out")).items().get(0);
        assertEquals("scsi1", disk.at("disk").text().orElseThrow());
        assertTrue(findings(report).contains("1 disk is left out by a backup job."), findings(report)::toString);
        assertEquals(0, lab.simulator.writes());
    }

    private static List<Long> vmids(Map<String, @Nullable Object> report, String field) {
        return Data.of(report.get(field)).items().stream().map(row -> row.at("vmid").whole().orElseThrow()).sorted()
                .toList();
    }

    @Test
    void storageThatDoesNotAnswerIsNamed() {
        lab.simulator.faults().always("GET", "/nodes/pve1/storage/nfs-backup/content",
                Fault.plainText(500, "away", ""));
        Map<String, @Nullable Object> report = facts().backupGaps(3);
        assertEquals(List.of("backups on nfs-backup"),
                List.copyOf(Data.of(report.get("missing")).fields().keySet()));
        assertEquals(3, report.get("older_than_days"));
        assertTrue(findings(report).contains("Storage nfs-backup" + NOT_LOOKED_AT), findings(report)::toString);
    }

    @Test
    void storageThatIsNotAvailableIsNamedToo() {
        answer("/cluster/resources", "[{\"type\":\"qemu\",\"vmid\":1,\"node\":\"a\",\"name\":\"x\"},"
                + storage("pbs", "a", "unknown", 1) + "," + storage("pbs", "b", "unknown", 1) + ","
                + storage("nfs", "a", "unknown", 1) + "," + storage("nfs", "b", "available", 1) + ","
                + storage("local", "a", "unknown", 0) + "]");
        answer("/nodes/b/storage/nfs/content", "[]");
        Map<String, @Nullable Object> report = facts().backupGaps();
        assertEquals(List.of("backups on local of a", "backups on pbs"), Data.of(report.get("missing")).fields()
                .keySet().stream().filter(name -> name.startsWith("backups")).sorted().toList(), report::toString);
        assertEquals(List.of("Storage pbs" + NOT_LOOKED_AT, "Storage local of a" + NOT_LOOKED_AT), findings(report)
                .stream().filter(finding -> finding.toString().startsWith("Storage")).toList());
        assertEquals(List.of(1L), vmids(report, "without_backup_file"));
    }

    private static String storage(String name, String node, String status, int shared) {
        return "{\"type\":\"storage\",\"storage\":\"" + name + "\",\"node\":\"" + node + "\",\"status\":\"" + status
                + "\",\"content\":\"backup,iso\",\"shared\":" + shared + "}";
    }

    @Test
    void permissionsAreGroupedByArea() {
        Map<String, @Nullable Object> all = facts().permissions(lab.engine().catalog());
        assertEquals(0, all.get("refused"), all::toString);
        lab.simulator.state().addUser("weak@pve", "weak-password").addToken("weak@pve", "ci",
                "11111111-2222-4333-8444-555555555555", false).grant("/", "weak@pve", "PVEAuditor");
        try (Engine weak = Engine.builder(lab.engine().catalog(), this::weakClient).build()) {
            Map<String, @Nullable Object> report = weak.facts().permissions(weak.catalog());
            Data verdicts = Data.of(Data.of(report.get("areas")).fields().values().iterator().next());
            Data start = verdicts.items().stream()
                    .filter(verdict -> verdict.at("tool").text().filter(LabTools.START::equals).isPresent())
                    .findFirst().orElseThrow();
            assertFalse(start.at("allowed").flag());
            assertTrue(start.toString().contains("pveum acl modify /vms"), start::toString);
        }
    }

    private ProxmoxClient weakClient() {
        return SimulatedEngine.clientOf(lab.simulator,
                new Credentials.ApiToken("weak@pve!ci", "11111111-2222-4333-8444-555555555555")).build();
    }

    @Test
    void loginWithoutPrivilegesIsTold() {
        answer("/access/permissions", "{}");
        assertTrue(findings(facts().permissions(lab.engine().catalog())).toString().contains("no privilege at all"));
    }
}
