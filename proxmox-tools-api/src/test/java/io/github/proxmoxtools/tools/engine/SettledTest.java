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

    @ParameterizedTest
    @ValueSource(strings = {"config", "pending", "differences"})
    void settingsStayWhateverTheirNames(String name) {
        Map<String, String> all = Map.of("memory", "512", "swap", "0", "name", "web", "uptime", "7");
        assertEquals(Map.of(name, all), Settled.of(Map.of(name, FIELDS, "mem", 5)));
        assertEquals(Map.of(name, Map.of("cpu", Map.of("time", "1"))),
                Settled.of(Map.of(name, Map.of("cpu", Map.of("time", 1)))));
    }
}
