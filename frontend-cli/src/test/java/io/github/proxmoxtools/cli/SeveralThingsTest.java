package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.tools.spi.FailureKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands about several things that are no guests: the same call for each, one after the other. */
class SeveralThingsTest {
    private final SimulatedCommands commands = new SimulatedCommands();

    @AfterEach
    void close() {
        commands.close();
    }

    private List<String> sent(String method) {
        return commands.simulator.requests().stream().filter(request -> request.method().equals(method))
                .map(RecordedRequest::path)
                .map(path -> path.substring("/api2/json".length()).replace("%40", "@")).toList();
    }

    @Test
    void eachIsACallOfItsOwnInTheOrderInWhichTheyWereGiven() {
        assertEquals(0, commands.run("user", "delete", "bob@pve", "alice@pve", "bob@pve", "--yes"), commands.err());
        assertEquals(List.of("/access/users/bob@pve", "/access/users/alice@pve"), sent("DELETE"));
        assertTrue(commands.out().startsWith("USERID     STATUS  SECONDS  RESULT\nbob@pve    done"), commands.out());
        assertTrue(commands.err().endsWith("2 done\n"), commands.err());
    }

    @Test
    void allAreNamedInTheQuestionAndTheirNumberWantsToBeTyped() {
        FakeTerminal terminal = new FakeTerminal().answering("yes");
        assertEquals(FailureKind.REFUSED.exitCode(),
                commands.runOn(terminal, "storage", "delete", "nfs-backup", "local-lvm"));
        assertTrue(terminal.err().startsWith("Delete Storage, 2 calls:\n  nfs-backup: DELETE /storage/nfs-backup\n"),
                terminal.err());
        assertTrue(terminal.err().contains("\n  local-lvm: DELETE /storage/local-lvm\n"), terminal.err());
        assertTrue(terminal.err().contains("Type the number of calls, 2, to go on: "), terminal.err());
        assertEquals(List.of(), sent("DELETE"));
        assertEquals(0, commands.runOn(new FakeTerminal().answering("2"), "storage", "delete", "nfs-backup",
                "local-lvm"), commands.err());
        assertEquals(2, sent("DELETE").size());
    }

    @Test
    void withoutATerminalNothingIsDone() {
        assertEquals(FailureKind.REFUSED.exitCode(), commands.run("storage", "delete", "nfs-backup", "local-lvm"));
        assertTrue(commands.err().contains("This destroys or interrupts something, with 2 calls, and there is no "
                + "terminal"), commands.err());
        assertEquals(0, commands.simulator.writes());
    }

    @Test
    void whatFailsIsToldBesideWhatIsDone() {
        assertEquals(FailureKind.PARTIAL.exitCode(),
                commands.run("user", "delete", "nobody@pve", "alice@pve", "--yes", "-o", "jsonl"));
        List<String> lines = commands.out().lines().toList();
        assertTrue(lines.get(0).startsWith("{\"target\":{\"userid\":\"nobody@pve\"},\"ok\":false,"), commands.out());
        assertTrue(lines.get(1).startsWith("{\"target\":{\"userid\":\"alice@pve\"},\"ok\":true,"), commands.out());
        assertEquals(FailureKind.NOT_FOUND.exitCode(),
                commands.run("user", "delete", "nobody@pve", "no-one@pve", "--yes"), commands.err());
        assertEquals(FailureKind.PARTIAL.exitCode(),
                commands.run("user", "delete", "bob@pve", "nobody@pve", "-yq", "-o", "name"));
        assertEquals("bob@pve\n", commands.out());
    }

    @Test
    void noneIsBegunAfterAFailureWhereThatIsAskedFor() {
        commands.simulator.faults().always("DELETE", "/access/users/*", Fault.status(500, "no more"));
        assertEquals(1, commands.run("user", "delete", "bob@pve", "alice@pve", "--yes", "--fail-fast"));
        assertEquals(1, sent("DELETE").size());
        assertTrue(commands.out().contains("alice@pve  not started"), commands.out());
    }

    @Test
    void aPlanIsMadeForEach() {
        assertEquals(0, commands.run("pool", "delete", "development", "production", "--dry-run"), commands.err());
        assertTrue(commands.out().contains("development:\n") && commands.out().contains("\nproduction:\n"),
                commands.out());
        assertEquals(0, commands.simulator.writes());
    }

    @Test
    void readingAnswersBelowTheIdOfEach() {
        assertEquals(0, commands.run("storage", "show", "local", "local-lvm"), commands.err());
        assertTrue(commands.out().startsWith("local:\n") && commands.out().contains("\n\nlocal-lvm:\n"),
                commands.out());
        assertEquals(2, commands.run("storage", "show", "local", "local-lvm", "--watch"));
    }

    @Test
    void onlyTheLastOfSeveralArgumentsIsRepeated() {
        assertEquals(0, commands.run("token", "create", "alice@pve", "one", "two"), commands.err());
        assertEquals(0, commands.run("token", "delete", "alice@pve", "one", "two", "--yes"), commands.err());
        assertEquals(List.of("/access/users/alice@pve/token/one", "/access/users/alice@pve/token/two"),
                sent("DELETE"));
    }

    @Test
    void aPlaceInAListIsNotRepeatedBecauseItMovesWithTheFirst() {
        assertEquals(2, commands.run("firewall", "rule", "delete", "0", "1", "--yes"));
        assertEquals(0, commands.simulator.writes());
    }

    @Test
    void snapshotsOfOneGuestAreDeletedOneAfterTheOther() {
        assertEquals(0, commands.run("vm", "snapshot", "create", "web-01", "--snapname", "one"), commands.err());
        assertEquals(0, commands.run("vm", "snapshot", "create", "web-01", "--snapname", "two"), commands.err());
        FakeTerminal terminal = new FakeTerminal().answering("2");
        assertEquals(0, commands.runOn(terminal, "vm", "snapshot", "delete", "web-01", "--snapname", "one",
                "--snapname", "two"), terminal.err());
        assertTrue(terminal.err().contains("  one, running: DELETE /nodes/pve1/qemu/100/snapshot/one\n"),
                terminal.err());
        assertEquals(2, sent("DELETE").size());
        assertTrue(commands.out().contains("SNAPNAME"), commands.out());
    }

    @Test
    void whatIsAnotherThingByThenIsLeftAlone() {
        FakeTerminal terminal = new FakeTerminal().answering("2").heardBy(text -> {
            if (text.startsWith("Type the number")) {
                assertEquals(0, commands.elsewhere("api", "put", "/access/users/alice@pve", "-d",
                        "email=other@example.test", "--yes"));
            }
        });
        assertEquals(FailureKind.PARTIAL.exitCode(),
                commands.runOn(terminal, "user", "delete", "bob@pve", "alice@pve"), terminal.err());
        assertEquals(List.of("/access/users/bob@pve"), sent("DELETE"));
        assertTrue(terminal.err().contains("changed_meanwhile"), terminal.err());
    }

    @Test
    void severalSnapshotsOfSeveralGuestsAreTooMuch() {
        assertEquals(2, commands.run("vm", "snapshot", "delete", "web-01", "web-02", "--snapname", "one",
                "--snapname", "two", "--yes"));
        assertEquals(0, commands.simulator.writes());
    }

    @Test
    void guestsOfEitherKindAreBackedUpEachByATaskOfItsOwn() {
        assertEquals(0, commands.run("backup", "run", "web-01", "200", "--storage", "local", "--per-storage", "1", "-o",
                "jsonl"), commands.err());
        List<String> lines = commands.out().lines().toList();
        assertTrue(lines.get(0).startsWith("{\"target\":{\"type\":\"qemu\",\"vmid\":100,"), commands.out());
        assertTrue(lines.get(1).startsWith("{\"target\":{\"type\":\"lxc\",\"vmid\":200,"), commands.out());
        assertEquals(List.of("/nodes/pve1/vzdump", "/nodes/pve1/vzdump"), sent("POST"));
    }

    @Test
    void guestsToBackUpAreChosenByWhatTheyAreLike() {
        assertEquals(0, commands.run("backup", "run", "--selector", "node=pve2,status=running", "--storage", "local",
                "-o", "name"), commands.err());
        assertEquals("101\n201\n203\n".lines().sorted().toList(), commands.out().lines().sorted().toList());
        assertEquals(5, commands.run("backup", "run", "--selector", "name=nobody", "--storage", "local"));
        assertTrue(commands.err().contains("No guest matches name=nobody"), commands.err());
    }

    @Test
    void oneGuestToBackUpIsTheUsualCall() {
        assertEquals(0, commands.run("backup", "run", "web-01", "--storage", "local", "-o", "json"), commands.err());
        assertTrue(commands.out().startsWith("{"), commands.out());
        assertEquals(0, commands.run("backup", "run", "--vmid", "100", "--storage", "local"), commands.err());
        assertEquals(2, commands.run("backup", "run", "web-01", "--vmid", "100", "--storage", "local"));
        assertTrue(commands.err().contains("by --vmid as well"), commands.err());
        assertEquals(2, commands.run("backup", "run", "--storage", "local"));
        assertEquals(2, sent("POST").size());
    }

    @Test
    void aNumberBehindWatchIsNoGuest() {
        for (String command : List.of("vm status --watch 5", "node status --watch 5")) {
            assertEquals(2, commands.run(command.split(" ")), command);
            assertTrue(commands.err().contains("write --watch=5"), commands.err());
        }
        assertEquals(List.of(), commands.simulator.requests());
    }

    @Test
    void whatBecameOfEachIsColoured() {
        assertEquals(FailureKind.PARTIAL.exitCode(),
                commands.run("user", "delete", "nobody@pve", "alice@pve", "-yq", "--color=always"));
        assertTrue(commands.out().startsWith("\u001b[1mUSERID\u001b[0m"), commands.out());
        assertTrue(commands.out().contains("nobody@pve  \u001b[31mfailed\u001b[0m"), commands.out());
        assertEquals(0, commands.run("version", "--color=always"));
        assertTrue(commands.out().startsWith("\u001b[1mWHAT\u001b[0m"), commands.out());
    }
}
