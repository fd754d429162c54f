package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Data;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that are broken off. */
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
