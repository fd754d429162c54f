package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.tools.spi.FailureKind;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Commands about several things that are no guests: the same call for each, one after the other. */
class SeveralThingsTest {
    @AutoClose
    private final Workbench bench = Workbench.connected();

    private List<String> sent(String method) {
        return bench.simulator.requests().stream().filter(request -> request.method().equals(method))
                .map(RecordedRequest::path)
                .map(path -> path.substring("/api2/json".length()).replace("%40", "@")).toList();
    }

    @Test
    void eachIsACallOfItsOwnInTheOrderInWhichTheyWereGiven() {
        assertEquals(0, bench.runAnew("user", "delete", "bob@pve", "alice@pve", "bob@pve", "--yes"), bench.err());
        assertEquals(List.of("/access/users/bob@pve", "/access/users/alice@pve"), sent("DELETE"));
        assertTrue(bench.out().startsWith("USERID     STATUS  SECONDS  RESULT\nbob@pve    done"), bench.out());
        assertTrue(bench.err().endsWith("2 done\n"), bench.err());
    }

    @Test
    void allAreNamedInTheQuestionAndTheirNumberWantsToBeTyped() {
        FakeTerminal terminal = new FakeTerminal().answering("yes");
        assertEquals(FailureKind.REFUSED.exitCode(),
                bench.runOn(terminal, "storage", "delete", "nfs-backup", "local-lvm"));
        assertTrue(terminal.err().startsWith("Delete Storage, 2 calls:\n  nfs-backup: DELETE /storage/nfs-backup\n"),
                terminal.err());
        assertTrue(terminal.err().contains("\n  local-lvm: DELETE /storage/local-lvm\n"), terminal.err());
        assertTrue(terminal.err().contains("Type the number of calls, 2, to go on: "), terminal.err());
        assertEquals(List.of(), sent("DELETE"));
        assertEquals(0, bench.runOn(new FakeTerminal().answering("2"), "storage", "delete", "nfs-backup",
                "local-lvm"), bench.err());
        assertEquals(2, sent("DELETE").size());
    }

    @Test
    void withoutATerminalNothingIsDone() {
        assertEquals(FailureKind.REFUSED.exitCode(), bench.runAnew("storage", "delete", "nfs-backup", "local-lvm"));
        assertTrue(bench.err().contains("This destroys or interrupts something, with 2 calls, and there is no "
                + "terminal"), bench.err());
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void whatFailsIsToldBesideWhatIsDone() {
        assertEquals(FailureKind.PARTIAL.exitCode(),
                bench.runAnew("user", "delete", "nobody@pve", "alice@pve", "--yes", "-o", "jsonl"));
        List<String> lines = bench.out().lines().toList();
        assertTrue(lines.get(0).startsWith("{\"target\":{\"userid\":\"nobody@pve\"},\"ok\":false,"), bench.out());
        assertTrue(lines.get(1).startsWith("{\"target\":{\"userid\":\"alice@pve\"},\"ok\":true,"), bench.out());
        assertEquals(FailureKind.NOT_FOUND.exitCode(),
                bench.runAnew("user", "delete", "nobody@pve", "no-one@pve", "--yes"), bench.err());
        assertEquals(FailureKind.PARTIAL.exitCode(),
                bench.runAnew("user", "delete", "bob@pve", "nobody@pve", "-yq", "-o", "name"));
        assertEquals("bob@pve\n", bench.out());
    }

    @Test
    void noneIsBegunAfterAFailureWhereThatIsAskedFor() {
        bench.simulator.faults().always("DELETE", "/access/users/*", Fault.status(500, "no more"));
        assertEquals(1, bench.runAnew("user", "delete", "bob@pve", "alice@pve", "--yes", "--fail-fast"));
        assertEquals(1, sent("DELETE").size());
        assertTrue(bench.out().contains("alice@pve  not started"), bench.out());
    }

    @Test
    void aPlanIsMadeForEach() {
        assertEquals(0, bench.runAnew("pool", "delete", "development", "production", "--dry-run"), bench.err());
        assertTrue(bench.out().contains("development:\n") && bench.out().contains("\nproduction:\n"),
                bench.out());
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void readingAnswersBelowTheIdOfEach() {
        assertEquals(0, bench.runAnew("storage", "show", "local", "local-lvm"), bench.err());
        assertTrue(bench.out().startsWith("local:\n") && bench.out().contains("\n\nlocal-lvm:\n"),
                bench.out());
        assertEquals(2, bench.runAnew("storage", "show", "local", "local-lvm", "--watch"));
    }

    @Test
    void onlyTheLastOfSeveralArgumentsIsRepeated() {
        assertEquals(0, bench.runAnew("token", "create", "alice@pve", "one", "two"), bench.err());
        assertEquals(0, bench.runAnew("token", "delete", "alice@pve", "one", "two", "--yes"), bench.err());
        assertEquals(List.of("/access/users/alice@pve/token/one", "/access/users/alice@pve/token/two"),
                sent("DELETE"));
    }

    @Test
    void aPlaceInAListIsNotRepeatedBecauseItMovesWithTheFirst() {
        assertEquals(2, bench.runAnew("firewall", "rule", "delete", "0", "1", "--yes"));
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void snapshotsOfOneGuestAreDeletedOneAfterTheOther() {
        assertEquals(0, bench.runAnew("vm", "snapshot", "create", "web-01", "--snapname", "one"), bench.err());
        assertEquals(0, bench.runAnew("vm", "snapshot", "create", "web-01", "--snapname", "two"), bench.err());
        FakeTerminal terminal = new FakeTerminal().answering("2");
        assertEquals(0, bench.runOn(terminal, "vm", "snapshot", "delete", "web-01", "--snapname", "one",
                "--snapname", "two"), terminal.err());
        assertTrue(terminal.err().contains("Machine, VM 100 (web-01) on pve1, 2 calls:\n"), terminal.err());
        assertTrue(terminal.err().contains("  one, running: DELETE /nodes/pve1/qemu/100/snapshot/one\n"),
                terminal.err());
        assertEquals(2, sent("DELETE").size());
        assertTrue(bench.out().contains("SNAPNAME"), bench.out());
    }

    @Test
    void whatIsAnotherThingByThenIsLeftAlone() {
        FakeTerminal terminal = new FakeTerminal().answering("2").heardBy(text -> {
            if (text.startsWith("Type the number")) {
                assertEquals(0, bench.elsewhere("api", "put", "/access/users/alice@pve", "-d",
                        "email=other@example.test", "--yes"));
            }
        });
        assertEquals(FailureKind.PARTIAL.exitCode(),
                bench.runOn(terminal, "user", "delete", "bob@pve", "alice@pve"), terminal.err());
        assertEquals(List.of("/access/users/bob@pve"), sent("DELETE"));
        assertTrue(terminal.err().contains("note: alice@pve: Look at it again, and confirm it anew."), terminal.err());
    }

    @Test
    void severalSnapshotsOfSeveralGuestsAreTooMuch() {
        assertEquals(2, bench.runAnew("vm", "snapshot", "delete", "web-01", "web-02", "--snapname", "one",
                "--snapname", "two", "--yes"));
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void guestsOfEitherKindAreBackedUpEachByATaskOfItsOwn() {
        assertEquals(0,
                bench.runAnew("backup", "run", "web-01", "200", "--storage", "local", "--per-storage", "1", "-o",
                        "jsonl"),
                bench.err());
        List<String> lines = bench.out().lines().toList();
        assertTrue(lines.get(0).startsWith("{\"target\":{\"type\":\"qemu\",\"vmid\":100,"), bench.out());
        assertTrue(lines.get(1).startsWith("{\"target\":{\"type\":\"lxc\",\"vmid\":200,"), bench.out());
        assertEquals(List.of("/nodes/pve1/vzdump", "/nodes/pve1/vzdump"), sent("POST"));
    }

    @Test
    void guestsToBackUpAreChosenByWhatTheyAreLike() {
        assertEquals(0, bench.runAnew("backup", "run", "--selector", "node=pve2,status=running", "--storage", "local",
                "-o", "name"), bench.err());
        assertEquals("101\n201\n203\n".lines().sorted().toList(), bench.out().lines().sorted().toList());
        assertEquals(5, bench.runAnew("backup", "run", "--selector", "name=nobody", "--storage", "local"));
        assertTrue(bench.err().contains("No guest matches name=nobody"), bench.err());
    }

    @Test
    void oneGuestToBackUpIsTheUsualCall() {
        assertEquals(0, bench.runAnew("backup", "run", "web-01", "--storage", "local", "-o", "json"), bench.err());
        assertTrue(bench.out().startsWith("{"), bench.out());
        assertEquals(0, bench.runAnew("backup", "run", "--vmid", "100", "--storage", "local"), bench.err());
        assertEquals(2, bench.runAnew("backup", "run", "web-01", "--vmid", "100", "--storage", "local"));
        assertTrue(bench.err().contains("by --vmid as well"), bench.err());
        assertEquals(2, bench.runAnew("backup", "run", "--storage", "local"));
        assertEquals(2, sent("POST").size());
    }

    @Test
    void aNumberBehindWatchIsNoGuest() {
        for (String command : List.of("vm status --watch 5", "node status --watch 5")) {
            assertEquals(2, bench.runAnew(command.split(" ")), command);
            assertTrue(bench.err().contains("write --watch=5"), bench.err());
        }
        assertEquals(List.of(), bench.simulator.requests());
    }

    @Test
    void whatBecameOfEachIsColoured() {
        assertEquals(FailureKind.PARTIAL.exitCode(),
                bench.runAnew("user", "delete", "nobody@pve", "alice@pve", "-yq", "--color=always"));
        assertTrue(bench.out().startsWith("\u001b[1mUSERID\u001b[0m"), bench.out());
        assertTrue(bench.out().contains("nobody@pve  \u001b[31mfailed\u001b[0m"), bench.out());
        assertEquals(0, bench.runAnew("version", "--color=always"));
        assertTrue(bench.out().startsWith("\u001b[1mWHAT\u001b[0m"), bench.out());
    }
}
