package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.cluster.EngineConnector;
import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.lxc.LxcToolset;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several guests with the real tools, engine and client over TLS. */
class SeveralSimulatedGuestsTest {
    private static final Catalog CATALOG = Catalog.of(List.of(new VmToolset(), new LxcToolset()));

    @AutoClose
    private final Simulator simulator = Simulator.builder().nodeCount(3).empty().start();
    private final FakeTerminal terminal = new FakeTerminal();
    private final Map<String, String> environment = Map.of(
            "PROXMOX_HOST", simulator.hosts().get(0),
            "PROXMOX_TOKEN_ID", simulator.adminTokenId(),
            "PROXMOX_TOKEN_SECRET", simulator.adminTokenSecret(),
            "PROXMOX_FINGERPRINT", String.join(",", simulator.fingerprints()));

    @TempDir
    private Path configuration;

    @BeforeEach
    void addGuests() {
        simulator.state().addVirtualMachine(100, "pve1", "web-01").addVirtualMachine(101, "pve2", "web-02")
                .addVirtualMachine(102, "pve3", "db-01").addVirtualMachine(103, "pve3", "golden")
                .addContainer(200, "pve1", "proxy").set(100, "tags", "web;prod").set(101, "tags", "web")
                .set(103, "template", 1);
    }

    private int run(String... arguments) {
        EngineConnector connector = new EngineConnector(
                flags -> new SettingsSources(flags, environment, configuration), terminal);
        return new Cli(() -> CATALOG, connector, terminal).run(Arrays.asList(arguments));
    }

    private long listed() {
        return simulator.requests().stream().filter(request -> request.path().endsWith("/cluster/resources")).count();
    }

    private void turnOn(int... vmids) {
        Arrays.stream(vmids).forEach(vmid -> simulator.state().power(vmid, true));
    }

    @Test
    void partialFailureIsToldGuestByGuest() {
        turnOn(100);
        assertEquals(10, run("vm", "start", "web-01", "101", "102"), terminal.err());
        assertTrue(simulator.state().isRunning(101) && simulator.state().isRunning(102));
        List<String> rows = terminal.out().lines().toList();
        assertTrue(
                rows.get(1).matches(
                        "web-01 +100 +pve1 +failed .*VM 100 already running \\(UPID:pve1:.*:qmstart:100:.*\\)"),
                terminal.out());
        assertTrue(rows.get(2).matches("web-02 +101 +pve2 +done .*UPID:pve2:.*:qmstart:101:.*"), terminal.out());
        assertTrue(rows.get(3).matches("db-01 +102 +pve3 +done .*UPID:pve3:.*:qmstart:102:.*"), terminal.out());
        assertTrue(terminal.err().contains("2 done, 1 failed\n"), terminal.err());
    }

    private List<String> notes(String... command) {
        assertNotEquals(0, run(command));
        return terminal.err().lines().filter(line -> line.startsWith("note: ")).toList();
    }

    @Test
    void aFailureIsToldOnceAndItsHintForAllThatItHelps() {
        turnOn(100, 101, 102);
        assertEquals(List.of("note: web-01 (100): Stop it first: 'proxmox vm shutdown 100' or 'proxmox vm stop 100'.",
                "note: web-02 (101): Stop it first: 'proxmox vm shutdown 101' or 'proxmox vm stop 101'."),
                notes("vm", "delete", "100", "101", "--yes"));
        assertTrue(terminal.err().contains("web-01 (100): failed after "), terminal.err());
        assertFalse(terminal.err().contains("is running - destroy failed"), terminal.err());
        assertTrue(terminal.out().contains("VM 100 is running - destroy failed"), terminal.out());
    }

    @Test
    void aHintThatHelpsSeveralIsGivenOnce() {
        turnOn(100, 101);
        assertEquals(List.of("note: web-01 (100), web-02 (101): The guest agent must be installed and running in the "
                + "guest and enabled in its options (agent=1); right after a start it needs a while."),
                notes("vm", "agent", "ping", "100", "101"));
    }

    @Test
    void whatIsWrongWithAnArgumentIsSaidInTheReport() {
        notes("vm", "update", "100", "101", "--set", "cpulimit=many");
        assertTrue(terminal.out().contains("cpulimit: "), terminal.out());
    }

    @Test
    void selectorChoosesWithOneLookAtTheList() {
        assertEquals(0, run("vm", "start", "--selector", "status=stopped,tags~web"), terminal.err());
        assertTrue(simulator.state().isRunning(100) && simulator.state().isRunning(101));
        assertFalse(simulator.state().isRunning(102));
        assertEquals(1, listed());
    }

    @Test
    void nodeNarrowsAndTemplatesAreLeftOut() {
        assertEquals(0, run("vm", "start", "--all", "--node", "pve3", "--yes"), terminal.err());
        assertTrue(simulator.state().isRunning(102));
        assertFalse(terminal.out().contains("golden"), terminal.out());
        assertEquals(0, run("vm", "config", "--selector", "template=1"), terminal.err());
        assertTrue(terminal.out().contains("golden (103) on pve3:"), terminal.out());
    }

    @Test
    void whatIsNotThereStopsAllBeforeAnythingIsDone() {
        assertEquals(5, run("vm", "start", "web-01", "nobody"));
        assertEquals(5, run("vm", "start", "web-01", "200"));
        assertTrue(terminal.err().contains("200 is a container, not a VM\n'proxmox lxc list' lists every container."),
                terminal.err());
        assertEquals(5, run("vm", "start", "--selector", "tags~nothing"));
        assertTrue(terminal.err().contains("No VM matches tags~nothing; nothing was done"), terminal.err());
        assertEquals(5, run("vm", "start", "500-600"));
        assertEquals(2, run("vm", "start", "--selector", "tag~web"));
        assertTrue(terminal.err().contains("--selector: no guest has the field 'tag'; did you mean tags"),
                terminal.err());
        assertEquals(0, simulator.writes());
    }

    @Test
    void lockThatIsReleasedIsWaitedFor() {
        simulator.state().lock(100, "backup");
        terminal.heardBy(text -> {
            if (text.contains("web-01 (100): locked, will be tried again")) {
                simulator.state().unlock(100);
            }
        });
        assertEquals(0, run("vm", "start", "100", "101"), terminal.err());
        assertTrue(simulator.state().isRunning(100));
    }

    @Test
    void lockIsAFailureAtOnceWhereNobodyWaits() {
        simulator.state().lock(100, "backup");
        assertEquals(6, run("vm", "start", "100", "--retry-locked", "0"), terminal.err());
        assertFalse(terminal.err().contains("tried again"), terminal.err());
    }

    @Test
    void failFastFinishesWhatRunsAndStartsNoMore() {
        simulator.tasks().nextFails("qmstart", "no space left");
        assertEquals(8, run("vm", "start", "100-102", "--parallel", "1", "--fail-fast"), terminal.err());
        assertEquals(1, simulator.writes());
        assertTrue(terminal.out().contains("Not started, because of --fail-fast: web-01 (100) failed"),
                terminal.out());
    }

    @Test
    void destructionIsConfirmedOnceForAll() {
        turnOn(100, 101);
        assertEquals(11, run("vm", "stop", "100", "101"));
        terminal.answering("3");
        assertEquals(11, run("vm", "stop", "100", "101"));
        assertEquals(0, simulator.writes());
        terminal.answering("2");
        assertEquals(0, run("vm", "stop", "100", "101"), terminal.err());
        assertFalse(simulator.state().isRunning(100) || simulator.state().isRunning(101));
        assertTrue(terminal.err().contains("  web-02 (101) on pve2, running: POST /nodes/pve2/qemu/101/status/stop\n"),
                terminal.err());
    }

    @Test
    void whatChangedSinceTheQuestionIsLeftAlone() {
        turnOn(100, 101);
        terminal.answering("2").heardBy(text -> {
            if (text.startsWith("Type the number")) {
                simulator.state().power(101, false);
            }
        });
        assertEquals(10, run("vm", "stop", "100-101", "-o", "jsonl"));
        assertFalse(simulator.state().isRunning(100));
        assertEquals(1, simulator.writes());
        assertTrue(terminal.out().contains("\"code\":\"changed_meanwhile\""), terminal.out());
    }

    @Test
    void lockThatWasSeenAndIsReleasedHindersNothing() {
        turnOn(100, 101);
        simulator.state().lock(100, "backup");
        terminal.answering("2").heardBy(text -> {
            if (text.contains("locked, waiting")) {
                simulator.state().unlock(100);
            }
        });
        assertEquals(0, run("vm", "stop", "100", "101"), terminal.err() + terminal.out());
        assertTrue(terminal.err().contains("web-01 (100) on pve1, running, locked (backup): POST"), terminal.err());
        assertFalse(simulator.state().isRunning(100));
    }

    @Test
    void withYesNothingIsAsked() {
        assertEquals(0, run("vm", "delete", "--selector", "tags~web", "--yes"), terminal.err());
        assertEquals(2, simulator.writes());
    }

    @Test
    void warningsCountWhereTheyAreAskedFor() {
        simulator.tasks().nextWarns("qmstart", "old machine version");
        assertEquals(9, run("vm", "start", "100", "101", "--warnings-as-errors"), terminal.err());
    }

    @Test
    void guestsAreTheirNamesWhereTheAnswerHasNone() {
        simulator.state().addContainer(201, "pve2", "cache");
        assertEquals(0, run("lxc", "update", "200", "201", "--memory", "512", "-o", "name"), terminal.err());
        assertEquals("200\n201\n", terminal.out());
    }

    @Test
    void asyncListsTheTasks() {
        assertEquals(0, run("vm", "start", "100", "101", "--async"), terminal.err());
        assertTrue(terminal.out().matches("(?s).*web-01 +100 +pve1 +running .*UPID:pve1:.*UPID:pve2:.*"),
                terminal.out());
    }

    @Test
    void dryRunPlansAllAndWritesNothing() {
        assertEquals(0, run("vm", "delete", "100-102", "--dry-run", "-o", "json"), terminal.err());
        assertEquals(3, terminal.out().split("\"method\" : \"DELETE\"", -1).length - 1, terminal.out());
        assertEquals(0, simulator.writes());
    }
}
