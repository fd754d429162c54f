package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pagination")
class ShaperTest {
    private static final Outcome.Listing OUTCOME = new Outcome.Listing(
            List.of(Column.plain("vmid"), Column.plain("name")));
    private static final Data ROWS = Data.of(List.of(
            Map.of("vmid", 102, "name", "db", "status", "running"),
            Map.of("vmid", "99", "name", "web", "status", "stopped"),
            Map.of("vmid", 1000L, "status", "running")));

    private static ToolResult.Listing shape(Data data, Map<String, Object> view) {
        return new Shaper(OUTCOME, view.isEmpty() ? View.DEFAULT : View.of(view), Integer.MAX_VALUE).shape(data);
    }

    private static List<String> vmids(Map<String, Object> view) {
        return shape(ROWS, view).items().stream().map(row -> String.valueOf(row.get("vmid"))).toList();
    }

    @Test
    void showsColumnsSortedByTheFirst() {
        assertEquals(List.of(Map.of("vmid", "99", "name", "web"), Map.of("vmid", 102, "name", "db"),
                Map.of("vmid", 1000L)), shape(ROWS, Map.of()).items());
    }

    @Test
    void withoutColumnsShowsAllInTheServersOrder() {
        ToolResult.Listing listing = new Shaper(new Outcome.Listing(List.of()), View.DEFAULT, 10).shape(ROWS);
        assertEquals(ROWS.items().stream().map(Data::raw).toList(), List.copyOf(listing.items()));
    }

    @Test
    void timesBeginWithTheNewest() {
        Data tasks = Data.of(List.of(Map.of("starttime", 5), Map.of("starttime", 70), Map.of("starttime", 60)));
        ToolResult.Listing listing = new Shaper(new Outcome.Listing(List.of(Column.epoch("starttime"))), View.DEFAULT,
                10).shape(tasks);
        assertEquals(List.of(70, 60, 5), listing.items().stream().map(row -> row.get("starttime")).toList());
    }

    @Test
    void sortsNumbersHoweverTheyAreWritten() {
        assertEquals(List.of("99", "102", "1000"), vmids(Map.of("sort", "vmid")));
        assertEquals(List.of("1000", "102", "99"), vmids(Map.of("sort", "-vmid")));
        assertEquals(List.of("102", "99", "1000"), vmids(Map.of("sort", "name")), "what has no value comes last");
        assertEquals(List.of("99", "102", "1000"), vmids(Map.of("sort", "-name")), "in both directions");
    }

    @Test
    void mixedValuesHaveOneOrder() {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Object value = switch (i % 5) {
                case 0 -> i;
                case 1 -> Integer.toString(i);
                case 2 -> i + 0.5;
                case 3 -> "name-" + i;
                default -> Double.NaN;
            };
            rows.add(Map.of("vmid", value));
        }
        Collections.shuffle(rows, new Random(7));
        List<Object> sorted = shape(Data.of(rows), Map.of()).items().stream().<Object>map(row -> String.valueOf(
                row.get("vmid"))).toList();
        Collections.shuffle(rows, new Random(8));
        assertEquals(sorted, shape(Data.of(rows), Map.of()).items().stream().map(row -> String.valueOf(row.get(
                "vmid"))).toList());
        assertEquals(List.of("0", "1", "2.5", "5", "6"), sorted.subList(0, 5));
    }

    @Test
    void filtersBeforeItCounts() {
        ToolResult.Listing listing = shape(ROWS, Map.of("filter", "status=running", "limit", 1, "offset", 1));
        assertEquals(2, listing.total());
        assertEquals(1, listing.offset());
        assertEquals(List.of(1000L), listing.items().stream().map(row -> row.get("vmid")).toList());
    }

    @Test
    void cutsAndSkips() {
        assertEquals(List.of("99"), vmids(Map.of("limit", 1)));
        assertEquals(List.of("1000"), vmids(Map.of("offset", 2)));
        ToolResult.Listing beyond = shape(ROWS, Map.of("offset", 10_000_000, "limit", 100_000));
        assertEquals(List.of(), beyond.items());
        assertEquals(3, beyond.total());
        assertEquals(2, new Shaper(OUTCOME, View.DEFAULT, 2).shape(ROWS).items().size(), "the default limit");
        assertEquals(3, new Shaper(OUTCOME, View.of(Map.of("limit", 5)), 2).shape(ROWS).items().size(),
                "the call's own limit");
    }

    @Test
    void showsChosenFieldsInTheirOrder() {
        ToolResult.Listing listing = shape(ROWS, Map.of("fields", List.of("status", "vmid"), "limit", 1));
        assertEquals(List.of("status", "vmid"), List.copyOf(listing.items().get(0).keySet()));
        assertEquals(3, shape(ROWS, Map.of("fields", "*", "limit", 1)).items().get(0).size());
    }

    @Test
    void misspeltFieldsAreRefused() {
        for (Map<String, Object> view : List.<Map<String, Object>>of(Map.of("fields", "statsu"), Map.of("sort",
                "-statsu"), Map.of("filter", "statsu=running"))) {
            InvalidCall failure = assertThrows(InvalidCall.class, () -> shape(ROWS, view));
            assertEquals(FailureKind.BAD_ARGUMENT, failure.kind());
            assertTrue(failure.error().startsWith("view: no row has the field 'statsu'; did you mean status?"),
                    failure.error());
        }
        assertTrue(assertThrows(InvalidCall.class, () -> shape(ROWS, Map.of("sort", "quantum"))).error().contains(
                "'quantum'. Fields: "));
    }

    @Test
    void columnsThatNoRowHasAreKnownAllTheSame() {
        assertEquals(List.of(), shape(Data.of(List.of(Map.of("vmid", 1))), Map.of("filter", "name=x")).items());
    }

    @Test
    void emptyListHasNoFieldsToKnow() {
        assertEquals(0, shape(Data.of(List.of()), Map.of("sort", "anything")).total());
    }

    @Test
    void listOfTextsBecomesRows() {
        ToolResult.Listing listing = new Shaper(new Outcome.Listing(List.of()), View.DEFAULT, 10)
                .shape(Data.of(List.of("a", 1)));
        assertEquals(List.of(Map.of("value", "a"), Map.of("value", 1)), listing.items());
    }
}
