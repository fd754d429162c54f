package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationTest {
    private static final String JOBS = "/cluster/replication";
    private static final Duration MINUTES = Duration.ofMinutes(2);

    @AutoClose
    private final SimulatedApi api = SimulatedApi.of("9.2");

    @BeforeEach
    void start() {
        api.passToBeginOf(Duration.ofMinutes(15));
    }

    private void create(String id, String... more) throws Exception {
        String[] all = {"id", id, "type", "local", "target", "pve2"};
        var given = new ArrayList<>(List.of(all));
        given.addAll(List.of(more));
        api.done("POST", JOBS, given.toArray(String[]::new));
    }

    private Map<String, Object> state(String id) throws Exception {
        return api.map("/nodes/pve1/replication/" + id + "/status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void aJobIsKeptChangedAndRemoved(String profile) throws Exception {
        try (SimulatedApi other = SimulatedApi.of(profile)) {
            other.done("POST", JOBS, "id", "100-0", "type", "local", "target", "pve2", "rate", "10", "comment", "c");
            Map<String, Object> job = other.map(JOBS + "/100-0");
            assertEquals("pve1", job.get("source"));
            assertEquals(BigInteger.TEN, job.get("rate"));
            assertEquals(BigInteger.valueOf(100), job.get("guest"));
            assertFalse(other.list(JOBS).getFirst().containsKey("digest"));
            other.done("PUT", JOBS + "/100-0", "schedule", "daily", "delete", "comment");
            assertEquals("daily", other.map(JOBS + "/100-0").get("schedule"));
            other.done("DELETE", JOBS + "/100-0");
            assertEquals("full", other.map(JOBS + "/100-0").get("remove_job"));
            other.pass(MINUTES);
            assertTrue(other.list(JOBS).isEmpty());
        }
    }

    @Test
    void whatCannotBeCopiedIsRefused() throws Exception {
        create("100-0");
        assertEquals("500 replication job '100-0' already exists",
                api.refusal("POST", JOBS, "id", "100-0", "type", "local", "target", "pve3"));
        assertEquals("500 Guest '999' does not exist.",
                api.refusal("POST", JOBS, "id", "999-0", "type", "local", "target", "pve2"));
        assertEquals("500 Target 'pve9' does not exist.",
                api.refusal("POST", JOBS, "id", "100-1", "type", "local", "target", "pve9"));
        assertEquals("500 unable to sync to local node",
                api.refusal("POST", JOBS, "id", "100-1", "type", "local", "target", "pve1"));
        assertEquals("500 no such replication job '100-9'", api.refusal("GET", JOBS + "/100-9"));
        assertEquals("500 no such job '100-9'", api.refusal("DELETE", JOBS + "/100-9"));
        assertEquals("400 Parameter verification failed. {keep=conflicts with parameter 'force'}",
                api.refusal("DELETE", JOBS + "/100-0", "force", "1", "keep", "1"));
        assertEquals("400 Parameter verification failed. {schedule=invalid format - invalid calendar event"
                + " '0 2 * * *' - unable to parse calendar event - unused parts\n}",
                api.refusal("POST", JOBS, "id",
                        "100-1", "type", "local", "target", "pve3", "schedule", "0 2 * * *"));
        api.done("DELETE", JOBS + "/100-0", "force", "1");
        assertTrue(api.list(JOBS).isEmpty());
    }

    @Test
    void jobsRunInTheClustersTime() throws Exception {
        create("100-0");
        assertEquals(BigInteger.ZERO, state("100-0").get("last_sync"));
        assertEquals("unable to open file - No such file or directory",
                api.list("/nodes/pve1/replication/100-0/log").getFirst().get("t"));
        api.pass(MINUTES);
        BigInteger first = (BigInteger) state("100-0").get("last_sync");
        assertTrue(first.signum() > 0);
        assertTrue(api.column("/nodes/pve1/replication/100-0/log", "t").contains("full sync"));
        api.pass(Duration.ofMinutes(16));
        BigInteger second = (BigInteger) state("100-0").get("last_sync");
        assertEquals(0, second.longValue() % 900);
        assertTrue(second.compareTo(first) > 0);
        assertTrue(api.column("/nodes/pve1/replication/100-0/log", "t").contains("incremental sync"));
        assertTrue(api.list("/nodes/pve2/replication").isEmpty());
    }

    @Test
    void aDisabledJobOnlyWaits() throws Exception {
        create("100-0", "disable", "1");
        api.pass(MINUTES);
        assertEquals(BigInteger.ZERO, state("100-0").get("last_try"));
        assertEquals(BigInteger.valueOf(900), state("100-0").get("next_sync"));
        api.done("PUT", JOBS + "/100-0", "disable", "0");
        api.pass(MINUTES);
        assertTrue(((BigInteger) state("100-0").get("last_try")).signum() > 0);
    }

    @Test
    void aTargetThatCannotBeReachedMakesTheJobFailAndRetry() throws Exception {
        api.simulator().state().setOnline("pve2", false);
        create("100-0");
        api.pass(MINUTES);
        assertEquals(BigInteger.ONE, state("100-0").get("fail_count"));
        assertTrue(String.valueOf(state("100-0").get("error")).endsWith("failed: exit code 255"));
        api.simulator().state().setOnline("pve2", true);
        api.done("POST", "/nodes/pve1/replication/100-0/schedule_now");
        api.pass(MINUTES);
        assertEquals(BigInteger.ZERO, state("100-0").get("fail_count"));
        assertFalse(state("100-0").containsKey("error"));
    }

    @Test
    void purgingAGuestRemovesItsJobsAndItsResource() throws Exception {
        api.done("POST", JOBS, "id", "103-0", "type", "local", "target", "pve1");
        assertEquals("500 unable to remove VM 103 - used in replication jobs and purge parameter not set.",
                api.refusal("DELETE", "/nodes/pve2/qemu/103"));
        api.done("POST", "/cluster/ha/resources", "sid", "vm:103", "state", "stopped");
        api.done("POST", "/cluster/backup", "id", "nightly", "schedule", "daily", "vmid", "103");
        api.done("POST", "/cluster/backup", "id", "weekly", "schedule", "weekly", "vmid", "100,103");
        api.done("DELETE", "/nodes/pve2/qemu/103", "purge", "1");
        api.pass(MINUTES);
        assertTrue(api.list(JOBS).isEmpty());
        assertTrue(api.list("/cluster/ha/resources").isEmpty());
        assertEquals("100", api.column("/cluster/backup", "vmid"));
    }
}
