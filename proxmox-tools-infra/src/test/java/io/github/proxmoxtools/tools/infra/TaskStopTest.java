package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that are broken off, and their logs. */
@Timeout(60)
class TaskStopTest {
    private static String backup(JobLab lab, boolean wait) {
        return lab.run("backup_run", "vmid", 200, "storage", "nfs-backup", "wait", wait).at("upid").text()
                .orElseThrow();
    }

    @Test
    void breaksATaskOffAndTellsHowItEnded() {
        try (JobLab lab = new JobLab("9.2")) {
            lab.simulator().tasks().nextLasts("vzdump", Duration.ofHours(1));
            Data ended = lab.run("task_stop", "upid", backup(lab, false)).at("data");

            assertEquals("stopped", ended.at("status").text().orElseThrow());
            assertTrue(ended.at("exitstatus").text().orElseThrow().contains("interrupt"), ended::toString);
        }
    }

    @Test
    void aTaskThatIsNotThereHasNoLog() {
        try (JobLab lab = new JobLab("9.2")) {
            ToolFailure failure = lab.failure("task_log", "upid",
                    "UPID:pve1:000A1B2C:00F00001:65000000:vzdump:100:root@pam:");
            assertEquals(FailureKind.NOT_FOUND, failure.kind(), failure::error);
        }
    }

    @Test
    void aLineThatLooksLikeAMissingLogIsShownWhereTheTaskIsThere() {
        try (JobLab lab = new JobLab("9.2")) {
            String upid = backup(lab, true);
            lab.simulator().faults().on("GET", "/nodes/*/tasks/*/log", 1, Fault.plainText(200, "OK",
                    "{\"data\":[{\"n\":1,\"t\":\"unable to open file - Permission denied\"}],\"total\":1}"));
            assertEquals(List.of("unable to open file - Permission denied"), lab.column("t", "task_log", "upid", upid));
        }
    }

    @Test
    void sendsNothingToATaskThatHasEnded() {
        try (JobLab lab = new JobLab("9.2")) {
            String upid = backup(lab, true);
            long before = lab.simulator().writes();
            Data result = lab.run("task_stop", "upid", upid);

            assertEquals("OK", result.at("data").at("exitstatus").text().orElseThrow());
            assertTrue(result.at("notes").toString().contains("had ended before"), result::toString);
            assertEquals(before, lab.simulator().writes());
        }
    }
}
