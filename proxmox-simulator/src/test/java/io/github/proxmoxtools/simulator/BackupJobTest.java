package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupJobTest {
    private static final String JOBS = "/cluster/backup";
    private static final String BAD = "400 Parameter verification failed. ";

    @AutoClose
    private final SimulatedApi api = SimulatedApi.of("9.2");

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void aJobIsKeptChangedAndDeleted(String profile) throws Exception {
        try (SimulatedApi other = SimulatedApi.of(profile)) {
            other.done("POST", JOBS, "id", "nightly", "schedule", "02:00", "storage", "nfs-backup", "vmid", "100,101",
                    "prune-backups", "keep-last=2", "enabled", "0");
            Map<String, Object> job = other.list(JOBS).getFirst();
            assertEquals(Map.of("keep-last", "2"), job.get("prune-backups"));
            assertEquals(BigInteger.ZERO, job.get("enabled"));
            assertTrue(job.containsKey("next-run"));
            other.done("PUT", JOBS + "/nightly", "all", "1", "schedule", "sat 03:00", "delete", "prune-backups");
            job = other.map(JOBS + "/nightly");
            assertEquals("sat 03:00", job.get("schedule"));
            assertFalse(job.containsKey("vmid"), job.toString());
            assertFalse(job.containsKey("prune-backups"));
            other.done("DELETE", JOBS + "/nightly");
            assertTrue(other.list(JOBS).isEmpty());
        }
    }

    @Test
    void withoutAnIdTheServerMakesOneAndOldStartTimesBecomeSchedules() throws Exception {
        api.done("POST", JOBS, "starttime", "01:30", "dow", "mon,fri", "all", "1");
        Map<String, Object> job = api.list(JOBS).getFirst();
        assertEquals("mon,fri 01:30", job.get("schedule"));
        assertEquals(BigInteger.ONE, job.get("enabled"));
        assertFalse(String.valueOf(job.get("id")).isEmpty());
        assertFalse(job.containsKey("dow"));
    }

    @Test
    void refusalsHaveTheServersTexts() throws Exception {
        assertEquals("500 400 Parameter verification failed.", api.refusal("POST", JOBS, "schedule", "daily"));
        assertEquals(BAD + "{schedule=neither 'starttime' nor 'schedule' were set}",
                api.refusal("POST", JOBS, "vmid", "100"));
        assertEquals(BAD + "{starttime='starttime' and 'schedule' cannot both be set}",
                api.refusal("POST", JOBS, "vmid", "100", "starttime", "01:00", "schedule", "daily"));
        assertEquals(BAD + "{schedule=invalid format - invalid calendar event '0 2 * * *' - unable to parse calendar"
                + " event - unused parts\n}", api.refusal("POST", JOBS, "vmid", "100", "schedule", "0 2 * * *"));
        api.done("POST", JOBS, "id", "nightly", "schedule", "daily", "all", "1");
        assertEquals("500 Job 'nightly' already exists",
                api.refusal("POST", JOBS, "id", "nightly", "schedule", "daily", "all", "1"));
        assertEquals(BAD + "{id=No such job 'bk1'}", api.refusal("GET", JOBS + "/bk1"));
        assertEquals(BAD + "{id=No such job 'bk1'}", api.refusal("GET", JOBS + "/bk1/included_volumes"));
        assertEquals("500 no such vzdump job", api.refusal("PUT", JOBS + "/bk1", "comment", "hey"));
        assertEquals("500 400 Parameter verification failed.", api.refusal("DELETE", JOBS + "/bk1"));
    }

    @Test
    void olderVersionsStillKnowMaxfiles() throws Exception {
        try (SimulatedApi old = SimulatedApi.of("8.4")) {
            old.done("POST", JOBS, "schedule", "daily", "all", "1", "maxfiles", "3");
            assertEquals(BigInteger.valueOf(3), old.list(JOBS).getFirst().get("maxfiles"));
        }
        assertEquals(BAD + "{maxfiles=property is not defined in schema and the schema does not allow additional"
                + " properties}", api.refusal("POST", JOBS, "schedule", "daily", "all", "1", "maxfiles", "3"));
    }

    @Test
    void guestsWithoutAJobAreListedAndCoveredVolumesToo() throws Exception {
        String uncovered = "/cluster/backup-info/not-backed-up";
        assertTrue(api.column(uncovered, "vmid").contains("102"));
        api.done("POST", JOBS, "id", "prod", "schedule", "daily", "pool", "production");
        assertFalse(api.column(uncovered, "vmid").contains("102"));
        assertTrue(api.column(uncovered, "vmid").contains("106"));
        api.simulator().state().set(102, "scsi1", "local:102/data.raw,backup=0,size=1G");

        List<?> guests = (List<?>) api.map(JOBS + "/prod/included_volumes").get("children");
        String volumes = guests.toString();
        assertTrue(volumes.contains("{id=102:scsi0, name=ceph-vm:vm-102-disk-0, included=1"), volumes);
        assertTrue(volumes.contains("{id=102:scsi1, name=local:102/data.raw, included=0"), volumes);
        assertFalse(volumes.contains("id=106"), volumes);
    }

    @Test
    void realmSyncsAreJobsOfTheirOwn() throws Exception {
        String syncs = "/cluster/jobs/realm-sync";
        api.done("POST", JOBS, "id", "nightly", "schedule", "daily", "all", "1");
        assertEquals("500 missing value for required option 'scope'",
                api.refusal("POST", syncs + "/people", "realm", "pve", "schedule", "hourly"));
        api.done("POST", syncs + "/people", "realm", "pve", "schedule", "hourly", "scope", "users");
        assertEquals("people", api.column(syncs, "id"));
        assertEquals("nightly", api.column(JOBS, "id"));
        assertEquals(BAD + "{id=No such job 'nightly'}", api.refusal("GET", syncs + "/nightly"));
        assertEquals(BAD + "{id=invalid format - invalid configuration ID 'x'\n}",
                api.refusal("POST", syncs + "/x", "realm", "pve", "schedule", "daily"));
        assertEquals("500 400 Parameter verification failed.", api.refusal("DELETE", syncs + "/nightly"));
        api.done("DELETE", syncs + "/people");
        assertEquals("nightly", api.column(JOBS, "id"));
    }
}
