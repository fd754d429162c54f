package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.engine.ToolResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeJournalTest {
    private static final String JOURNAL = "proxmox_node_journal";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    @AutoClose
    private final InfraLab lab = InfraLab.newest();

    private static Map<String, Object> on(Map<String, Object> more) {
        Map<String, Object> arguments = new LinkedHashMap<>(more);
        arguments.put("node", "pve1");
        return arguments;
    }

    private List<String> lines(Map<String, Object> more) {
        return lab.column(JOURNAL, on(more), "line");
    }

    /** Why a list is empty is looked into afterwards. */
    private String lastSent() {
        return lab.sent().stream().filter(sent -> sent.contains("/journal")).reduce((first, second) -> second)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1795428000, 2026-11-23T10:00:00Z", "-1h, 2026-11-23T09:00:00Z", "-30m, 2026-11-23T09:30:00Z",
            "2d, 2026-11-21T10:00:00Z", "1w, 2026-11-16T10:00:00Z", "2026-11-23, 2026-11-23T00:00:00Z",
            "2026-11-23T08:30, 2026-11-23T08:30:00Z", "2026-11-23 08:30:15, 2026-11-23T08:30:15Z",
            "2026-11-23T08:30:00+02:00, 2026-11-23T06:30:00Z"})
    void readsTimesAsPeopleWriteThem(String text, String expected) {
        assertEquals(Instant.parse(expected), PointInTime.of(text, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "+1h", "-1y", "2026-13-01", "1.5h", "99999999999999", "20261123"})
    void refusesWhatIsNoTime(String text) {
        assertThrows(IllegalArgumentException.class, () -> PointInTime.of(text, NOW));
    }

    @Test
    void sendsATimeAgoAsSecondsUnderEitherName() {
        for (String name : List.of("since", "start")) {
            long before = Instant.now().getEpochSecond() - 3600;
            lines(Map.of(name, "-1h"));

            Matcher sent = Pattern.compile("GET /nodes/pve1/journal\\?since=(\\d+)").matcher(lastSent());
            assertTrue(sent.matches(), lastSent());
            assertTrue(Math.abs(Long.parseLong(sent.group(1)) - before) < 60, lastSent());
        }
    }

    @Test
    void sendsTheOlderNamesOfEndAndLimit() {
        lines(Map.of("end", "2099-01-01", "limit", 3));

        assertTrue(lastSent().matches("GET /nodes/pve1/journal\\?until=\\d+&lastentries=3"), lastSent());
    }

    @Test
    void neverReadsAllOfIt() {
        lines(Map.of());

        assertEquals("GET /nodes/pve1/journal?lastentries=100", lastSent());
    }

    @Test
    void countsHereWhatTheNodeCannotCountFromABeginning() {
        List<String> all = lines(Map.of("since", "1"));
        List<String> newest = lines(Map.of("since", "1", "lastentries", 2));

        assertFalse(lastSent().contains("lastentries"), lastSent());
        assertEquals(all.subList(all.size() - 2, all.size()), newest);
    }

    @Test
    void showsEntriesInOrderWithoutCursorsAndSaysHowToGoOn() {
        ToolResult result = lab.run(JOURNAL, on(Map.of("since", "1")));
        List<String> lines = lines(Map.of("since", "1"));

        assertTrue(lines.getFirst().contains("kernel: Linux version"), lines::toString);
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("s=")), lines::toString);
        Matcher cursor = Pattern.compile("Later entries: startcursor=(s=\\S+)").matcher(result.notes().getLast());
        assertTrue(cursor.matches(), result.notes()::toString);
        assertEquals(List.of(), lines(Map.of("startcursor", cursor.group(1))));
    }

    @Test
    void filtersByServiceAndSaysThatItDidSo() {
        ToolResult result = lab.run(JOURNAL, on(Map.of("service", "pveproxy.service", "lastentries", 1)));
        List<String> lines = lines(Map.of("service", "pveproxy"));

        assertEquals(1, lines.size());
        assertTrue(lines.getFirst().contains(" pveproxy["), lines::toString);
        assertTrue(lastSent().endsWith("lastentries=5000"), lastSent());
        assertTrue(result.notes().toString().contains("The API cannot filter by service"), result.notes()::toString);
    }

    @Test
    void readsFarBackInPartsAndWithoutDoubles() {
        List<String> all = lines(Map.of("lastentries", 100));
        lab.simulator.forgetRequests();

        assertEquals(all, lines(Map.of("since", "1000000000")));
        List<String> reads = lab.sent().stream().filter(sent -> sent.contains("/journal")).toList();
        assertTrue(reads.size() > 5 && reads.size() < 30, reads::toString);
        assertTrue(reads.getLast().contains("since=1000000000"), reads::toString);
        assertEquals(all.subList(all.size() - 1, all.size()), lines(Map.of("since", "1000000000", "limit", 1)));
        assertFalse(lastSent().contains("since=1000000000"), lastSent());
    }

    @Test
    void stopsReadingBackWhereThereIsEnoughAndSaysWhere() {
        String many = "{\"data\":[" + "\"Nov 23 03:00:00 pve1 kernel: x\",".repeat(5999)
                + "\"Nov 23 03:00:01 pve1 kernel: last\"]}";
        lab.simulator.faults().on("GET", "/nodes/pve1/journal", 1, Fault.plainText(200, "OK", many));
        ToolResult result = lab.run(JOURNAL, on(Map.of("since", "1000000000", "view", Map.of("limit", 1))));

        assertEquals(1, lab.sent().stream().filter(sent -> sent.contains("/journal")).count());
        assertTrue(result.notes().toString().contains("The newest 5000 of 6000"), result.notes()::toString);
        assertTrue(result.notes().toString().contains("Read back to 20"), result.notes()::toString);
    }

    @Test
    void takesOneBeginningAndAnOrder() {
        assertTrue(lab.failure(JOURNAL, on(Map.of("since", "-1h", "startcursor", "s=1;i=1"))).error()
                .contains("not both"));
        assertTrue(lab.failure(JOURNAL, on(Map.of("since", "-1h", "until", "-2h"))).error().contains("before since"));
        assertTrue(lab.failure(JOURNAL, on(Map.of("since", "soon"))).error().contains("2026-11-23T10:00:00Z"));
        assertEquals(List.of(), lab.sent());
    }
}
