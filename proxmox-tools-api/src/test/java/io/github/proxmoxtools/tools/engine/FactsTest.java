package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FactsTest {
    @AutoClose
    private final Lab lab = new Lab();

    @AfterEach
    void sendNothingButReads() {
        assertEquals(0, lab.simulator.writes());
    }

    private Facts facts() {
        return lab.engine().facts();
    }

    private static String at(Data data, String field) {
        return data.at(field).text().orElseThrow();
    }

    private FailureKind failed(Runnable reading) {
        return assertThrows(ToolFailure.class, reading::run).kind();
    }

    @Test
    void clusterIsToldWithItsNodesGuestsAndStorages() {
        Data cluster = Data.of(facts().cluster());
        assertTrue(cluster.at("quorate").flag());
        assertFalse(cluster.at("standalone").flag());
        assertTrue(at(cluster, "version").startsWith("9."));
        assertEquals(List.of("pve1", "pve2", "pve3"),
                cluster.at("nodes").items().stream().map(node -> at(node, "node")).sorted().toList());
        assertEquals(Map.of("running", 5, "stopped", 3, "template", 1), cluster.at("guests").at("qemu").raw());
        assertEquals(1, cluster.at("storages").items().stream()
                .filter(storage -> at(storage, "storage").equals("nfs-backup")).count(), "shared storage is one");
        assertEquals(3, cluster.at("storages").items().stream()
                .filter(storage -> at(storage, "storage").equals("local")).count());
    }

    @Test
    void guestIsFoundOnceAndLookedAtWithSingleReads() {
        GuestAddress web = facts().find("web-01", Optional.of("pve1"));
        lab.simulator.forgetRequests();
        assertEquals("running", facts().statusNow(web).get("status"));
        assertEquals(1, lab.simulator.requests().size());
        lab.simulator.state().agent(100, true);
        facts().reachAgent(web);
        assertEquals(List.of(), facts().addresses(web).stream().filter(address -> address.startsWith("127.")).toList());
        assertFalse(facts().addresses(web).isEmpty());
        lab.simulator.state().agent(100, false);
        assertEquals(FailureKind.AGENT_NOT_RUNNING, failed(() -> facts().reachAgent(web)));
        assertEquals(FailureKind.NOT_FOUND, failed(() -> facts().find("web-01", Optional.of("pve2"))));
    }

    @Test
    void tasksOfAGuestAreThoseThatRunNow() {
        try (Lab busy = new Lab()) {
            GuestAddress db = busy.engine().facts().find("db-02", Optional.empty());
            assertEquals(List.of(), busy.engine().facts().runningTasks(db));
            busy.simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
            busy.engine().run(ToolCall.of(LabTools.START, Map.of("vmid", "103", "wait", false)));
            assertEquals(List.of("qmstart"),
                    busy.engine().facts().runningTasks(db).stream().map(task -> task.get("type")).toList());
        }
    }

    @Test
    void nodeThatStandsAloneHasNotLostItsQuorum() {
        try (Lab alone = new Lab(Simulator.builder().nodes("pve1"))) {
            Data cluster = Data.of(alone.engine().facts().cluster());
            assertTrue(cluster.at("standalone").flag());
            assertTrue(cluster.at("quorate").isAbsent());
        }
    }

    private static List<Long> ids(List<GuestAddress> guests) {
        return guests.stream().map(GuestAddress::vmid).toList();
    }

    @Test
    void guestsAreFoundByIdAndNameWithOneLook() {
        assertEquals(List.of(103L, 100L), ids(facts().guestsNamed(GuestKind.VM, List.of("db-02", "100"),
                Optional.empty())));
        assertEquals(1, lab.simulator.requests().stream().filter(request -> request.path().endsWith("/resources"))
                .count());
        assertEquals(FailureKind.NOT_FOUND, failed(() -> facts().guestsNamed(GuestKind.LXC, List.of("db-02"),
                Optional.empty())));
        assertEquals(FailureKind.NOT_FOUND, failed(() -> facts().guestsNamed(GuestKind.VM, List.of("db-02"),
                Optional.of("pve1"))));
        assertEquals(FailureKind.BAD_ARGUMENT, failed(() -> facts().guestsNamed(GuestKind.VM, List.of(" "),
                Optional.empty())));
    }

    @Test
    void guestsAreChosenByWhatTheyAreLike() {
        List<GuestAddress> web = facts().guestsWhere(GuestKind.VM, "tags~web,status=running");
        assertEquals(List.of(100L, 101L), ids(web));
        assertEquals("web-01", web.get(0).name());
        assertEquals("pve1", web.get(0).node());
        assertEquals(List.of(), facts().guestsWhere(GuestKind.VM, "hastate=error"));
        assertEquals(FailureKind.BAD_ARGUMENT, failed(() -> facts().guestsWhere(GuestKind.VM, "tag~web")));
        assertEquals(FailureKind.BAD_ARGUMENT, failed(() -> facts().guestsWhere(GuestKind.VM, "web")));
    }

    @Test
    void templatesAreChosenOnlyByATermOfTheirOwn() {
        assertEquals(8, facts().guestsWhere(GuestKind.VM, "").size());
        assertEquals(1, facts().guestsWhere(GuestKind.VM, "template=1").size());
    }

    @Test
    void lostQuorumIsSaid() {
        lab.simulator.state().loseQuorum();
        Map<String, @Nullable Object> cluster = facts().cluster();
        assertEquals(false, cluster.get("quorate"));
    }

    @Test
    void partThatDoesNotComeIsNamedAndTheOthersStay() {
        lab.simulator.faults().always("GET", "/cluster/status", Fault.plainText(403, "no", ""));
        Data cluster = Data.of(facts().cluster());
        assertEquals("permission_denied", at(cluster.at("missing").at("status"), "code"));
        assertEquals(3, cluster.at("nodes").items().size(), "the resources name them too");
        assertTrue(cluster.at("standalone").isAbsent(), "nobody knows");
    }

    @Test
    void nodeTellsItsFiguresStoragesAndGuests() {
        Data node = Data.of(facts().node("pve1"));
        assertTrue(node.at("memory").at("total").whole().orElseThrow() > 0);
        assertEquals("bytes", at(node.at("units"), "total"));
        assertEquals("100,102,106,200", node.at("running").items().stream().map(row -> at(row, "vmid")).sorted()
                .collect(Collectors.joining(",")));
        assertTrue(node.at("storages").items().size() >= 4);
        assertEquals(FailureKind.NOT_FOUND, failed(() -> facts().node("pve9")));
        assertEquals(FailureKind.BAD_ARGUMENT, failed(() -> facts().node("../access")));
    }

    @Test
    void guestOfEitherKindIsFoundByIdOrName() {
        Data machine = Data.of(facts().guest("db-01"));
        assertEquals("102", at(machine, "vmid"));
        assertEquals("running", at(machine, "status"));
        assertEquals(List.of("after-upgrade", "before-upgrade"), machine.at("snapshots").raw());
        assertEquals("ceph-vm:vm-102-disk-0 128G", at(machine.at("disks"), "scsi0"));
        assertFalse(machine.at("newest_backup").isAbsent());
        assertEquals("lxc", at(Data.of(facts().guest("dns-01")), "type"));
        assertEquals("lxc", at(Data.of(facts().guest("200")), "type"));
        ToolFailure unknown = assertThrows(ToolFailure.class, () -> facts().guest("web-1"));
        assertEquals("There is no guest web-1", unknown.error());
        assertTrue(unknown.guidance().contains("100 web-01"), unknown.guidance());
        assertEquals(FailureKind.BAD_ARGUMENT, failed(() -> facts().guest("99999999999999999999")));
        assertEquals(FailureKind.BAD_ARGUMENT, failed(() -> facts().guest("")));
    }

    @Test
    void configurationTellsWhatIsPendingAndHidesSecrets() {
        lab.simulator.state().set(100, "cipassword", "hunter2-hunter2").set(100, "sshkeys", "ssh-ed25519 AAAA");
        lab.simulator.faults().on("GET", "/nodes/pve1/qemu/100/pending", 1, Fault.plainText(200, "OK", "{\"data\":["
                + "{\"key\":\"memory\",\"value\":\"512\",\"pending\":\"768\"},{\"key\":\"cores\",\"value\":2},"
                + "{\"key\":\"net1\",\"value\":\"x\",\"delete\":1},"
                + "{\"key\":\"cipassword\",\"value\":\"hunter2-hunter2\",\"pending\":\"hunter3-hunter3\"}]}"));
        Map<String, @Nullable Object> config = facts().guestConfig("web-01");
        assertFalse(config.toString().contains("hunter"), config.toString());
        assertEquals("ssh-ed25519 AAAA", at(Data.of(config.get("config")), "sshkeys"));
        assertEquals(40, String.valueOf(config.get("digest")).length());
        assertEquals("{memory={now=512, then=768}, net1={now=x, deleted=true}, cipassword={now=***, then=***}}",
                String.valueOf(config.get("pending")));
        assertFalse(facts().guestConfig("200").containsKey("pending"));
    }

    @Test
    void taskTellsTheEndOfItsLog() {
        String upid = "UPID:pve1:00000176:0003DA1B:6B0325E1:qmstart:100:root@pam:";
        String path = "/nodes/pve1/tasks/" + upid.replace(":", "%3A").replace("@", "%40");
        lab.simulator.faults().always("GET", path + "/status",
                Fault.plainText(200, "OK", "{\"data\":{\"status\":\"stopped\",\"exitstatus\":\"OK\"}}"))
                .on("GET", path + "/log", 1,
                        Fault.plainText(200, "OK", "{\"total\":77,\"data\":[{\"n\":1,\"t\":\"a\"}]}"))
                .on("GET", path + "/log", 2,
                        Fault.plainText(200, "OK", "{\"total\":77,\"data\":[{\"n\":77,\"t\":\"TASK OK\"}]}"));
        Data task = Data.of(facts().task(upid));
        assertEquals("OK", at(task, "exitstatus"));
        assertEquals(List.of("TASK OK"), task.at("log").raw());
        assertTrue(lab.sent().getLast().endsWith("/log?start=27&limit=50"), lab.sent()::toString);
        assertEquals(FailureKind.BAD_ARGUMENT, failed(() -> facts().task("UPID:nonsense")));
    }

    @Test
    void candidatesNameWhatThereIs() {
        assertEquals(List.of(new Facts.Candidate("pve1", "online"), new Facts.Candidate("pve2", "online"),
                new Facts.Candidate("pve3", "online")), facts().nodes());
        assertTrue(facts().guests().contains(new Facts.Candidate("100", "web-01, VM, on pve1, running")));
        assertEquals(List.of("ceph-vm", "local", "local-lvm", "nfs-backup"),
                facts().storages().stream().map(Facts.Candidate::value).toList());
        assertEquals(List.of(new Facts.Candidate("after-upgrade", "Upgraded and tested"),
                new Facts.Candidate("before-upgrade", "Before the upgrade to 17")), facts().snapshots("102"));
        lab.simulator.faults().always("GET", "/cluster/resources", Fault.plainText(403, "no", ""));
        assertEquals(FailureKind.PERMISSION_DENIED, failed(() -> facts().nodes()));
    }

    @Test
    void failuresAreRedacted() {
        lab.with(builder -> builder.secrets(java.util.Set.of("hunter2")));
        lab.simulator.faults().always("GET", "/cluster/resources", Fault.plainText(500, "broken by hunter2", ""));
        ToolFailure failure = assertThrows(ToolFailure.class, () -> facts().guests());
        assertFalse(failure.toMap().toString().contains("hunter2"), failure.toMap()::toString);
    }
}
