package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.tools.engine.JsonText;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
    private static final int INTERRUPTED = 130;

    @AutoClose
    private final Workbench bench = Workbench.connected();
    private final FakeTerminal terminal = bench.terminal;

    @AfterEach
    void leaveTheCursorVisible() {
        assertFalse(terminal.isCursorHidden());
    }

    private List<Map<?, ?>> events() {
        return terminal.out().lines().<Map<?, ?>>map(line -> (Map<?, ?>) JsonText.parse(line)).toList();
    }

    private List<?> told(String field) {
        return events().stream().map(event -> event.get(field)).toList();
    }

    @Test
    void listIsFirstASnapshotAndThenWhatChanges() {
        terminal.meanwhile(() -> bench.simulator.state().power(103, true),
                () -> bench.simulator.state().addVirtualMachine(777, "pve1", "fresh"),
                () -> bench.simulator.state().removeGuest(777));
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--filter", "vmid>102", "--watch"));
        List<Map<?, ?>> later = events().stream().filter(event -> !"snapshot".equals(event.get("event"))).toList();
        assertEquals(List.of("changed", "added", "removed"), later.stream().map(event -> event.get("event")).toList());
        assertEquals(List.of(103L, 777L, 777L), later.stream().map(event -> event.get("key")).toList());
        assertTrue(((List<?>) later.get(0).get("changed")).contains("status"), later.toString());
        assertEquals("running", ((Map<?, ?>) later.get(0).get("item")).get("status"));
        assertEquals("2026-02-03T04:05:08Z", later.get(0).get("at"));
        assertTrue(told("key").containsAll(List.of(103L, 104L)), terminal.out());
    }

    @Test
    void figuresAreChangesOnlyWhereThatIsSaid() {
        Runnable later = () -> bench.simulator.clock().advance(Duration.ofSeconds(200));
        terminal.meanwhile(later);
        assertEquals(INTERRUPTED, bench.run("vm", "status", "web-01", "--watch=1"));
        assertEquals(List.of("snapshot"), told("event"), terminal.out());
        terminal.meanwhile(later);
        assertEquals(INTERRUPTED, bench.run("vm", "status", "web-01", "--watch=1", "--watch-figures"));
        assertEquals(List.of("snapshot", "snapshot", "changed"), told("event"));
        assertTrue(((List<?>) events().get(2).get("changed")).contains("status.uptime"), terminal.out());
    }

    @Test
    void memoryOfAConfigurationIsASettingAndNoFigure() {
        terminal.meanwhile(() -> bench.simulator.state().set(100, "memory", 1234));
        assertEquals(INTERRUPTED, bench.run("vm", "config", "web-01", "--watch"));
        assertEquals(List.of("snapshot", "changed"), told("event"));
        assertTrue(((List<?>) events().get(1).get("changed")).contains("memory"), terminal.out());
    }

    @Test
    void rowsWithoutAnythingOfTheirOwnComeAndGoAsAWhole() {
        terminal.meanwhile(() -> bench.simulator.state().power(103, true));
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--columns", "status", "--filter", "vmid=103", "--watch"));
        assertEquals(List.of("snapshot", "removed", "added"), told("event"));
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--columns", "status", "--watch"));
        assertFalse(events().getLast().containsKey("key"), terminal.out());
    }

    @Test
    void oneSessionServesAllReads() {
        bench.environment.keySet().removeIf(name -> name.contains("TOKEN"));
        bench.environment.put("PROXMOX_USERNAME", bench.simulator.username());
        bench.environment.put("PROXMOX_PASSWORD", bench.simulator.password());
        terminal.resting(5);
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--watch"));
        List<String> paths = bench.simulator.requests().stream().map(RecordedRequest::path).toList();
        assertEquals(6, Collections.frequency(paths, "/api2/json/cluster/resources"), paths.toString());
        assertEquals(1, Collections.frequency(paths, "/api2/json/access/ticket"), paths.toString());
    }

    @Test
    void screenIsDrawnAnewInItsPlace() {
        terminal.showing(24, 80).meanwhile(() -> bench.simulator.state().power(103, true));
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--columns", "vmid,status", "--filter", "vmid=103",
                "--watch"));
        List<String> lines = terminal.lastFrame().lines().toList();
        assertTrue(lines.get(0).startsWith("Every 2s: proxmox vm list --columns vmid,status --filter vmid=103 "),
                terminal.out());
        assertTrue(lines.get(0).matches(".* \\d\\d:\\d\\d(:\\d\\d)?"), lines.get(0));
        assertEquals(80, lines.get(0).length());
        assertEquals(List.of("", "VMID  STATUS", " 103  running"), lines.subList(1, lines.size()));
        assertTrue(terminal.out().startsWith("\u001b[H\u001b[2J"), terminal.out());
        assertTrue(terminal.out().contains(" 103  \u001b[2mstopped"), terminal.out());
    }

    @Test
    void screenIsCutToItsSizeWheneverThatChanges() {
        terminal.showing(24, 80).meanwhile(() -> terminal.showing(6, 12));
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--watch"));
        List<String> lines = terminal.lastFrame().lines().toList();
        assertEquals(6, lines.size(), lines.toString());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 12), lines.toString());
        assertTrue(lines.get(5).startsWith("... 8 more"), lines.toString());
    }

    @Test
    void whatMayPassIsShownAndTriedAgain() {
        terminal.showing(24, 100).meanwhile(
                () -> bench.simulator.faults().always("GET", "/cluster/resources", Fault.status(503, "Busy")),
                () -> bench.simulator.faults().clear(), () -> {
                });
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--columns", "vmid", "--watch=7"));
        assertTrue(terminal.out().contains("since 7s: "), terminal.out());
        String missed = terminal.out().substring(terminal.out().indexOf("since 7s: "));
        assertTrue(missed.contains(" 100"), "the last result stays");
        assertFalse(terminal.lastFrame().contains("since"), terminal.lastFrame());
    }

    @Test
    void inLinesAnInterruptionIsToldOnceForPeople() {
        terminal.meanwhile(
                () -> bench.simulator.faults().always("GET", "/cluster/resources", Fault.status(503, "Busy")),
                () -> {
                }, () -> bench.simulator.faults().clear());
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--filter", "vmid=100", "--watch"));
        assertEquals(List.of("snapshot"), told("event"));
        assertEquals(1, terminal.err().lines().filter(line -> line.startsWith("warning: not read since 2s: ")).count(),
                terminal.err());
        assertTrue(terminal.err().endsWith("read again\n"), terminal.err());
    }

    @Test
    void whatWillNotPassEndsIt() {
        terminal.showing(24, 80).meanwhile(() -> bench.simulator.state().removeGuest(103)).resting(50);
        assertEquals(5, bench.run("vm", "status", "103", "--watch"));
        assertTrue(terminal.err().startsWith("error: "), terminal.err());
    }

    @Test
    void firstFailureEndsItWhateverItIs() {
        bench.simulator.faults().always("GET", "/cluster/resources", Fault.status(503, "Busy"));
        terminal.resting(50);
        assertTrue(bench.run("vm", "list", "--watch") != INTERRUPTED);
        assertEquals("", terminal.out());
    }

    @Test
    void nobodyReadingOnEndsIt() {
        terminal.meanwhile(terminal::abandon).resting(50);
        assertEquals(0, bench.run("vm", "list", "--watch"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--watch", "--watch=5", "--all-contexts", "--watch-figures"})
    void whatChangesIsNotRepeated(String option) {
        assertEquals(2, bench.run("vm", "start", "db-02", option));
        assertTrue(terminal.err().contains("is for commands that read"), terminal.err());
        assertEquals(0, bench.simulator.writes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--watch", "--all-contexts"})
    void rawCallIsRepeatedOnlyWhereItReads(String option) {
        assertEquals(2, bench.run("api", "call", "POST", "/nodes/pve2/qemu/103/status/start", option));
        assertTrue(terminal.err().contains("POST changes something"), terminal.err());
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void rawReadIsWatched() {
        assertEquals(INTERRUPTED, bench.run("api", "call", "GET", "/version", "--watch"));
        assertEquals(List.of("snapshot"), told("event"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--watch=0", "--watch=3601", "--watch=x", "--watch=", "--watch-figures"})
    void intervalIsChecked(String option) {
        assertEquals(2, bench.run("vm", "list", option));
        assertEquals("", terminal.out());
    }

    @Test
    void watchTakesNoWordThatFollows() {
        assertEquals(INTERRUPTED, bench.run("vm", "status", "--watch", "web-01"));
        assertEquals(List.of("snapshot"), told("event"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "yaml", "name", "json", "table", "wide"})
    void whereNothingCanBeDrawnOnlyLinesTellChanges(String format) {
        assertEquals(2, bench.run("vm", "list", "--watch", "-o", format));
        assertTrue(terminal.err().contains("-o " + format), terminal.err());
        assertEquals(List.of(), bench.simulator.requests());
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--watch", "-o", "jsonl"));
    }

    @Test
    void planIsNotWatched() {
        assertEquals(2, bench.run("vm", "list", "--watch", "--dry-run"));
        assertTrue(terminal.err().contains("--watch and --dry-run"), terminal.err());
        assertEquals(List.of(), bench.simulator.requests());
    }

    @Test
    void quietScreenHasNoNotes() {
        terminal.showing(24, 80);
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--filter", "vmid=1", "--watch"));
        assertTrue(terminal.lastFrame().contains("No items."), terminal.lastFrame());
        assertEquals(INTERRUPTED, bench.run("-q", "vm", "list", "--filter", "vmid=1", "--watch"));
        assertFalse(terminal.lastFrame().contains("No items."), terminal.lastFrame());
    }

    @Test
    void dumbTerminalGetsLines() {
        terminal.showing(24, 80).with("TERM", "dumb");
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--filter", "vmid=103", "--watch"));
        assertEquals(List.of("snapshot"), told("event"));
    }

    @Test
    void tableFitsTheSizeOfEachDraw() {
        terminal.showing(24, 200).meanwhile(() -> terminal.showing(24, 60), () -> terminal.showing(24, 200));
        assertEquals(INTERRUPTED, bench.run("vm", "list", "--filter", "vmid=103", "--watch"));
        assertTrue(terminal.lastFrame().contains("UPTIME"), terminal.lastFrame());
        assertTrue(terminal.out().contains("note: no room for "), terminal.out());
        assertEquals(3, terminal.timesMeasured(), "once a draw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm status web-01 --watch 5", "vm list --watch 5"})
    void numberBehindWatchIsExplained(String line) {
        assertEquals(2, bench.run(line.split(" ")));
        assertTrue(terminal.err().contains("write --watch=5"), terminal.err());
    }
}
