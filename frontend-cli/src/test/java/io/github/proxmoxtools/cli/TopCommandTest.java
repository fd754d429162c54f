package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.engine.JsonText;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopCommandTest {
    /** What the simulator lets each guest receive. */
    private static final long RECEIVED_PER_SECOND = 5_113;

    @AutoClose
    private final Workbench bench = Workbench.connected();
    private final FakeTerminal terminal = bench.terminal;

    private Runnable passing(int seconds) {
        return () -> bench.simulator.clock().advance(Duration.ofSeconds(seconds));
    }

    private List<Map<?, ?>> rows(String part) {
        return ((List<?>) ((Map<?, ?>) JsonText.parse(terminal.out())).get(part)).stream()
                .<Map<?, ?>>map(row -> (Map<?, ?>) row).toList();
    }

    private static double number(Map<?, ?> row, String field) {
        return ((Number) row.get(field)).doubleValue();
    }

    @Test
    void ratesComeOfTheServersOwnTimeAndNotOfOurs() {
        terminal.meanwhile(passing(37));
        assertEquals(0, bench.run("top", "-o", "json"), terminal.err());
        Map<?, ?> web = rows("guests").stream().filter(row -> "web-01".equals(row.get("name"))).findFirst()
                .orElseThrow();
        assertEquals(RECEIVED_PER_SECOND, number(web, "netin_rate"));
        assertEquals(3, rows("nodes").size());
        assertFalse(rows("nodes").getFirst().containsKey("netin_rate"));
    }

    @Test
    void figuresThatAreNotRenewedHaveNoRates() {
        assertEquals(0, bench.run("top", "-o", "json", "--no-rates"));
        assertNull(rows("guests").getFirst().get("netin_rate"));
        assertTrue(rows("guests").getFirst().containsKey("netin_rate"));
        assertEquals(Duration.ZERO, terminal.pace().elapsed());
    }

    @Test
    void renewalIsWaitedForButNotForEver() {
        terminal.meanwhile(() -> {
        }, () -> {
        }, passing(10)).resting(50);
        assertEquals(0, bench.run("top"), terminal.err());
        assertTrue(terminal.pace().elapsed().toSeconds() <= 3, "as soon as there are rates");
        assertTrue(terminal.out().contains("5.0 KiB"), terminal.out());
    }

    @Test
    void onlyRunningGuestsAreShownUnlessAllAreWanted() {
        assertEquals(0, bench.run("top", "-o", "json", "--no-rates"));
        assertEquals(Set.of("running"),
                rows("guests").stream().map(row -> row.get("status")).collect(Collectors.toSet()));
        int running = rows("guests").size();
        terminal.forgetOut();
        assertEquals(0, bench.run("top", "-o", "json", "--no-rates", "--all"));
        assertTrue(rows("guests").size() > running);
    }

    @Test
    void orderAndLimitAreChosen() {
        assertEquals(0, bench.run("top", "-o", "json", "--no-rates", "--sort", "mem", "--limit", "3"));
        List<Double> memory = rows("guests").stream().map(row -> number(row, "mem")).toList();
        assertEquals(3, memory.size());
        assertEquals(memory.stream().sorted(Comparator.reverseOrder()).toList(), memory);
        terminal.forgetOut();
        assertEquals(0, bench.run("top", "-o", "json", "--no-rates", "--sort", "name"));
        List<String> names = rows("guests").stream().map(row -> String.valueOf(row.get("name"))).toList();
        assertEquals(names.stream().sorted().toList(), names);
        terminal.forgetOut();
        assertEquals(0, bench.run("top", "-o", "json", "--no-rates"));
        List<Double> cpu = rows("guests").stream().map(row -> number(row, "cpu")).toList();
        assertEquals(cpu.stream().sorted(Comparator.reverseOrder()).toList(), cpu);
    }

    @Test
    void nodeIsChosen() {
        assertEquals(0, bench.run("top", "-o", "jsonl", "--no-rates", "--node", "pve2"));
        assertTrue(terminal.out().lines().allMatch(line -> line.contains("\"node\":\"pve2\"")), terminal.out());
        assertEquals(5, bench.run("top", "--no-rates", "--node", "pve9"));
        assertTrue(terminal.err().contains("There are pve1, pve2, pve3."), terminal.err());
    }

    @Test
    void rowsForMachinesHaveAllColumns() {
        assertEquals(0, bench.run("top", "-o", "csv", "--no-rates"));
        List<String> lines = terminal.out().lines().toList();
        assertTrue(lines.getFirst().startsWith("type,vmid,name,node,status,cpu,"), lines.getFirst());
        assertTrue(lines.get(1).startsWith("node,,,pve"), lines.get(1));
    }

    @Test
    void screenIsDrawnAnewWithRatesAndBarsWhereThereIsRoom() {
        terminal.showing(40, 130).meanwhile(passing(10));
        assertEquals(130, bench.run("top", "--sort", "name"));
        String frame = terminal.lastFrame();
        assertTrue(frame.startsWith("Every 2s: proxmox top, by name "), frame);
        assertTrue(frame.contains("5.0 KiB"), frame);
        assertTrue(frame.contains("[#"), frame);
        assertFalse(terminal.isCursorHidden());
        assertEquals(2, terminal.timesMeasured(), "once a draw");
    }

    @Test
    void narrowScreenHasNoBars() {
        terminal.showing(10, 60);
        assertEquals(130, bench.run("top"));
        assertFalse(terminal.lastFrame().contains("[#"), terminal.lastFrame());
        assertTrue(terminal.lastFrame().lines().allMatch(line -> line.length() <= 60), terminal.lastFrame());
        assertEquals(10, terminal.lastFrame().lines().count());
    }

    @Test
    void screenStaysWhereTheServerIsAwayForAWhile() {
        terminal.showing(40, 100).meanwhile(
                () -> bench.simulator.faults().always("GET", "/cluster/resources", Fault.status(503, "Busy")));
        assertEquals(130, bench.run("top", "--interval", "5"));
        assertTrue(terminal.lastFrame().contains("\nsince 5s: "), terminal.lastFrame());
        assertTrue(terminal.lastFrame().contains("web-01"), terminal.lastFrame());
    }

    @Test
    void onceIsOnceOnATerminalToo() {
        terminal.showing(40, 130);
        assertEquals(0, bench.run("top", "--once", "--no-rates"));
        assertFalse(terminal.out().contains("\u001b"), terminal.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sort=size", "--limit=0", "--limit=x", "--interval=0", "--interval=3601"})
    void whatIsSaidWronglyIsExplained(String option) {
        assertEquals(2, bench.run("top", option));
        assertTrue(terminal.err().contains(option.replaceFirst("=.*", "")), terminal.err());
        assertEquals(List.of(), bench.simulator.requests());
    }
}
