package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.cluster.EngineConnector;
import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.access.AccessToolset;
import io.github.proxmoxtools.tools.audit.AuditVerification;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.lxc.LxcToolset;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real tools, engine and client over TLS. */
class SimulatedClusterTest {
    private static final Catalog CATALOG = Catalog
            .of(List.of(new VmToolset(), new LxcToolset(), new InfraToolset(), new AccessToolset()));

    @AutoClose
    private final Simulator simulator = Simulator.start();
    private final FakeTerminal terminal = new FakeTerminal();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "PROXMOX_HOST", simulator.hosts().get(0),
            "PROXMOX_TOKEN_ID", simulator.adminTokenId(),
            "PROXMOX_TOKEN_SECRET", simulator.adminTokenSecret(),
            "PROXMOX_FINGERPRINT", String.join(",", simulator.fingerprints())));

    @TempDir
    private Path configuration;

    private EngineConnector connector() {
        return new EngineConnector(flags -> new SettingsSources(flags, environment, configuration), terminal);
    }

    private int run(String... arguments) {
        return new Cli(() -> CATALOG, connector(), terminal).run(Arrays.asList(arguments));
    }

    @Test
    void listsMachines() {
        assertEquals(0, run("vm", "list", "--columns", "vmid,name", "--filter", "name=web-01"), terminal.err());
        assertEquals("VMID  NAME\n 100  web-01\n", terminal.out());
    }

    @Test
    void jsonIsWhatTheEngineSays() {
        assertEquals(0, run("vm", "config", "web-01", "-o", "json"), terminal.err());
        try (Session session = connector().open(CATALOG, new Globals())) {
            assertEquals(JsonText.pretty(
                    session.run(ToolCall.of("proxmox_vm_config", Map.of("vmid", "web-01"))).toMap()) + "\n",
                    terminal.out());
        }
    }

    @Test
    void startsAMachineAndWaits() {
        assertEquals(0, run("vm", "start", "db-02"), terminal.err());
        assertTrue(terminal.out().contains("VM 103 (db-02) on pve2: OK"), terminal.out());
        assertTrue(terminal.err().startsWith("task started: UPID:pve2:"), terminal.err());
    }

    @Test
    void asyncOnlyStarts() {
        assertEquals(0, run("vm", "start", "db-02", "--async"), terminal.err());
        assertTrue(terminal.out().contains("not finished yet\nUPID:pve2:"), terminal.out());
    }

    @Test
    void destructionIsAskedForPlannedAndDone() {
        assertEquals(11, run("vm", "stop", "web-01"));
        assertEquals(0, simulator.writes());
        assertEquals(0, run("vm", "stop", "web-01", "--dry-run"));
        assertTrue(terminal.out().contains("POST /nodes/pve1/qemu/100/status/stop"), terminal.out());
        assertEquals(0, simulator.writes());
        terminal.answering("yes");
        assertEquals(0, run("vm", "stop", "web-01"), terminal.err());
        assertTrue(simulator.writes() > 0);
    }

    @Test
    void changesAreWrittenToTheAuditLogWhereThereIsOne() throws IOException {
        assertEquals(0, run("vm", "start", "db-02"), terminal.err());
        Path log = configuration.toRealPath().resolve("audit.jsonl");
        assertFalse(Files.exists(log));
        environment.put("PROXMOX_AUDIT_LOG", log.toString());
        assertEquals(0, run("vm", "stop", "web-01", "--yes"), terminal.err());
        assertEquals(0, run("vm", "stop", "db-02", "--dry-run"), terminal.err());
        assertEquals(11, run("vm", "stop", "db-02"));
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
        environment.put("PROXMOX_AUDIT_LOG", configuration.resolve("missing/audit.jsonl").toString());
        assertEquals(11, run("vm", "stop", "web-01", "--yes"));
        assertTrue(terminal.err().contains("its folder does not exist"), terminal.err());
        assertEquals(0, simulator.writes());
        assertEquals(0, run("vm", "list"), terminal.err());
        environment.put("PROXMOX_AUDIT_LOG", "audit.jsonl");
        assertEquals(2, run("vm", "list"));
        assertTrue(terminal.err().contains("say an absolute path"), terminal.err());
    }

    @Test
    void callsTheApi() {
        assertEquals(0, run("api", "call", "GET", "/version", "-o", "json"), terminal.err());
        assertTrue(terminal.out().contains("\"release\""), terminal.out());
    }

    @Test
    void callsTheApiByMethod() {
        assertEquals(0, run("api", "get", "/nodes/pve1/qemu/100/config", "-o", "json"), terminal.err());
        assertTrue(terminal.out().contains("\"web-01\""), terminal.out());
        assertEquals(0, run("api", "post", "/nodes/pve1/qemu/100/snapshot", "-d", "snapname=raw"), terminal.err());
        assertEquals(0, run("vm", "snapshot", "list", "100"), terminal.err());
        assertTrue(terminal.out().contains("raw"), terminal.out());
        long writes = simulator.writes();
        assertEquals(11, run("api", "delete", "/nodes/pve1/qemu/100/snapshot/raw"), terminal.err());
        assertEquals(writes, simulator.writes());
        assertEquals(0, run("api", "delete", "/nodes/pve1/qemu/100/snapshot/raw", "--yes"), terminal.err());
        assertTrue(simulator.writes() > writes);
    }

    @Test
    void auditsTheConnectedServersApi() {
        assertEquals(0, run("api", "audit", "--from", "server"), terminal.err());
        assertTrue(terminal.out().contains("Against 8.4.5: 71 added, 1 removed"), terminal.out());
        assertTrue(terminal.out().contains("  + POST /cluster/ha/rules"), terminal.out());
        assertEquals(0, simulator.writes());
    }

    @Test
    void failuresHaveTheirExitCodes() {
        assertEquals(5, run("vm", "status", "nobody"));
        assertEquals(2, run("vm", "status", "7"));
        environment.put("PROXMOX_FINGERPRINT", "AA:".repeat(31) + "AA");
        assertEquals(7, run("vm", "list"));
        environment.remove("PROXMOX_HOST");
        assertEquals(2, run("vm", "list"));
        assertTrue(terminal.err().contains("PROXMOX_HOST is not set"), terminal.err());
    }

    @Test
    void wrongTokenIsNotLoggedIn() {
        environment.put("PROXMOX_TOKEN_SECRET", "00000000-0000-0000-0000-000000000000");
        assertEquals(3, run("node", "list"), terminal.err());
    }

    @Test
    void settingsAreExplainedWithoutSecrets() {
        environment.put("PROXMOX_AUDIT_LOG", "/var/log/audit.jsonl");
        assertEquals(0, run("--request-timeout", "5", "config", "explain"), terminal.err());
        assertTrue(terminal.out().matches("(?s).*PROXMOX_AUDIT_LOG +/var/log/audit.jsonl +environment.*"),
                terminal.out());
        assertTrue(terminal.out().contains("PROXMOX_TIMEOUT_MS"), terminal.out());
        assertTrue(terminal.out().contains("5000"), terminal.out());
        assertTrue(!terminal.out().contains(simulator.adminTokenSecret()), terminal.out());
    }
}
