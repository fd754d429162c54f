package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that copy guests to other nodes. */
@Timeout(60)
class ReplicationToolsTest {
    @AutoClose
    private final JobLab lab = new JobLab("9.2");

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void copiesAGuest(String version) {
        try (JobLab cluster = new JobLab(version)) {
            Data made = cluster.run("replication_create", "vmid", "web-01", "target", "pve2", "schedule", "*/30",
                    "rate", 10, "comment", "Nightly");
            assertEquals("100-0", made.at("data").at("id").text().orElseThrow());

            Data ran = cluster.run("replication_run", "id", "100-0").at("data");
            assertTrue(ran.at("last_sync").whole().orElseThrow() > 0, ran::toString);
            assertTrue(cluster.items("replication_log", "id", "100-0", "node", "pve1").size() > 3);
            assertEquals(List.of("*/30"), cluster.column("schedule", "replication_list"));
            assertEquals(List.of("0"), cluster.column("fail_count", "replication_list", "node", "pve1"));

            cluster.run("replication_delete", "id", "100-0");
            cluster.simulator().clock().advance(Duration.ofMinutes(5));
            assertEquals(List.of(), cluster.items("replication_list"));
        }
    }

    @Test
    void numbersTheJobsOfAGuest() {
        lab.run("replication_create", "vmid", 100, "target", "pve2", "id", "100-1");
        lab.run("replication_create", "vmid", 100, "target", "pve3");
        assertEquals(List.of("100-0", "100-1"), lab.column("id", "replication_list"));
        assertTrue(lab.lastWrite().contains("type=local"), lab::lastWrite);
        assertTrue(lab.refusal("replication_create", "vmid", 100, "target", "pve2", "id", "101-0").error()
                .contains("100-0"));
    }

    @Test
    void takesTheNextNumberWhenSomebodyWasFaster() {
        Data made = lab.afterConfirming(() -> lab.run("replication_create", "vmid", 100, "target", "pve2"),
                "replication_create", "vmid", 100, "target", "pve3", "remove_job", "local");
        assertEquals("100-1", made.at("data").at("id").text().orElseThrow());
        assertEquals(List.of("100-0", "100-1"), lab.column("id", "replication_list"));
    }

    @Test
    void saysThatAGuestIsCopiedThereAlready() {
        lab.run("replication_create", "vmid", 100, "target", "pve2");
        ToolFailure failure = lab.failure("replication_create", "vmid", 100, "target", "pve2");
        assertEquals(FailureKind.ALREADY_EXISTS, failure.kind());
        assertTrue(failure.error().contains("pve2"), failure::error);
    }

    @Test
    void acceptsWhatWasWrittenBefore() {
        lab.run("replication_create", "node", "pve1", "vmid", 100, "target", "pve2", "enabled", 0);
        assertEquals(List.of("1"), lab.column("disable", "replication_list"));
        lab.run("replication_create", "vmid", 101, "target", "pve1", "enabled", "true");
        assertTrue(lab.lastWrite().contains("disable=0"), lab::lastWrite);
        assertEquals(FailureKind.BAD_ARGUMENT, lab.refusal("replication_create", "vmid", 102, "target", "pve2",
                "enabled", "perhaps").kind());
        lab.refusal("replication_create", "vmid", 102, "target", "pve2", "enabled", true, "disable", true);
    }

    @Test
    void givesTheEventThatCronMeans() {
        ToolFailure failure = lab.refusal("replication_create", "vmid", 100, "target", "pve2", "schedule",
                "*/20 * * * *");
        assertTrue(failure.error().contains("'*:00/20'"), failure::error);
    }

    @Test
    void runsAJobWhereItsGuestIs() {
        lab.run("replication_create", "vmid", 101, "target", "pve1");
        ToolFailure failure = lab.refusal("replication_run", "id", "101-0", "node", "pve1");
        assertTrue(failure.error().contains("is on pve2"), failure::error);
        lab.run("replication_run", "id", "101-0", "node", "pve2", "wait", false);
        assertTrue(lab.lastWrite().startsWith("POST /nodes/pve2/replication/101-0/schedule_now"), lab::lastWrite);
        assertEquals(FailureKind.NOT_FOUND, lab.refusal("replication_run", "id", "100-7").kind());
    }

    @Test
    void doesNotWaitForAJobThatIsDisabled() {
        lab.run("replication_create", "vmid", 100, "target", "pve2", "disable", true);
        assertTrue(lab.refusal("replication_run", "id", "100-0").error().contains("disabled"));
    }

    @Test
    void aRunThatFailsIsAFailure() {
        lab.run("replication_create", "vmid", 100, "target", "pve3");
        lab.simulator().state().setOnline("pve3", false);
        ToolFailure failure = lab.failure("replication_run", "id", "100-0");
        assertEquals(FailureKind.TASK_FAILED, failure.kind(), failure::error);
        assertTrue(failure.error().startsWith("The run of 100-0 failed: "), failure::error);
        assertTrue(failure.details().containsKey("fail_count"), () -> failure.details().toString());
    }

    @Test
    void asksBeforeAJobRemovesItsCopies() {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.unconfirmed("replication_create", "vmid", 100,
                "target", "pve2", "remove_job", "full"));
        assertEquals(FailureKind.REFUSED, failure.kind());
        lab.unconfirmed("replication_create", "vmid", 100, "target", "pve2");
    }

    @Test
    void forgetsAJobAtOnceByForce() {
        lab.run("replication_create", "vmid", 100, "target", "pve2");
        lab.run("replication_delete", "id", "100-0", "force", true);
        assertEquals(List.of(), lab.items("replication_list", "view", Map.of("fields", "*")));
    }

    @Test
    void copiesNobodyElseThanTheOneOfThatName() {
        lab.column("vmid", "cluster_resources");
        lab.swapNames();
        assertEquals(FailureKind.CHANGED_MEANWHILE,
                lab.refusal("replication_create", "vmid", "web-01", "target", "pve3").kind());
    }

    @Test
    void copiesNobodyElseAfterTheQuestionEither() {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.afterConfirming(lab::swapNames,
                "replication_create", "vmid", "web-01", "target", "pve3", "remove_job", "local"));
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind(), failure::error);
        assertEquals(List.of(), lab.items("replication_list"));
    }
}
