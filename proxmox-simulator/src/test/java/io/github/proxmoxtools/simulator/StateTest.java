package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Time stands still for tasks here unless it is turned: they take their real times. */
@ProxmoxSimulator(taskSpeed = 1)
class StateTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void aStartedGuestRunsWhenItsTaskIsOver(Simulator simulator) throws Exception {
        String upid = task(simulator, "POST", "/nodes/pve2/qemu/103/status/start", "");
        assertTrue(upid.matches("UPID:pve2:[0-9A-F]{8}:[0-9A-F]{8}:[0-9A-F]{8}:qmstart:103:admin@pve!simulator:"),
                upid);
        assertEquals("running", status(simulator, upid).get("status"));
        assertFalse(simulator.state().isRunning(103));
        simulator.clock().advance(LONG);
        assertEquals("OK", status(simulator, upid).get("exitstatus"));
        assertEquals("running", map(simulator, "/nodes/pve2/qemu/103/status/current").get("status"));
        assertEquals("simulator", status(simulator, upid).get("tokenid"));
    }

    @Test
    void startingWhatDoesNotExistOrIsLockedFailsOnlyInTheTask(Simulator simulator) throws Exception {
        String missing = task(simulator, "POST", "/nodes/pve1/qemu/999/status/start", "");
        assertEquals("Configuration file 'nodes/pve1/qemu-server/999.conf' does not exist",
                status(simulator, missing).get("exitstatus"));
        String locked = task(simulator, "POST", "/nodes/pve2/qemu/107/status/start", "");
        assertEquals("VM is locked (backup)", status(simulator, locked).get("exitstatus"));
        assertEquals(List.of(Map.of("n", number(1), "t", "TASK ERROR: VM is locked (backup)")),
                data(simulator, "/nodes/pve2/tasks/" + encode(locked) + "/log"));
    }

    @Test
    void tasksCanBeMadeToFailToWarnAndToLast(Simulator simulator) throws Exception {
        simulator.tasks().nextFails("qmstart", "out of memory").nextWarns("qmstart", "no swap", "old machine type");
        String failing = task(simulator, "POST", "/nodes/pve2/qemu/103/status/start", "");
        simulator.clock().advance(LONG);
        assertEquals("out of memory", status(simulator, failing).get("exitstatus"));
        String warning = task(simulator, "POST", "/nodes/pve2/qemu/103/status/start", "");
        simulator.clock().advance(LONG);
        assertEquals("WARNINGS: 2", status(simulator, warning).get("exitstatus"));
        simulator.tasks().nextLasts("qmstop", Duration.ofHours(1));
        task(simulator, "POST", "/nodes/pve2/qemu/103/status/stop", "");
        simulator.clock().advance(LONG);
        assertEquals(1, simulator.tasks().running());
    }

    @Test
    void aRunningTaskHasNoContentAndCanBeEnded(Simulator simulator) throws Exception {
        String upid = task(simulator, "POST", "/nodes/pve1/qemu/100/status/shutdown", "");
        String path = "/nodes/pve1/tasks/" + encode(upid);
        assertEquals(List.of(Map.of("n", number(1), "t", "no content")), data(simulator, path + "/log"));
        assertEquals(1, list(simulator, "/nodes/pve1/tasks?source=active").size());
        assertEquals(200, RawClient.once(simulator, "DELETE", path, "").status());
        assertEquals("received interrupt", status(simulator, upid).get("exitstatus"));
        simulator.clock().advance(LONG);
        assertTrue(simulator.state().isRunning(100));
    }

    @Test
    void logsComeInPages(Simulator simulator) throws Exception {
        String upid = task(simulator, "POST", "/nodes/pve1/qemu/102/snapshot", "snapname=third");
        simulator.clock().advance(LONG);
        var answer = RawClient.once(simulator, "GET", "/nodes/pve1/tasks/" + encode(upid) + "/log?start=1&limit=1",
                "");
        assertEquals("{\"data\":[{\"n\":2,\"t\":\"TASK OK\"}],\"total\":2}", answer.body());
        assertEquals("no such task", errors(RawClient.once(simulator, "GET",
                "/nodes/pve2/tasks/" + encode(upid) + "/status", "")).get("upid"));
    }

    @Test
    void snapshotsFormAChain(Simulator simulator) throws Exception {
        task(simulator, "DELETE", "/nodes/pve1/qemu/102/snapshot/before-upgrade", "");
        simulator.clock().advance(LONG);
        var rows = list(simulator, "/nodes/pve1/qemu/102/snapshot");
        assertEquals(List.of("after-upgrade", "current"), rows.stream().map(row -> row.get("name")).toList());
        assertEquals("after-upgrade", rows.getLast().get("parent"));
        String again = task(simulator, "POST", "/nodes/pve1/qemu/102/snapshot", "snapname=after-upgrade");
        assertEquals("snapshot name 'after-upgrade' already used", status(simulator, again).get("exitstatus"));
    }

    @Test
    void changesOfARunningGuestWaitForItsNextStart(Simulator simulator) throws Exception {
        assertEquals(200, RawClient.once(simulator, "PUT", "/nodes/pve1/qemu/100/config", "cores=8").status());
        assertEquals(number(2), map(simulator, "/nodes/pve1/qemu/100/config?current=1").get("cores"));
        assertEquals(number(8), map(simulator, "/nodes/pve1/qemu/100/config").get("cores"));
        task(simulator, "POST", "/nodes/pve1/qemu/100/status/stop", "");
        simulator.clock().advance(LONG);
        assertEquals(number(8), map(simulator, "/nodes/pve1/qemu/100/config?current=1").get("cores"));
    }

    @Test
    void guestsAreCreatedAndDestroyed(Simulator simulator) throws Exception {
        task(simulator, "POST", "/nodes/pve3/qemu",
                "vmid=300&name=new-01&memory=1024&scsi0=ceph-vm%3A8&net0=virtio%2Cbridge%3Dvmbr0");
        assertEquals("create", map(simulator, "/nodes/pve3/qemu/300/config").get("lock"));
        simulator.clock().advance(LONG);
        var config = map(simulator, "/nodes/pve3/qemu/300/config");
        assertEquals("ceph-vm:vm-300-disk-0,size=8G", config.get("scsi0"));
        assertTrue(String.valueOf(config.get("net0")).matches("virtio=BC:24:11:.*,bridge=vmbr0"));
        assertEquals("unable to create VM 300 - VM 300 already exists on node 'pve3'",
                RawClient.once(simulator, "POST", "/nodes/pve1/qemu", "vmid=300").reason());
        task(simulator, "DELETE", "/nodes/pve3/qemu/300", "");
        simulator.clock().advance(LONG);
        assertEquals(500, RawClient.once(simulator, "GET", "/nodes/pve3/qemu/300/config", "").status());
    }

    @Test
    void aLockHeldByATaskIsWaitedForAndThenGivenUp() throws Exception {
        try (var simulator = Simulator.builder().taskSpeed(100).start()) {
            simulator.tasks().nextLasts("qmshutdown", Duration.ofHours(1));
            RawClient.once(simulator, "POST", "/nodes/pve1/qemu/100/status/shutdown", "");
            assertEquals("can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout",
                    RawClient.once(simulator, "PUT", "/nodes/pve1/qemu/100/config", "description=x").reason());
        }
    }

    @Test
    void theClusterIsDescribedFromTheAskedNode(Simulator simulator) throws Exception {
        simulator.state().setOnline("pve3", false);
        var rows = list(simulator, "/cluster/status");
        assertEquals("cluster", rows.getFirst().get("type"));
        assertEquals(number(1), rows.getFirst().get("quorate"));
        assertEquals(number(0), rows.getLast().get("online"));
        var answer = RawClient.once(simulator, "GET", "/nodes/pve3/status", "");
        assertEquals(595, answer.status());
        assertEquals(14, list(simulator, "/cluster/resources?type=vm").size());
        assertEquals("108", data(simulator, "/cluster/nextid"));
    }

    @Test
    void faultsStrikeTheChosenRequestAndRequestsAreRecorded(Simulator simulator) throws Exception {
        simulator.faults().on("GET", "/version", 2, Fault.status(503, "Service Unavailable")).on("POST",
                "/nodes/*/qemu/**", 1, Fault.resetBeforeTaking());
        assertEquals(200, RawClient.once(simulator, "GET", "/version", "").status());
        assertEquals(503, RawClient.once(simulator, "GET", "/version", "").status());
        assertThrows(IOException.class,
                () -> RawClient.once(simulator, "POST", "/nodes/pve1/qemu/100/status/stop", ""));
        assertEquals(0, simulator.writes());
        assertEquals(List.of(true, false, false),
                simulator.requests().stream().map(RecordedRequest::taken).toList());
        simulator.faults().clear();
        task(simulator, "POST", "/nodes/pve1/qemu/100/status/stop", "");
        assertEquals(1, simulator.writes());
    }

    private static Object number(long value) {
        return BigInteger.valueOf(value);
    }

    private static String task(Simulator simulator, String method, String path, String body) throws Exception {
        var answer = RawClient.once(simulator, method, path, body);
        assertEquals(200, answer.status(), answer.toString());
        return String.valueOf(((Map<?, ?>) Json.read(answer.body())).get("data"));
    }

    private static Map<?, ?> status(Simulator simulator, String upid) throws Exception {
        return map(simulator, "/nodes/" + upid.split(":")[1] + "/tasks/" + encode(upid) + "/status");
    }

    private static Map<?, ?> errors(RawClient.Answer answer) throws IOException {
        return (Map<?, ?>) ((Map<?, ?>) Json.read(answer.body())).get("errors");
    }

    private static Object data(Simulator simulator, String path) throws Exception {
        var answer = RawClient.once(simulator, "GET", path, "");
        assertEquals(200, answer.status(), answer.toString());
        return ((Map<?, ?>) Json.read(answer.body())).get("data");
    }

    private static Map<?, ?> map(Simulator simulator, String path) throws Exception {
        return (Map<?, ?>) data(simulator, path);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Simulator simulator, String path) throws Exception {
        return (List<Map<String, Object>>) data(simulator, path);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }
}
