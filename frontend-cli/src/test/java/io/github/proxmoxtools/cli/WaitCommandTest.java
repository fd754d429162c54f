package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.SimulatorState;
import io.github.proxmoxtools.tools.engine.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class WaitCommandTest {
    private static final String MISSING_TASK = "UPID:pve1:0000C530:001C9BEC:6B035000:qmstart:100:root@pam:";

    @AutoClose
    private final Workbench bench = Workbench.connected();
    private final FakeTerminal terminal = bench.terminal;

    private SimulatorState cluster() {
        return bench.simulator.state();
    }

    /** Starts a task that does not end by itself, and gives its UPID. */
    private String endlessStart(int vmid) {
        bench.simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        assertEquals(0, bench.run("vm", "start", Integer.toString(vmid), "--async", "-q"), terminal.err());
        return terminal.out().lines().filter(line -> line.startsWith("UPID:")).findFirst().orElseThrow();
    }

    private Map<?, ?> found() {
        return (Map<?, ?>) ((List<?>) JsonText.parse(terminal.out())).getFirst();
    }

    @Test
    void guestIsWaitedForUntilItRuns() {
        terminal.meanwhile(() -> {
        }, () -> cluster().power(103, true));
        assertEquals(0, bench.run("wait", "db-02", "--for", "status=running"), terminal.err());
        assertEquals("VMID  NAME   TYPE  NODE  STATUS\n103   db-02  qemu  pve2  running\n", terminal.out());
        assertEquals("waiting for VM 103 (db-02) on pve2: status=running (is stopped)\n", terminal.err(),
                "said once, not with each look");
    }

    @Test
    void whatHoldsAlreadyIsNotWaitedFor() {
        assertEquals(0, bench.run("wait", "web-01", "--for", "status=running,unlocked", "--for", "task"));
        assertEquals("", terminal.err());
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void severalGuestsAreAllWaitedFor() {
        terminal.meanwhile(() -> cluster().power(103, true), () -> cluster().power(100, false),
                () -> cluster().power(100, true));
        cluster().power(100, false);
        assertEquals(0, bench.run("wait", "103", "100", "--for", "status=running", "-q", "-o", "jsonl"));
        assertEquals(2, terminal.out().lines().count(), terminal.out());
        assertTrue(terminal.out().startsWith("{\"vmid\":103,"), terminal.out());
    }

    @Test
    void timeIsOverWithWhatItWasAtLast() {
        terminal.resting(1000);
        assertEquals(7, bench.run("wait", "103", "--for", "status=running", "--for", "unlocked", "--timeout", "60"));
        assertTrue(terminal.err().contains(
                "error: Not reached within 1m: VM 103 (db-02) on pve2: status=running (is stopped)\n"), terminal.err());
        assertEquals("", terminal.out());
        assertEquals(Duration.ofSeconds(60), terminal.pace().elapsed(),
                "the last pause is cut to the time that is left");
        long looks = bench.simulator.requests().stream()
                .filter(request -> request.path().endsWith("/status/current")).count();
        assertTrue(looks > 15 && looks < 30, looks + " looks in a minute");
    }

    @Test
    void timeoutOfZeroLooksOnce() {
        assertEquals(7, bench.run("wait", "103", "--for", "status=running", "--timeout", "0", "-o", "json", "-q"));
        assertEquals("timeout", ((Map<?, ?>) JsonText.parse(terminal.err())).get("code"));
    }

    @Test
    void addressesOfAMachineAreToldByItsAgent() {
        cluster().agent(100, false);
        terminal.meanwhile(() -> cluster().agent(100, true));
        assertEquals(0, bench.run("wait", "web-01", "--for", "agent", "--for", "ip", "-o", "json"), terminal.err());
        List<?> addresses = (List<?>) found().get("addresses");
        assertFalse(addresses.isEmpty());
        assertFalse(addresses.contains("127.0.0.1"), addresses.toString());
        assertTrue(terminal.err().contains("agent (the guest agent does not answer), ip (the guest agent does not "),
                terminal.err());
    }

    @Test
    void addressesOfAContainerAreToldByItsNode() {
        cluster().power(200, false);
        terminal.meanwhile(() -> cluster().power(200, true));
        assertEquals(0, bench.run("wait", "200", "--for", "ip", "-o", "json"), terminal.err());
        List<?> addresses = (List<?>) found().get("addresses");
        assertTrue(addresses.stream().noneMatch(address -> address.toString().contains("/")), addresses.toString());
        assertFalse(addresses.isEmpty());
        assertEquals("lxc", found().get("type"));
    }

    @Test
    void whatCanNeverHoldIsRefused() {
        assertEquals(2, bench.run("wait", "200", "--for", "agent"));
        assertTrue(terminal.err().contains("a guest agent runs in VMs only"), terminal.err());
        cluster().set(100, "agent", "0");
        assertEquals(2, bench.run("wait", "100", "--for", "ip"));
        assertTrue(terminal.err().contains("has no guest agent enabled"), terminal.err());
    }

    @Test
    void lockIsWaitedFor() {
        cluster().lock(100, "backup");
        terminal.meanwhile(() -> cluster().unlock(100));
        assertEquals(0, bench.run("wait", "100", "--for", "unlocked"));
        assertTrue(terminal.err().contains("unlocked (locked: backup)"), terminal.err());
    }

    @Test
    void tasksOfAGuestAreWaitedFor() {
        endlessStart(103);
        terminal.meanwhile(() -> bench.simulator.clock().advance(Duration.ofHours(2)));
        assertEquals(0, bench.run("wait", "103", "--for", "task"), terminal.err());
        assertTrue(terminal.err().contains("task (runs: qmstart)"), terminal.err());
    }

    @Test
    void taskIsWaitedForToItsEnd() {
        String upid = endlessStart(103);
        terminal.meanwhile(() -> bench.simulator.clock().advance(Duration.ofHours(2)));
        assertEquals(0, bench.run("wait", upid), terminal.err());
        assertTrue(terminal.out().contains("qmstart  103  pve2  stopped  OK"), terminal.out());
    }

    @Test
    void failedTaskHasItsOwnExitCode() {
        bench.simulator.tasks().nextFails("qmstart", "no space left");
        String upid = endlessStart(103);
        bench.simulator.clock().advance(Duration.ofHours(2));
        assertEquals(8, bench.run("wait", upid), terminal.err());
        assertTrue(terminal.err().contains("error: The task failed: no space left"), terminal.err());
        assertTrue(terminal.out().contains("no space left"), terminal.out());
    }

    @Test
    void whatDoesNotExistIsNotWaitedFor() {
        assertEquals(5, bench.run("wait", "nobody", "--for", "status=running"));
        assertEquals(5, bench.run("wait", "web-01", "--node", "pve2", "--for", "status=running"));
        terminal.meanwhile(() -> cluster().removeGuest(103)).resting(50);
        assertEquals(5, bench.run("wait", "103", "--for", "status=running"));
    }

    @Test
    void unknownTaskIsAFailure() {
        terminal.resting(50);
        assertTrue(bench.run("wait", MISSING_TASK) > 0);
        assertEquals("", terminal.out());
        assertEquals(2, bench.run("wait", "UPID:nonsense"));
    }

    @Test
    void passingFailureIsWaitedOut() {
        String status = "/nodes/pve2/qemu/103/status/current";
        terminal.meanwhile(() -> bench.simulator.faults().always("GET", status, Fault.status(503, "Busy")), () -> {
            bench.simulator.faults().clear();
            cluster().power(103, true);
        });
        assertEquals(0, bench.run("wait", "103", "--for", "status=running"), terminal.err());
        assertEquals(2, terminal.err().lines().count(), terminal.err());
    }

    @Test
    void interruptionEndsWaiting() {
        terminal.resting(2);
        assertEquals(130, bench.run("wait", "103", "--for", "status=running"));
    }

    @Test
    void progressOnATerminalIsALineThatGoesAway() {
        terminal.answering().meanwhile(() -> cluster().power(103, true));
        assertEquals(0, bench.run("wait", "103", "--for", "status=running"));
        assertTrue(terminal.err().contains("waiting for VM 103"), terminal.err());
        assertTrue(terminal.err().matches("(?s).*\r +\r"), terminal.err());
    }

    @ParameterizedTest
    @CsvSource({"'wait 103', --for", "'wait', GUEST", "'wait 103 --for nap', nap",
            "'wait 103 --for status=running,status=stopped', stopped", "'wait 103 --for task --timeout soon', soon",
            "'wait " + MISSING_TASK + " --for task', --for"})
    void whatIsSaidWronglyIsExplained(String line, String named) {
        assertEquals(2, bench.run(line.split(" ")));
        assertTrue(terminal.err().contains(named), terminal.err());
        assertEquals(List.of(), bench.simulator.requests());
    }

    @Test
    void yamlIsTheStructureOfJson() {
        assertEquals(0, bench.run("wait", "web-01", "--for", "ip", "-o", "yaml"), terminal.err());
        Object yaml = ((List<?>) new Load(LoadSettings.builder().build()).loadFromString(terminal.out())).getFirst();
        assertEquals(100, ((Map<?, ?>) yaml).get("vmid"));
        assertTrue(((Map<?, ?>) yaml).get("addresses") instanceof List<?>, terminal.out());
    }

    @Test
    void warningsOfATaskAreErrorsOnlyWhereThatIsSaid() {
        bench.simulator.tasks().nextWarns("qmstart", "odd");
        String upid = endlessStart(103);
        bench.simulator.clock().advance(Duration.ofHours(2));
        assertEquals(0, bench.run("wait", upid), terminal.err());
        assertEquals(9, bench.run("wait", upid, "--warnings-as-errors"), terminal.err());
    }

    @Test
    void guestsAreLookedAtSideBySide() {
        for (String guest : List.of("pve1/qemu/100", "pve2/qemu/101", "pve1/qemu/102", "pve3/qemu/104")) {
            bench.simulator.faults().always("GET", "/nodes/" + guest + "/status/current",
                    Fault.delayed(Duration.ofSeconds(1)));
        }
        long start = System.nanoTime();
        assertEquals(0, bench.run("wait", "100", "101", "102", "104", "--for", "status=running"), terminal.err());
        assertTrue(System.nanoTime() - start < Duration.ofMillis(3500).toNanos(), "not one after another");
    }

    @Test
    void timeoutEndsALookThatHangs() {
        bench.simulator.faults().always("GET", "/nodes/pve2/qemu/103/status/current", Fault.hang());
        long start = System.nanoTime();
        assertEquals(7, bench.run("wait", "103", "100", "--for", "status=running", "--timeout", "1"));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
        assertTrue(terminal.err().contains("103: no answer in time"), terminal.err());
    }
}
