package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream before = System.err;
    @AutoClose
    private final Lab lab = new Lab();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveTheStreamBack() {
        System.setErr(before);
    }

    private List<String> audited() {
        return written.toString(StandardCharsets.UTF_8).lines()
                .filter(line -> line.contains("io.github.proxmoxtools.audit"))
                .map(line -> line.replaceAll(".*io\\.github\\.proxmoxtools\\.audit - ", "")).toList();
    }

    @Test
    void saysWhatWasDoneToWhomAndHowItEnded() {
        lab.run(LabTools.START, Map.of("vmid", "db-02"));
        lab.failure(LabTools.STOP, Map.of("vmid", 100));
        lab.run(LabTools.ADD_USER, Map.of("userid", "x@pve", "password", "hunter2-hunter2"));
        lab.simulator.tasks().nextFails("qmshutdown", "odd");
        assertThrows(ToolFailure.class,
                () -> lab.confirmed(LabTools.SHUTDOWN, Map.of("vmid", 100, "node", "pve1", "forceStop", true)));
        assertEquals(List.of("CHANGE " + LabTools.START + " VM 103 (db-02) on pve2 done",
                "DESTROY " + LabTools.STOP + " VM 100 (web-01) on pve1 refused",
                "CHANGE " + LabTools.ADD_USER + " - done",
                "DESTROY " + LabTools.SHUTDOWN + " VM 100 on pve1 task_failed"), audited());
    }

    @Test
    void mistakesOfOurOwnAreWrittenDownToo() {
        var broken = Samples.reads("proxmox_broken", "broken")
                .calls(io.github.proxmoxtools.tools.spi.Endpoint.get("/version")).runs(reading -> Work.done(List.of()
                        .get(0)))
                .returnsData();
        try (Engine engine = Engine.builder(Samples.catalog(broken), () -> {
            throw new AssertionError("nothing is sent");
        }).build()) {
            assertThrows(IndexOutOfBoundsException.class, () -> engine.run(ToolCall.of("proxmox_broken", Map.of())));
        }
        assertEquals(List.of("READ proxmox_broken - internal"), audited());
    }
}
