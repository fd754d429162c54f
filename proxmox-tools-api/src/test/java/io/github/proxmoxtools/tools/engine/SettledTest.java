package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettledTest {
    private static final Map<String, Object> FIELDS = Map.of("memory", 512, "swap", 0, "name", "web", "uptime", 7);

    @Test
    void figuresThatMoveAreLeftOut() {
        assertEquals(Map.of("name", "web"), Settled.of(FIELDS));
        assertEquals(Map.of("nodes", List.of(Map.of("name", "web"))), Settled.of(Map.of("nodes", List.of(FIELDS))));
    }

    @Test
    void countersOfDisksAndCardsAreFigures() {
        assertEquals(Map.of("status", "running"), Settled.of(Map.of("status", "running", "blockstat",
                Map.of("scsi0", Map.of("rd_bytes", 9)), "nics", Map.of("tap100i0", Map.of("netin", 1)))));
    }

    @Test
    void clocksMoveAndWhatSomebodySetDoesNot() {
        assertEquals(Map.of(), Settled.of(Map.of("uptime", 1, "time", 2, "localtime", 3, "timestamp", 4)));
        Map<String, String> set = Map.of("timezone", "UTC", "timeout", "5", "starttime", "01:00", "endtime", "9",
                "ctime", "8", "keep-time", "7");
        assertEquals(set, Settled.of(set));
    }

    /** The clock of a processor, and what a guest gives back of its memory. */
    @Test
    void whatFollowsTheLoadIsAFigure() {
        assertEquals(Map.of("cpuinfo", Map.of("cpus", "8")), Settled.of(Map.of("cpuinfo",
                Map.of("cpus", 8, "mhz", "2994.375"), "freemem", 5, "balloon", 4_294_967_296L)));
        assertEquals(Map.of("config", Map.of("balloon", "512")), Settled.of(Map.of("config", Map.of("balloon", 512))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "pending", "differences"})
    void settingsStayWhateverTheirNames(String name) {
        Map<String, String> all = Map.of("memory", "512", "swap", "0", "name", "web", "uptime", "7");
        assertEquals(Map.of(name, all), Settled.of(Map.of(name, FIELDS, "mem", 5)));
        assertEquals(Map.of(name, Map.of("cpu", Map.of("time", "1"))),
                Settled.of(Map.of(name, Map.of("cpu", Map.of("time", 1)))));
    }
}
