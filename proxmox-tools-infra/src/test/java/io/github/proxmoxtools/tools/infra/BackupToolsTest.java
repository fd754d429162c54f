package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups by a schedule, and now. */
@Timeout(60)
class BackupToolsTest {
    @AutoClose
    private final JobLab lab = new JobLab("9.2");

    private static List<Data> archives(JobLab lab, int vmid) {
        return lab.run("api_call", "method", "GET", "path", "/nodes/pve1/storage/nfs-backup/content", "params",
                Map.of("content", "backup", "vmid", vmid)).at("data").items();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void schedulesAJobAndBacksUpNow(String version) {
        try (JobLab cluster = new JobLab(version)) {
            cluster.run("backup_create", "id", "nightly", "storage", "nfs-backup", "schedule", "02:00", "vmid",
                    List.of("100", "200"), "compress", "zstd", "enabled", false);
            cluster.run("backup_create", "id", "weekly", "storage", "nfs-backup", "schedule", "sat 03:00", "all",
                    true);
            Data done = cluster.run("backup_run", "vmid", "web-01,dns-01", "storage", "nfs-backup", "compress",
                    "zstd", "notes-template", "{{guestname}} before the upgrade");

            assertEquals("OK", done.at("exitstatus").text().orElseThrow());
            assertEquals(1, archives(cluster, 100).size());
            assertEquals("web-01 before the upgrade", archives(cluster, 100).getFirst().at("notes").text().orElse(""));
            assertTrue(archives(cluster, 200).getFirst().at("volid").text().orElse("").endsWith(".tar.zst"));
            assertEquals(List.of("nightly", "weekly"), cluster.column("id", "backup_list"));
            cluster.run("backup_delete", "id", "nightly");
            assertEquals(List.of("weekly"), cluster.column("id", "backup_list"));
        }
    }

    @Test
    void showsADisabledJobAsDisabledAndAnOldOneAsEnabled() {
        lab.run("backup_create", "id", "off", "storage", "nfs-backup", "schedule", "daily", "all", true, "enabled",
                false);
        lab.run("backup_create", "id", "on", "storage", "nfs-backup", "schedule", "daily", "all", true);
        lab.run("api_call", "method", "PUT", "path", "/cluster/backup/on", "params", Map.of("delete", "enabled",
                "schedule", "daily"));
        assertEquals(List.of("0", "1"), lab.column("enabled", "backup_list"));
    }

    @Test
    void givesTheEventThatCronMeans() {
        ToolFailure failure = lab.refusal("backup_create", "storage", "nfs-backup", "all", true, "schedule",
                "0 2 * * *");
        assertTrue(failure.error().contains("the equivalent is '02:00'"), failure::error);
        assertTrue(lab.refusal("backup_create", "storage", "nfs-backup", "all", true, "schedule", "0 2 1 * 1").error()
                .contains("no equivalent"));
    }

    @Test
    void needsGuestsForAJob() {
        assertTrue(lab.refusal("backup_create", "storage", "nfs-backup", "schedule", "daily").error()
                .contains("vmid, all, pool"));
        assertEquals(FailureKind.NOT_FOUND, lab.failure("backup_delete", "id", "nightly").kind());
        assertTrue(lab.refusal("backup_create", "storage", "nfs-backup", "schedule", "daily", "all", true, "mod",
                "stop").error().contains("mode"));
        lab.run("backup_create", "id", "more", "storage", "nfs-backup", "schedule", "daily", "all", true, "exclude",
                "100", "repeat-missed", true);
    }

    @Test
    void deletesNoOlderBackupUnlessTold() {
        for (int i = 0; i < 5; i++) {
            lab.unconfirmed("backup_run", "vmid", 200, "storage", "nfs-backup");
            lab.simulator().clock().advance(Duration.ofSeconds(1)); // archives are named by the second
        }
        assertEquals(5, archives(lab, 200).size());

        lab.run("backup_run", "vmid", 200, "storage", "nfs-backup", "prune-backups", "keep-last=2");
        assertEquals(2, archives(lab, 200).size());
    }

    @Test
    void deletesByTheOlderWordToo() {
        try (JobLab old = new JobLab("8.4")) {
            old.run("backup_run", "vmid", 200, "storage", "nfs-backup");
            old.simulator().clock().advance(Duration.ofSeconds(1));
            old.run("backup_run", "vmid", 200, "storage", "nfs-backup", "maxfiles", 1);
            assertEquals(1, archives(old, 200).size());
        }
    }

    @Test
    void asksBeforeItDeletesOrInterrupts() {
        for (Object[] more : List.of(new Object[]{"remove", true}, new Object[]{"prune-backups", "keep-last=1"},
                new Object[]{"mode", "stop"}, new Object[]{"mode", "suspend"}, new Object[]{"stop", true})) {
            ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.unconfirmed("backup_run", "vmid", 100,
                    "storage", "nfs-backup", more[0], more[1]));
            assertEquals(FailureKind.REFUSED, failure.kind(), failure::error);
        }
    }

    @ParameterizedTest
    @CsvSource({"remove,true", "prune-backups,keep-last=1", "mode,stop", "mode,suspend", "stop,1",
            "script,/root/hook.pl", "dumpdir,/mnt/elsewhere", "tmpdir,/mnt/elsewhere"})
    void asksBeforeAJobIsMadeThatDeletesOrInterrupts(String name, String value) {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.unconfirmed("backup_create", "storage",
                "nfs-backup", "schedule", "daily", "all", true, name, value));
        assertEquals(FailureKind.REFUSED, failure.kind(), failure::error);
        assertEquals(FailureKind.REFUSED, assertThrows(ToolFailure.class, () -> lab.unconfirmed("backup_run", "vmid",
                100, "storage", "nfs-backup", name, value)).kind());
    }

    @Test
    void aJobKeepsToTheRetentionOfItsStorageUnlessToldOtherwise() {
        Object[] job = {"storage", "nfs-backup", "schedule", "daily", "all", true};
        lab.unconfirmed("backup_create", job);
        assertFalse(lab.lastWrite().contains("remove"), lab::lastWrite);
        lab.unconfirmed("backup_create", Stream.of(job, new Object[]{"remove", false}).flatMap(Stream::of).toArray());
        assertTrue(lab.lastWrite().contains("remove=0"), lab::lastWrite);
    }

    @Test
    void backsUpEveryGuestThatWasNamedOrNone() {
        assertTrue(lab.refusal("backup_run", "vmid", "100,101", "storage", "nfs-backup").error()
                .contains("101 (web-02) on pve2"));
        assertTrue(lab.refusal("backup_run", "vmid", 100, "node", "pve2", "storage", "nfs-backup").error()
                .contains("100 (web-01) on pve1"));
        assertEquals(FailureKind.NOT_FOUND, lab.refusal("backup_run", "vmid", "100,999", "storage", "nfs-backup")
                .kind());
        assertTrue(lab.refusal("backup_run", "all", true, "storage", "nfs-backup").error().contains("node"));
        assertTrue(lab.refusal("backup_run", "all", false, "storage", "nfs-backup").error().contains("all"));
        assertTrue(lab.refusal("backup_run", "vmid", 100, "all", true, "storage", "nfs-backup").error()
                .contains("exactly one"));
        assertTrue(lab.refusal("backup_run", "vmid", 100, "storage", "nfs-backup", "prune-backups", "keep=1").error()
                .contains("prune-backups"));
    }

    @Test
    void namesTheGuestsOfAPoolThatAreElsewhere() {
        assertTrue(lab.refusal("backup_run", "pool", "production", "storage", "nfs-backup").error()
                .contains("pve1, pve2, pve3"));
        Data done = lab.run("backup_run", "pool", "production", "node", "pve1", "storage", "nfs-backup");
        assertTrue(done.at("notes").toString().contains("101 (web-02) on pve2"), done::toString);
        assertEquals(1, archives(lab, 102).size());
        assertEquals(0, archives(lab, 101).size());
        assertTrue(lab.run("backup_run", "all", true, "node", "pve3", "storage", "nfs-backup").at("exitstatus").text()
                .isPresent());
        assertFalse(archives(lab, 104).isEmpty());
    }

    @Test
    void protectsABackup() {
        lab.run("backup_run", "vmid", 200, "storage", "nfs-backup", "protected", true);
        assertTrue(archives(lab, 200).getFirst().at("protected").flag());
    }

    @Test
    void whereNoGuestIsLeftNothingWasBackedUp() {
        ToolFailure failure = lab.failure("backup_run", "pool", "production", "node", "pve1", "storage", "nfs-backup",
                "exclude", "100,102,200");
        assertEquals(FailureKind.TASK_FAILED, failure.kind());
        assertTrue(failure.error().contains("Nothing was backed up"), failure::error);
        assertFalse(failure.retryable());
        assertFalse(failure.error().contains("stopped before"), failure::error);
    }

    /** The node ends the backups of others before it sees that there is nothing to do. */
    @Test
    void whatStopEndedIsToldThoughNothingWasBackedUp() {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.afterConfirming(() -> {}, "backup_run", "pool",
                "production", "node", "pve1", "storage", "nfs-backup", "exclude", "100,102,200", "stop", true));
        assertTrue(failure.error().contains("because of stop, backups that were running on it were stopped before"),
                failure::error);
    }

    @Test
    void whatIsExcludedIsNotNamedAsBackedUp() {
        String notes = lab.run("backup_run", "pool", "production", "node", "pve1", "storage", "nfs-backup", "exclude",
                "102,200").at("notes").toString();
        assertTrue(notes.contains("This backup is of guests of pool production: 100 (web-01) on pve1."), notes);
        assertTrue(notes.contains("Not backed up, because exclude leaves them out: 102"), notes);
    }

    @Test
    void aPoolWhoseGuestsAreOthersAfterTheQuestionIsNotBackedUp() {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.afterConfirming(() -> lab.run("api_call",
                "method", "PUT", "path", "/pools/production", "params", Map.of("vms", "102", "delete", true)),
                "backup_run", "pool", "production", "node", "pve1", "storage", "nfs-backup", "mode", "stop"));
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind(), failure::error);
        assertEquals(List.of(), archives(lab, 100));
    }

    @Test
    void namesTheGuests() {
        assertTrue(lab.run("backup_run", "vmid", "100,dns-01", "storage", "nfs-backup").at("notes").toString()
                .contains("This backup is of 100 (web-01) on pve1, 200 (dns-01) on pve1."));
        assertTrue(lab.run("backup_run", "pool", "production", "node", "pve3", "storage", "nfs-backup").at("notes")
                .toString().contains("This backup is of guests of pool production: 104"));
    }

    @Test
    void backsUpNobodyElseThanTheOneOfThatName() {
        lab.column("vmid", "cluster_resources");
        lab.swapNames();
        ToolFailure failure = lab.refusal("backup_run", "vmid", "web-01", "storage", "nfs-backup");
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind(), failure::error);
        assertTrue(failure.error().contains("100 (web-01) on pve1 is called 'web-old' by now"), failure::error);
    }

    @Test
    void backsUpNobodyElseAfterTheQuestionEither() {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.afterConfirming(lab::swapNames,
                "backup_run", "vmid", "web-01", "storage", "nfs-backup", "mode", "stop"));
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind(), failure::error);
        assertEquals(List.of(), archives(lab, 100));
    }

    @Test
    void aGuestThatWentToAnotherNodeMeanwhileIsNotPassedOver() {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.afterConfirming(() -> lab.run(
                "api_call", "method", "POST", "path", "/nodes/pve1/lxc/200/migrate", "params",
                Map.of("target", "pve2", "restart", true)),
                "backup_run", "vmid", "100,200", "storage", "nfs-backup", "mode", "stop"));
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind(), failure::error);
        assertEquals(List.of(), archives(lab, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../access", "..", "%2e%2e", "a/../b", "a?b", "a#b", "100,../access", ""})
    void readsNothingForWhatNamesNoGuest(String wanted) {
        ToolFailure failure = lab.refusal("backup_run", "vmid", wanted, "storage", "nfs-backup");
        assertEquals(FailureKind.BAD_ARGUMENT, failure.kind(), failure::error);
        assertEquals(List.of(), lab.simulator().requests());
    }
}
