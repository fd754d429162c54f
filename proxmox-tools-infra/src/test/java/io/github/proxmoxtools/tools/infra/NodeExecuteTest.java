package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.engine.AuditTrail;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("execute")
class NodeExecuteTest {
    private static final String EXECUTE = "proxmox_node_execute";

    @AutoClose
    private final InfraLab lab = InfraLab.newest();

    private static Map<String, Object> commands(Object commands) {
        return Map.of("node", "pve1", "commands", commands);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void tellsTheOutcomeOfEachCallAfterATicketTookTheTokensPlace(String version) {
        try (InfraLab cluster = InfraLab.of(version)) {
            List<Data> outcomes = cluster.data(EXECUTE, commands("[{\"method\":\"GET\",\"path\":\"time\"},"
                    + "{\"method\":\"get\",\"path\":\"/nodes/pve1/qemu/100/config\"}]")).items();

            assertEquals("GET time", outcomes.getFirst().at("command").text().orElse(""));
            assertTrue(outcomes.getFirst().at("data").at("timezone").text().isPresent(), outcomes::toString);
            assertEquals("web-01", outcomes.getLast().at("data").at("name").text().orElse(""));
        }
    }

    @Test
    void takesBodyAsAnotherNameOfArgs() {
        lab.run(EXECUTE, commands(List.of(Map.of("method", "PUT", "path", "qemu/105/config", "body",
                Map.of("description", "by batch")),
                Map.of("method", "GET", "path", "tasks", "args",
                        Map.of("limit", 1)))));

        assertTrue(lab.writes().getLast().contains("\"path\":\"qemu/105/config\""), lab.writes()::toString);
        assertTrue(lab.writes().getLast().contains("\"args\":{\"description\":\"by batch\"}"),
                lab.writes()::toString);
        assertFalse(lab.writes().getLast().contains("body"), lab.writes()::toString);
    }

    @Test
    void aCallThatFailsInsideMakesTheResultPartial() {
        ToolResult result = lab.run(EXECUTE, commands(List.of(Map.of("method", "GET", "path", "time"),
                Map.of("method", "GET", "path", "nope"),
                Map.of("method", "GET", "path", "tasks", "args", Map.of("limit", "many")))));

        assertTrue(result.isPartial());
        assertEquals(List.of("2. GET nope", "3. GET tasks"), List.copyOf(result.missing().keySet()));
        assertEquals(3, Data.of(result.toMap().get("data")).items().size());
        assertTrue(result.notes().getFirst().startsWith("Not done: 2. GET nope: no handler for"),
                result.notes()::toString);
        assertEquals("limit", String.join(",", result.missing().get("3. GET tasks").details().keySet()));
    }

    @Test
    void saysThatTasksAreNotWaitedFor() {
        ToolResult result = lab.run(EXECUTE,
                commands(Map.of("method", "POST", "path", "qemu/100/status/shutdown")));

        assertFalse(result.isPartial(), result.notes()::toString);
        assertTrue(result.notes().toString().contains("not waited for"), result.notes()::toString);
    }

    @Test
    void whatIsProtectedIsProtectedFromABatchToo() {
        lab.run("proxmox_api_call", Map.of("method", "PUT", "path", "/nodes/pve1/qemu/100/config", "params",
                Map.of("protection", 1)));
        int before = lab.writes().size();

        ToolFailure failure = lab.failure(EXECUTE,
                commands(Map.of("method", "DELETE", "path", "storage/ceph-vm/content/ceph-vm:vm-100-disk-0")));

        assertEquals(FailureKind.REFUSED, failure.kind(), failure::error);
        assertTrue(failure.error().contains("is protected"), failure::error);
        assertEquals(before, lab.writes().size());
    }

    @Test
    void aPlanShowsWhatTheCallsWithinAreAbout() {
        Plan plan = lab.plan(EXECUTE, commands(Map.of("method", "POST", "path", "qemu/100/status/shutdown")));

        assertEquals("web-01", plan.facts().get("name"), plan.facts()::toString);
        assertTrue(plan.privileges().toString().contains("VM.PowerMgmt on /vms/100"), plan.privileges()::toString);
    }

    @Test
    void aSecretOfACallWithinIsMasked() {
        Plan plan = lab.plan(EXECUTE, commands(Map.of("method", "POST", "path", "certificates/custom", "args",
                Map.of("certificates", "none", "key", "hunter2-hunter2"))));

        assertFalse(plan.toMap().toString().contains("hunter2"), plan.toMap()::toString);
    }

    @Test
    void theAuditTrailNamesTheTasksThatWereStarted() {
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        try (InfraLab audited = InfraLab.with(builder -> builder.audit(trail(records)))) {
            ToolResult result = audited.run(EXECUTE,
                    commands(List.of(Map.of("method", "GET", "path", "tasks", "args", Map.of("limit", 1)),
                            Map.of("method", "POST", "path", "qemu/100/status/shutdown"))));

            String upid = Data.of(result.toMap().get("data")).items().getLast().at("data").text().orElseThrow();
            assertEquals(List.of(upid), records.getLast().get("upids"), records::toString);
        }
    }

    private static AuditTrail trail(List<Map<String, @Nullable Object>> records) {
        return new AuditTrail() {
            @Override
            public long append(Map<String, @Nullable Object> record) {
                records.add(new LinkedHashMap<>(record));
                return records.size();
            }

            @Override
            public List<Path> files() {
                return List.of();
            }
        };
    }

    @Test
    void withoutPasswordSaysWhatIsMissing() {
        try (InfraLab cluster = InfraLab.withoutPassword()) {
            ToolFailure failure = cluster.failure(EXECUTE, commands(Map.of("method", "GET", "path", "time")));

            assertEquals(FailureKind.PERMISSION_DENIED, failure.kind());
            assertTrue((failure.error() + failure.guidance()).contains(
                    "give the user name root@pam and its password"), () -> failure.toMap().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"method\":\"GET\"}", "{\"method\":\"FETCH\",\"path\":\"time\"}",
            "{\"method\":\"GET\",\"path\":\"/nodes/pve2/time\"}", "{\"method\":\"GET\",\"path\":\"../pve2/time\"}",
            "{\"method\":\"GET\",\"path\":\"time?x=1\"}", "{\"method\":\"GET\",\"path\":\"time\",\"params\":{}}",
            "{\"method\":\"GET\",\"path\":\"time\",\"args\":[1]}",
            "{\"method\":\"GET\",\"path\":\"time\",\"args\":{},\"body\":{}}", "{\"method\":1,\"path\":\"time\"}"})
    void refusesACommandBeforeAnythingIsSent(String command) {
        ToolFailure failure = lab.failure(EXECUTE, commands("[" + command + "]"));

        assertEquals(FailureKind.BAD_ARGUMENT, failure.kind());
        assertTrue(failure.error().startsWith("commands: command 1: "), failure::error);
        assertEquals(List.of(), lab.sent());
    }
}
