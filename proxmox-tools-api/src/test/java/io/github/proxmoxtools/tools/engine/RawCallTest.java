package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("raw-api")
class RawCallTest {
    private static final String START = "/nodes/pve2/qemu/103/status/start";
    private static final Param<String> USERID = Param.text("userid", "");
    @AutoClose
    private final Lab lab = new Lab();

    private static Map<String, Object> call(String method, String path) {
        return Map.of("method", method, "path", path);
    }

    private static Map<String, Object> call(String method, String path, Map<String, Object> params) {
        return Map.of("method", method, "path", path, "params", params);
    }

    private ToolFailure refusedUnsent(Map<String, Object> arguments) {
        ToolFailure failure = lab.failure(LabTools.RAW, arguments);
        assertEquals(FailureKind.BAD_ARGUMENT, failure.kind(), failure.error());
        assertTrue(lab.sent().stream().allMatch("GET /version"::equals), lab.sent().toString());
        return failure;
    }

    @Test
    void readsAnything() {
        ToolResult result = lab.run(LabTools.RAW, call("GET", "/cluster/resources", Map.of("type", "node")));
        assertTrue(lab.sent().contains("GET /cluster/resources?type=node"), lab.sent().toString());
        assertEquals(3, assertInstanceOf(List.class, assertInstanceOf(ToolResult.Value.class,
                result.content()).value()).size());
        lab.run(LabTools.RAW, call("GET", "/api2/json/version"));
        lab.run(LabTools.RAW, Map.of("method", "GET", "path", "/nodes/pve1/tasks", "params", "{\"errors\": true}"));
        assertTrue(lab.sent().contains("GET /nodes/pve1/tasks?errors=1"), lab.sent().toString());
    }

    @Test
    void unknownPathIsRefusedWithTheNearest() {
        ToolFailure failure = refusedUnsent(call("GET", "/cluster/resuorces"));
        assertTrue(failure.error().startsWith("path: Proxmox VE 9.2 has no path /cluster/resuorces; nearest: "
                + "/cluster/resources"), failure.error());
        assertTrue(failure.guidance().contains("with force it is sent all the same"), failure.guidance());
        assertEquals(List.of("path"), List.copyOf(failure.details().keySet()));
    }

    @Test
    void unknownMethodNamesThoseThereAre() {
        ToolFailure failure = refusedUnsent(call("GET", START));
        assertEquals("method: " + START + " has no GET, only POST", failure.error());
    }

    @Test
    void unknownAndBadParametersAreRefusedTogether() {
        ToolFailure failure = refusedUnsent(call("GET", "/nodes/pve1/tasks", Map.of("limt", 5, "vmid", 1)));
        assertEquals(List.of("limt", "vmid"), failure.details().keySet().stream().sorted().toList());
        assertTrue(String.valueOf(failure.details().get("limt")).contains("did you mean limit"), failure.error());
    }

    @Test
    void objectsAreNoValues() {
        assertEquals("params: 'x' must be a text, number, boolean or list, no object",
                refusedUnsent(call("GET", "/version", Map.of("x", Map.of()))).error());
    }

    @Test
    void forceSendsWhatTheIndexDoesNotKnow() {
        ToolFailure failure = lab.failure(LabTools.RAW, Map.of("method", "GET", "path", "/nope", "force", true));
        assertEquals(501, failure.callSite().orElseThrow().httpStatus().orElseThrow());
        assertTrue(lab.sent().contains("GET /nope"), lab.sent().toString());
        assertEquals(FailureKind.REFUSED, lab.failure(LabTools.RAW, Map.of("method", "POST", "path", "/nope", "force",
                true)).kind(), "forcing does not confirm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "https://evil.test/api2/json/version", "//evil.test/version", "/nodes/../access",
            "/nodes/%2e%2e/access", "/nodes/%2E%2e%2Faccess", "/nodes//qemu", "/version?x=1", "/version#x",
            "/nodes\\pve1", "/version\n", "/version\r\nHost: evil", "/%0d%0aHost", "/nodes/\0", ""})
    void hostilePathsAreRefused(String path) {
        ToolFailure failure = refusedUnsent(call("GET", path));
        assertEquals(List.of("path"), List.copyOf(failure.details().keySet()));
        assertFalse(failure.error().contains("\n") || failure.error().contains("\r"), failure.error());
    }

    @Test
    void hasTheClassOfTheToolThatDeclaresIt() {
        assertEquals(Safety.CHANGE, lab.plan(LabTools.RAW, call("POST", START)).safety());
        assertEquals(Safety.READ, lab.plan(LabTools.RAW, call("GET", "/version")).safety());
        assertEquals(Safety.DESTROY, lab.plan(LabTools.RAW, call("POST", "/nodes/pve2/qemu/103/status/stop")).safety());
        assertEquals(Safety.DESTROY, lab.plan(LabTools.RAW, call("DELETE", "/nodes/pve2/qemu/103")).safety());
        assertEquals(Safety.DESTROY, lab.plan(LabTools.RAW, call("POST", "/nodes/pve2/qemu/103/status/shutdown"))
                .safety(), "it could be forced");
    }

    /** What is safe as a step, with what its script has looked at, is not so with other parameters. */
    @Test
    void aStepOfAScriptDoesNotLendItsClass() {
        Endpoint join = Endpoint.put("/access/users/{userid}", USERID);
        Tool joining = Samples.changes("proxmox_sample_join", "sample", "join").calls(join).takes(USERID)
                .runs(reading -> Work.of(Step.of("Join", Query.of(join).with("groups", "ops").with("append", "1"))))
                .returnsNothing();
        for (Map<String, Object> params : List.<Map<String, Object>>of(Map.of("enable", false), Map.of("groups", ""),
                Map.of("groups", "ops", "append", 1))) {
            assertEquals(Safety.DESTROY, safety(joining, "PUT", "/access/users/bob@pve", params), params::toString);
        }
    }

    @Test
    void onlyWhatAToolWouldSendHasItsClass() {
        Tool set = Samples.changes("proxmox_sample_size", "sample", "size")
                .chooses(Endpoint.put("/nodes/{node}/qemu/{vmid}/resize", GuestInput.VM, Param.text("disk", ""),
                        Param.text("growth", "").sentAs("size").pattern("\\+\\d+G", "a growth", "+1G"))
                        .with("digest", "d1"))
                .returnsNothing();
        Map<String, Object> sent = Map.of("disk", "scsi0", "size", "+1G", "digest", "d1");
        assertEquals(Safety.CHANGE, resizing(set, sent));
        for (Map<String, Object> other : List.<Map<String, Object>>of(
                Map.of("disk", "scsi0", "size", "+1G", "digest", "d2"), Map.of("disk", "scsi0", "size", "+1G"),
                Map.of("disk", "scsi0", "size", "1G", "digest", "d1"),
                Map.of("size", "+1G", "digest", "d1"),
                Map.of("disk", "scsi0", "size", "+1G", "digest", "d1", "skiplock", true))) {
            assertEquals(Safety.DESTROY, resizing(set, other), other::toString);
        }
    }

    private Safety resizing(Tool tool, Map<String, Object> params) {
        return safety(tool, "PUT", "/nodes/pve2/qemu/103/resize", params);
    }

    private Safety safety(Tool tool, String method, String path, Map<String, Object> params) {
        try (Engine engine = Engine.builder(Samples.catalog(tool, Samples.raw()),
                () -> lab.client(Duration.ofSeconds(10))).build()) {
            return engine.plan(ToolCall.of(LabTools.RAW, Map.of("method", method, "path", path, "params", params,
                    "force", true))).safety();
        }
    }

    @Test
    void slashesHiddenInASegmentDoNotLowerTheClass() {
        ToolFailure failure = lab.failure(LabTools.RAW, Map.of("method", "POST", "path",
                "/nodes/pve2/qemu/103%2Fsnapshot%2Fx/status/start", "force", true));
        assertEquals(FailureKind.REFUSED, failure.kind());
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void taskIsFollowed() {
        ToolResult result = lab.run(LabTools.RAW, call("POST", START));
        assertTrue(assertInstanceOf(ToolResult.Task.class, result.content()).finished());
        assertTrue(lab.simulator.state().isRunning(103));
        assertEquals(1, lab.writes().size());
    }

    @Test
    void taskNeedNotBeAwaited() {
        ToolResult result = lab.run(LabTools.RAW, Map.of("method", "POST", "path", START, "wait", false));
        assertFalse(assertInstanceOf(ToolResult.Task.class, result.content()).finished());
        lab.simulator.tasks().nextFails("qmstop", "odd");
    }

    @Test
    void taskThatFailsIsAFailure() {
        lab.simulator.tasks().nextFails("qmstart", "odd");
        assertEquals(FailureKind.TASK_FAILED, lab.failure(LabTools.RAW, call("POST", START)).kind());
    }

    @Test
    void whatDestroysIsConfirmed() {
        assertEquals(FailureKind.REFUSED, lab.failure(LabTools.RAW, call("DELETE", "/nodes/pve2/qemu/103")).kind());
        assertEquals(List.of(), lab.writes());
        lab.confirmed(LabTools.RAW, call("DELETE", "/nodes/pve2/qemu/103"));
        assertEquals(1, lab.writes().size());
        assertEquals("DELETE", lab.writes().get(0).method());
    }

    @Test
    void badMethodIsRefused() {
        assertEquals("must be one of GET, POST, PUT, DELETE, not 'PATCH'",
                refusedUnsent(call("PATCH", "/version")).details().get("method"));
    }

    @Test
    void aChangeThatAnswersNothingSaysSo() {
        ToolResult changed = lab.engine().run(ToolCall.of(LabTools.RAW,
                Map.of("method", "PUT", "path", "/cluster/options", "params", Map.of("description", "x")))
                .confirmedBy(Confirmer.ALWAYS));
        assertEquals(List.of("The server took it, and answered no data."), changed.notes());
        assertEquals(List.of(), lab.run(LabTools.RAW, Map.of("method", "GET", "path", "/version")).notes());
    }

    @Test
    void aPartOfAListSaysHowMuchThereIs() {
        lab.confirmed(LabTools.RAW, call("POST", START));
        lab.confirmed(LabTools.RAW, call("POST", "/nodes/pve2/apt/update"));

        assertEquals(List.of("The server gave 1 of 2; start and limit get the others."),
                lab.run(LabTools.RAW, call("GET", "/nodes/pve2/tasks", Map.of("limit", 1, "source", "all"))).notes());
    }
}
