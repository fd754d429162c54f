package io.github.proxmoxtools.tools.lxc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What tools of containers do that is easily got wrong. */
@Tag("lxc")
final class LxcBehaviourTest {
    private static final int VMID = 204;
    private static final Map<String, Object> CONTAINER = Map.of("vmid", VMID);
    private static final String PATH = "/nodes/pve3/lxc/204";
    private static final String STOP = "POST " + PATH + "/status/stop";
    private static final String START = "POST " + PATH + "/status/start";

    @AutoClose
    private final SimulatedEngine cluster = of("9.2");

    private static SimulatedEngine of(String version) {
        return new SimulatedEngine(Catalog.of(List.of(new LxcToolset())), version);
    }

    private String status() {
        return cluster.data("proxmox_lxc_status", CONTAINER).at("status").at("status").text().orElse("");
    }

    private static List<String> types(ToolResult result) {
        return Data.of(result.toMap().get("upids")).items().stream().flatMap(upid -> upid.text().stream())
                .map(upid -> upid.split(":", -1)[5]).toList();
    }

    @Test
    void resetStopsHardWaitsStartsAndNamesBothTasks() {
        cluster.simulator().state().power(VMID, true);

        ToolResult result = cluster.run("proxmox_lxc_reset", CONTAINER);

        assertEquals(List.of(STOP, START), cluster.writes());
        assertEquals(List.of("vzstop", "vzstart"), types(result));
        assertEquals("OK", result.toMap().get("exitstatus"));
        assertEquals("running", status());
    }

    @Test
    void resetWaitsForTheStopAlsoWhenItsCallerDoesNotWait() {
        cluster.simulator().state().power(VMID, true);

        ToolResult result = cluster.run("proxmox_lxc_reset", Map.of("vmid", VMID, "wait", false));

        assertEquals(List.of("vzstop", "vzstart"), types(result));
        assertEquals("running", result.toMap().get("status"));
        assertEquals("vzstart", String.valueOf(result.toMap().get("upid")).split(":", -1)[5]);
    }

    @Test
    void resetThatDoesNotStartAgainSaysThatItStopped() {
        cluster.simulator().state().power(VMID, true);
        cluster.simulator().tasks().nextFails("vzstart", "out of memory");

        ToolFailure failure = cluster.failure("proxmox_lxc_reset", CONTAINER);

        assertEquals(FailureKind.PARTIAL, failure.kind());
        assertEquals(List.of("Stop it"), failure.details().get("done"));
        assertEquals("Start it", failure.details().get("failed"));
        assertEquals("stopped", status());
    }

    @Test
    void resetOfAStoppedOneStartsNothing() {
        ToolFailure failure = cluster.failure("proxmox_lxc_reset", CONTAINER);

        assertTrue(failure.error().contains("CT 204 not running"), failure::error);
        assertEquals(List.of(STOP), cluster.writes());
    }

    @Test
    void resetOfOneThatHaManagesIsRefusedBeforeAnythingIsSent() {
        cluster.simulator().state().power(VMID, true);
        try (ProxmoxClient client = SimulatedEngine.client(cluster.simulator())) {
            client.send(ApiRequest.post(ApiPath.parse("/cluster/ha/resources"), Parameter.of("sid", "ct:204")));
        }
        cluster.simulator().forgetRequests();

        ToolFailure failure = cluster.failure("proxmox_lxc_reset", CONTAINER);

        assertEquals(FailureKind.REFUSED, failure.kind());
        assertTrue(failure.error().contains("managed by HA"), failure::error);
        assertEquals(List.of(), cluster.writes());
    }

    @Test
    void resetDoesNotStartWhatHasNotStoppedInTime() {
        cluster.simulator().state().power(VMID, true);
        cluster.simulator().tasks().nextLasts("vzstop", Duration.ofSeconds(30));

        ToolFailure failure = cluster.failure("proxmox_lxc_reset", Map.of("vmid", VMID, "wait_timeout", 1));

        assertEquals(FailureKind.PARTIAL, failure.kind());
        assertEquals(List.of("Start it"), failure.details().get("left"));
        assertTrue(failure.error().contains("UPID:pve3:"), failure::error);
        assertEquals(List.of(STOP), cluster.writes());
    }

    @Test
    void migrationOfOneThatHaManagesIsOnlyAskedFor() {
        try (ProxmoxClient client = SimulatedEngine.client(cluster.simulator())) {
            client.send(ApiRequest.post(ApiPath.parse("/cluster/ha/resources"), Parameter.of("sid", "ct:204")));
        }
        ToolResult result = cluster.run("proxmox_lxc_migrate", Map.of("vmid", VMID, "target", "pve1"));

        assertEquals("hamigrate", result.toMap().get("type"));
        assertTrue(result.notes().toString().contains("managed by HA"), result.notes()::toString);
    }

    private List<String> notesOfDeletion(Object... more) {
        return cluster.engine().plan(ToolCall.of("proxmox_lxc_delete", more.length == 0
                ? CONTAINER
                : Map.of("vmid", VMID, more[0].toString(), more[1]))).notes();
    }

    @Test
    void planOfADeletionSaysThatARunningOneIsRefused() {
        assertEquals(List.of(), notesOfDeletion());
        cluster.simulator().state().power(VMID, true);

        String note = notesOfDeletion().toString();
        assertTrue(note.contains("runs, and the server destroys none that runs: stop it first."), note);
        assertEquals(List.of(), notesOfDeletion("force", true));
    }

    @Test
    void optionsOfADeletionGoInTheQuery() {
        cluster.simulator().state().power(VMID, true);
        ToolFailure failure = cluster.failure("proxmox_lxc_delete", CONTAINER);
        assertTrue(failure.error().contains("is running"), failure::error);
        assertTrue(failure.guidance().contains("Stop it first: proxmox_lxc_shutdown with vmid " + VMID
                + " or proxmox_lxc_stop with vmid " + VMID), failure::guidance);

        cluster.run("proxmox_lxc_delete", Map.of("vmid", VMID, "purge", true, "force", true,
                "destroy-unreferenced-disks", false));

        assertEquals("DELETE " + PATH + "?purge=1&force=1&destroy-unreferenced-disks=0", cluster.writes().getLast());
    }

    @Test
    void movingARunningOneInterruptsItAndIsAskedForAsSuch() {
        cluster.simulator().state().power(VMID, true);
        Map<String, Object> move = Map.of("vmid", VMID, "target", "pve1");
        Map<String, Object> interrupting = Map.of("vmid", VMID, "target", "pve1", "restart", true);

        assertEquals(Safety.CHANGE, cluster.engine().plan(ToolCall.of("proxmox_lxc_migrate", move)).safety());
        assertEquals(Safety.DESTROY,
                cluster.engine().plan(ToolCall.of("proxmox_lxc_migrate", interrupting)).safety());
        assertEquals(Safety.DESTROY, cluster.engine().plan(ToolCall.of("proxmox_lxc_migrate",
                Map.of("vmid", VMID, "target", "pve1", "online", true))).safety());
        cluster.failure("proxmox_lxc_migrate", move);
        assertEquals("running", status());
    }

    @Test
    void overrulingAShutdownNeedsVersion8() {
        try (SimulatedEngine old = of("7.4")) {
            ToolFailure failure = old.failure("proxmox_lxc_stop", Map.of("vmid", VMID, "overrule-shutdown", true));

            assertEquals(FailureKind.UNSUPPORTED_VERSION, failure.kind());
            assertEquals(List.of(), old.writes());
        }
    }

    @Test
    void suspendedOneGoesOnWhenItIsResumed() {
        cluster.simulator().state().power(VMID, true);

        cluster.run("proxmox_lxc_suspend", CONTAINER);
        assertEquals("stopped", status());
        cluster.run("proxmox_lxc_resume", CONTAINER);
        assertEquals("running", status());
    }
}
