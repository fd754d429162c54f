package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.cluster.EngineConnector;
import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.tools.audit.AuditVerification;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.io.TempDir;

/** The real tools, engine and client over TLS. */
class SimulatedClusterTest {
    @TempDir
    private Path configuration;
    @AutoClose
    private Workbench bench;
    private FakeTerminal terminal;

    @BeforeEach
    void start() {
        bench = Workbench.connected(configuration);
        bench.environment.remove("PROXMOX_LEARN_MEMBERS");
        terminal = bench.terminal;
    }

    @Test
    void listsMachines() {
        assertEquals(0, bench.run("vm", "list", "--columns", "vmid,name", "--filter", "name=web-01"), terminal.err());
        assertEquals("VMID  NAME\n 100  web-01\n", terminal.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm status web-01", "lxc status dns-01"})
    void amountsOfAStatusHaveUnits(String command) {
        assertEquals(0, bench.run(command.split(" ")), terminal.err());
        assertEquals(List.of(), terminal.out().lines().filter(line -> line.matches("status\\.\\S+ +\\d{6,}")).toList());
        assertTrue(terminal.out().matches("(?s).*status\\.netin +\\S+ MiB\n.*"), terminal.out());
        assertTrue(terminal.out().matches("(?s).*config\\.memory +\\d+\n.*"), terminal.out());
    }

    @Test
    void jsonIsWhatTheEngineSays() {
        assertEquals(0, bench.run("vm", "config", "web-01", "-o", "json"), terminal.err());
        try (Session session = new EngineConnector(bench::sources, terminal).open(Workbench.CATALOG, new Globals())) {
            assertEquals(JsonText.pretty(
                    session.run(ToolCall.of("proxmox_vm_config", Map.of("vmid", "web-01"))).toMap()) + "\n",
                    terminal.out());
        }
    }

    @Test
    void startsAMachineAndWaits() {
        assertEquals(0, bench.run("vm", "start", "db-02"), terminal.err());
        assertTrue(terminal.out().contains("VM 103 (db-02) on pve2: OK"), terminal.out());
        assertTrue(terminal.err().startsWith("task started: UPID:pve2:"), terminal.err());
    }

    @Test
    void asyncOnlyStarts() {
        assertEquals(0, bench.run("vm", "start", "db-02", "--async"), terminal.err());
        assertTrue(terminal.out().contains("not finished yet\nUPID:pve2:"), terminal.out());
    }

    @Test
    void destructionIsAskedForPlannedAndDone() {
        assertEquals(11, bench.run("vm", "stop", "web-01"));
        assertEquals(0, bench.simulator.writes());
        assertEquals(0, bench.run("vm", "stop", "web-01", "--dry-run"));
        assertTrue(terminal.out().contains("POST /nodes/pve1/qemu/100/status/stop"), terminal.out());
        assertEquals(0, bench.simulator.writes());
        terminal.answering("yes");
        assertEquals(0, bench.run("vm", "stop", "web-01"), terminal.err());
        assertTrue(bench.simulator.writes() > 0);
    }

    @Test
    void changesAreWrittenToTheAuditLogWhereThereIsOne() throws IOException {
        assertEquals(0, bench.run("vm", "start", "db-02"), terminal.err());
        Path log = configuration.toRealPath().resolve("audit.jsonl");
        assertFalse(Files.exists(log));
        bench.environment.put("PROXMOX_AUDIT_LOG", log.toString());
        assertEquals(0, bench.run("vm", "stop", "web-01", "--yes"), terminal.err());
        assertEquals(0, bench.run("vm", "stop", "db-02", "--dry-run"), terminal.err());
        assertEquals(11, bench.run("vm", "stop", "db-02"));
        assertEquals(List.of("intent beforehand", "outcome", "not_sent nobody"),
                Files.readAllLines(log).stream().map(SimulatedClusterTest::wordAndWay).toList());
        assertTrue(Files.readString(log).contains("\"program\":\"proxmox "));
        assertTrue(AuditVerification.of(log).holds());
    }

    private static String wordAndWay(String line) {
        Map<?, ?> record = (Map<?, ?>) JsonText.parse(line);
        return record.get("confirmation") instanceof Map<?, ?> given
                ? record.get("record") + " " + given.get("way")
                : String.valueOf(record.get("record"));
    }

    @Test
    void anAuditLogThatCannotBeWrittenForbidsChanges() {
        bench.environment.put("PROXMOX_AUDIT_LOG", configuration.resolve("missing/audit.jsonl").toString());
        assertEquals(11, bench.run("vm", "stop", "web-01", "--yes"));
        assertTrue(terminal.err().contains("its folder does not exist"), terminal.err());
        assertEquals(0, bench.simulator.writes());
        assertEquals(0, bench.run("vm", "list"), terminal.err());
        bench.environment.put("PROXMOX_AUDIT_LOG", "audit.jsonl");
        assertEquals(2, bench.run("vm", "list"));
        assertTrue(terminal.err().contains("say an absolute path"), terminal.err());
    }

    @Test
    void callsTheApi() {
        assertEquals(0, bench.run("api", "call", "GET", "/version", "-o", "json"), terminal.err());
        assertTrue(terminal.out().contains("\"release\""), terminal.out());
    }

    @Test
    void callsTheApiByMethod() {
        assertEquals(0, bench.run("api", "get", "/nodes/pve1/qemu/100/config", "-o", "json"), terminal.err());
        assertTrue(terminal.out().contains("\"web-01\""), terminal.out());
        assertEquals(0, bench.run("api", "post", "/nodes/pve1/qemu/100/snapshot", "-d", "snapname=raw"),
                terminal.err());
        assertEquals(0, bench.run("vm", "snapshot", "list", "100"), terminal.err());
        assertTrue(terminal.out().contains("raw"), terminal.out());
        long writes = bench.simulator.writes();
        assertEquals(11, bench.run("api", "delete", "/nodes/pve1/qemu/100/snapshot/raw"), terminal.err());
        assertEquals(writes, bench.simulator.writes());
        assertEquals(0, bench.run("api", "delete", "/nodes/pve1/qemu/100/snapshot/raw", "--yes"), terminal.err());
        assertTrue(bench.simulator.writes() > writes);
    }

    @Test
    void auditsTheConnectedServersApi() {
        assertEquals(0, bench.run("api", "audit", "--from", "server"), terminal.err());
        assertTrue(terminal.out().contains("Against 8.4.5: 71 added, 1 removed"), terminal.out());
        assertTrue(terminal.out().contains("  + POST /cluster/ha/rules"), terminal.out());
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void failuresHaveTheirExitCodes() {
        assertEquals(5, bench.run("vm", "status", "nobody"));
        assertEquals(2, bench.run("vm", "status", "7"));
        bench.environment.put("PROXMOX_FINGERPRINT", "AA:".repeat(31) + "AA");
        assertEquals(7, bench.run("vm", "list"));
        bench.environment.remove("PROXMOX_HOST");
        assertEquals(2, bench.run("vm", "list"));
        assertTrue(terminal.err().contains("PROXMOX_HOST is not set"), terminal.err());
    }

    @Test
    void wrongTokenIsNotLoggedIn() {
        bench.environment.put("PROXMOX_TOKEN_SECRET", "00000000-0000-0000-0000-000000000000");
        assertEquals(3, bench.run("node", "list"), terminal.err());
    }

    @Test
    void settingsAreExplainedWithoutSecrets() {
        bench.environment.put("PROXMOX_AUDIT_LOG", "/var/log/audit.jsonl");
        assertEquals(0, bench.run("--request-timeout", "5", "config", "explain"), terminal.err());
        assertTrue(terminal.out().matches("(?s).*PROXMOX_AUDIT_LOG +/var/log/audit.jsonl +environment.*"),
                terminal.out());
        assertTrue(terminal.out().contains("PROXMOX_TIMEOUT_MS"), terminal.out());
        assertTrue(terminal.out().contains("5000"), terminal.out());
        assertTrue(!terminal.out().contains(bench.simulator.adminTokenSecret()), terminal.out());
    }

    @Test
    void aFullDiskIsNoSuccess() {
        terminal.loseOutput("No space left on device");
        assertEquals(1, bench.run("vm", "list", "-o", "json"));
        assertTrue(terminal.err().contains("standard output could not be written: No space left on device\n"),
                terminal.err());
        assertFalse(terminal.err().contains("is done"), terminal.err());
    }

    @Test
    void aClosedPipeMattersWhereAnAnswerIsLost() {
        terminal.loseOutput("Broken pipe");
        assertEquals(0, bench.run("vm", "list"));
        assertEquals(0, bench.run("api", "get", "/cluster/resources"));
        assertEquals("", terminal.err());
        assertEquals(1, bench.run("token", "create", "admin@pve", "lost"));
        assertTrue(terminal.err().contains("What the command did is done; its answer is lost."), terminal.err());
    }

    @Test
    void aNameAloneWouldLoseTheSecretOfAToken() {
        assertEquals(2, bench.run("token", "create", "admin@pve", "t1", "-o", "name"));
        assertTrue(terminal.err().contains("-o name: the result of 'proxmox token create' is more than a name, and the "
                + "rest would be lost: the secret of a new token, for example, is shown only once"), terminal.err());
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void aRequestTimeoutIsJudgedAsItWasWritten() {
        for (String seconds : List.of("0", "86401", "1.5", "soon")) {
            assertEquals(2, bench.run("--request-timeout", seconds, "vm", "list"));
            assertTrue(terminal.err().contains("--request-timeout: '" + seconds
                    + "' is not a whole number of seconds from 1 to 86400"), terminal.err());
        }
    }

    @Test
    void theNameOfTheGuestThatLosesAVolumeIsTyped() {
        bench.answering("y");
        assertEquals(11, bench.run("storage", "volume", "remove", "ceph-vm", "vm-101-disk-0", "--node", "pve2"));
        String asked = bench.terminal.out() + bench.terminal.err();
        assertTrue(asked.contains("VM 101 (web-02) on pve2, whose configuration names it as scsi0"), asked);
        assertTrue(asked.contains("status: running"), asked);
        assertTrue(asked.contains("Type 'web-02' to go on"), asked);
    }

    @Test
    void whatRunsIsToBeStoppedFirst() {
        assertEquals(1, bench.run("vm", "delete", "100", "--yes"));
        assertTrue(terminal.err().contains("'proxmox vm shutdown 100' or 'proxmox vm stop 100'"), terminal.err());
    }

    @Test
    void aStorageThatIsNotThereIsLookedForInTheListOfStorages() {
        assertEquals(5, bench.run("storage", "content", "nosuch", "--node", "pve1"));
        assertTrue(terminal.err().contains("'proxmox storage list' lists what there is"), terminal.err());
    }

    @Test
    void aFilterThatComparesNothingIsWrongUsage() {
        assertEquals(2, bench.run("vm", "list", "--filter", "cpu>90"));
        assertTrue(terminal.err().contains("it is a share: 90% or 0.9"), terminal.err());
    }
}
