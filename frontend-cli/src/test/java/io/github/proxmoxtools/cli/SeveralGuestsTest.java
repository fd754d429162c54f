package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line for several guests, without a cluster. */
class SeveralGuestsTest {
    private final FakeConnector connector = new FakeConnector().with(
            new GuestAddress(GuestKind.VM, "pve1", 100, "web-01"),
            new GuestAddress(GuestKind.VM, "pve2", 101, "web-02"));
    private final FakeTerminal terminal = new FakeTerminal();
    private final Cli cli = new Cli(() -> Catalog.of(List.of(new TestTools())), connector, terminal);

    private int run(String... arguments) {
        return cli.run(Arrays.asList(arguments));
    }

    private void failing(Map<String, FailureKind> kinds) {
        connector.failingWhere(call -> Optional.ofNullable(kinds.get(call.arguments().get("vmid")))
                .map(kind -> new InvalidCall(kind, "no " + kind.code(), "", Map.of())));
    }

    @Test
    void idWithItsNodeNeedsNoLookUpAndANameIsLookedUpAgain() {
        assertEquals(0, run("vm", "start", "100", "web-02", "--parallel", "1", "--timeout", "5"), terminal.err());
        assertEquals(List.of(Map.of("vmid", "100", "node", "pve1", "timeout", "5"),
                Map.of("vmid", "web-02", "node", "pve2", "timeout", "5")),
                connector.calls().stream().map(call -> call.arguments()).toList());
        assertTrue(connector.isClosed());
    }

    @Test
    void eachIsTakenOnce() {
        assertEquals(0, run("vm", "start", "100", "web-01", "100-101", "100"), terminal.err());
        assertEquals(2, connector.calls().size());
    }

    @Test
    void oneGuestIsTheUsualCall() {
        assertEquals(0, run("vm", "start", "100", "-o", "json"));
        assertEquals(Map.of("vmid", "100"), connector.call().arguments());
        assertTrue(terminal.out().startsWith("{"), terminal.out());
    }

    @Test
    void exitCodeSaysWhetherSomeOrAllFailed() {
        failing(Map.of("100", FailureKind.PERMISSION_DENIED));
        assertEquals(FailureKind.PARTIAL.exitCode(), run("vm", "start", "100", "101"));
        failing(Map.of("100", FailureKind.PERMISSION_DENIED, "101", FailureKind.PERMISSION_DENIED));
        assertEquals(FailureKind.PERMISSION_DENIED.exitCode(), run("vm", "start", "100", "101"));
        failing(Map.of("100", FailureKind.PERMISSION_DENIED, "101", FailureKind.NOT_FOUND));
        assertEquals(1, run("vm", "start", "100", "101"));
    }

    @Test
    void namesAreThoseThatAreAsWantedAndTheOthersAreErrors() {
        failing(Map.of("100", FailureKind.LOCKED));
        assertEquals(FailureKind.PARTIAL.exitCode(),
                run("vm", "start", "100", "101", "-o", "name", "-q", "--retry-locked", "0"));
        assertEquals("101\n", terminal.out());
        assertTrue(terminal.err().contains("error: web-01 (100): failed no locked"), terminal.err());
    }

    @Test
    void failFastReportsWhatWasNotStarted() {
        failing(Map.of("100", FailureKind.NOT_FOUND));
        assertEquals(FailureKind.NOT_FOUND.exitCode(), run("vm", "start", "100", "101", "--fail-fast", "--parallel",
                "1"));
        assertEquals(1, connector.calls().size());
        assertTrue(terminal.out().contains("web-02  101   pve2  not started"), terminal.out());
        assertTrue(terminal.err().contains("1 failed, 1 not started"), terminal.err());
    }

    @Test
    void tableAndLinesForPeople() {
        connector.answering(new ToolResult.Task(Map.of("upid", FakeConnector.UPID), true));
        failing(Map.of("101", FailureKind.NOT_FOUND));
        assertEquals(10, run("vm", "start", "100-101"));
        String rounded = terminal.out().replaceAll("0\\.\\d", "0.0");
        assertEquals("""
                     GUEST   VMID  NODE  STATUS  SECONDS  RESULT
                     web-01  100   pve1  done    0.0      %s
                     web-02  101   pve2  failed  0.0      no not_found
                     """.formatted(FakeConnector.UPID), rounded);
        assertTrue(terminal.err().contains("web-01 (100): done in "), terminal.err());
        assertTrue(terminal.err().contains("web-02 (101): failed after "), terminal.err());
        assertTrue(terminal.err().endsWith("1 done, 1 failed\n"), terminal.err());
    }

    @Test
    void jsonHasTheStructuresOfSingleCalls() {
        failing(Map.of("101", FailureKind.NOT_FOUND));
        assertEquals(10, run("vm", "start", "100-101", "-o", "jsonl", "-q"));
        String rounded = terminal.out().replaceAll("\"seconds\":[0-9.]+", "\"seconds\":0");
        assertEquals(
                """
                {"target":{"type":"qemu","vmid":100,"name":"web-01","node":"pve1"},"ok":true,"seconds":0,"result":\
                {"data":null,"target":{"type":"qemu","vmid":100,"name":"web-01","node":"pve1"}}}
                {"target":{"type":"qemu","vmid":101,"name":"web-02","node":"pve2"},"ok":false,"seconds":0,"failure":\
                {"error":"no not_found","category":"not_found","code":"not_found","guidance":"","retryable":false}}
                """, rounded);
        assertEquals("", terminal.err());
    }

    @Test
    void watchedProgressIsATableThatGoesAway() {
        terminal.answering();
        assertEquals(0, run("vm", "start", "100-101"));
        assertTrue(terminal.err().startsWith("web-01 (100)  pve1  running"), terminal.err());
        assertTrue(terminal.err().contains("\u001b[J2 done\n"), terminal.err());
    }

    @Test
    void destructionIsAskedForOnceWithTheNumber() {
        terminal.answering("yes");
        assertEquals(11, run("vm", "delete", "100-101"));
        assertFalse(connector.wasCalled());
        terminal.answering("2");
        assertEquals(0, run("vm", "delete", "100-101"), terminal.err());
        assertEquals(2, connector.calls().size());
        assertEquals(2, terminal.err().split("Type the number of guests, 2, to go on: ", -1).length - 1);
        assertTrue(terminal.err().contains("  web-02 (101) on pve2, stopped: DELETE /nodes/pve1/qemu/100\n"),
                terminal.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm delete 100-101", "vm start --all"})
    void withoutATerminalNothingIsAskedOrDone(String line) {
        assertEquals(11, run(line.split(" ")));
        assertTrue(terminal.err().contains("--yes does it without asking"), terminal.err());
        assertFalse(connector.wasCalled());
        assertEquals(0, run((line + " --yes").split(" ")), terminal.err());
        assertEquals(2, connector.calls().size());
    }

    @Test
    void selectorAloneNeedsNoQuestionWhereNothingIsDestroyed() {
        assertEquals(0, run("vm", "start", "--selector", "status=stopped"));
        assertEquals(2, connector.calls().size());
    }

    @Test
    void dryRunPlansAll() {
        assertEquals(0, run("vm", "delete", "100-101", "--dry-run"));
        assertFalse(connector.wasCalled());
        assertEquals(2, terminal.out().split("DELETE /nodes/pve1/qemu/100", -1).length - 1, terminal.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm start 100 --parallel 0", "vm start 100 --parallel 65", "vm start 100 --parallel x",
            "vm start --all --selector a=b", "vm start 100 --all", "vm start 100 --selector a=b", "vm start 101-100",
            "vm start 100 --retry-locked -1",
            "vm start --parallel 2", "vm start 100 --per-storage 1"})
    void nonsenseIsRefusedBeforeAnythingIsDone(String line) {
        assertEquals(2, run(line.split(" ")), terminal.err());
        assertFalse(connector.wasCalled());
    }

    @Test
    void namedAndChosenGuestsAreNoUnion() {
        assertEquals(2, run("vm", "delete", "100", "--all", "--yes"));
        assertTrue(terminal.err().contains("guests are named, and chosen by --all as well"), terminal.err());
        assertFalse(connector.wasCalled());
    }

    @Test
    void whereOnlyIdsAreWrittenErrorsTellWhatFailed() {
        failing(Map.of("101", FailureKind.NOT_FOUND));
        assertEquals(10, run("vm", "start", "100-101", "-o", "name", "-q"));
        assertEquals("100\n", terminal.out());
        assertEquals("error: web-02 (101): failed no not_found\n", terminal.err());
    }

    @Test
    void taskThatGoesOnIsNamed() {
        connector.failingWhere(call -> Optional.of(new Cancellation("Cancelled; the task goes on", "",
                Map.of("upid", FakeConnector.UPID))));
        assertEquals(130, run("vm", "start", "100", "101"));
        assertTrue(terminal.out().contains("Cancelled; the task goes on (" + FakeConnector.UPID + ")"), terminal.out());
    }

    @Test
    void mistakeShowsWhereItIs() {
        connector.failingWhere(call -> {
            throw new IllegalStateException("oops");
        });
        assertEquals(1, run("vm", "start", "100", "101"));
        assertFalse(terminal.err().contains("\tat "), terminal.err());
        assertEquals(1, run("vm", "start", "100", "101", "--debug"));
        assertTrue(terminal.err().contains("IllegalStateException: oops\n\t\tat "), terminal.err());
    }
}
