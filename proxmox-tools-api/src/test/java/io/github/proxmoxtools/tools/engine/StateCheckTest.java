package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a question shows, and what must not change until the call is sent. */
class StateCheckTest {
    private static final Map<String, Object> WEB = Map.of("vmid", 100);
    private static final Map<String, Object> ALICE = Map.of("method", "DELETE", "path", "/access/users/alice@pve");
    private static final String ALICE_SENT = "/access/users/alice%40pve";
    private static final Map<String, Object> DELETE_WEB = Map.of("method", "DELETE", "path", "/nodes/pve1/qemu/100");
    private static final Map<String, Object> STOP_WEB = Map.of("method", "POST", "path",
            "/nodes/pve1/qemu/100/status/stop");
    @AutoClose
    private final Lab lab = new Lab();

    private ToolResult confirmed(String tool, Map<String, ? extends @Nullable Object> arguments, Runnable meanwhile) {
        return lab.engine().run(lab.call(tool, arguments).confirmedBy(plan -> {
            meanwhile.run();
            return CompletableFuture.completedFuture(Confirmer.Answer.YES);
        }));
    }

    private String refused(String tool, Map<String, ? extends @Nullable Object> arguments, Runnable meanwhile) {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> confirmed(tool, arguments, meanwhile));
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind(), failure.error());
        assertTrue(failure.error().endsWith("; nothing was changed"), failure.error());
        return failure.error();
    }

    private String stopRefused(Runnable meanwhile) {
        String error = refused(LabTools.STOP, WEB, meanwhile);
        assertEquals(0, lab.simulator.writes());
        return error;
    }

    /** Another person's call; does not count as one of ours. */
    private void send(HttpMethod method, String path, Parameter... parameters) {
        try (ProxmoxClient other = lab.client(Duration.ofSeconds(10))) {
            other.send(new ApiRequest(method, ApiPath.parse(path), List.of(parameters)));
        }
    }

    private void answer(String path, int nth, String data) {
        lab.simulator.faults().on("GET", path, nth, Fault.plainText(200, "OK", "{\"data\":" + data + "}"));
    }

    @ParameterizedTest
    @CsvSource({"name,backup,name,' from web-01 to backup'", "lock,backup,lock,' from none to backup'",
            "template,1,template,' from none to 1'", "cores,1,configuration,''"})
    void optionsOfTheGuestAreDecisive(String option, String value, String what, String how) {
        Object set = value.equals("1") ? (Object) 1 : value;
        assertEquals("The " + what + " of VM 100 (web-01) on pve1 changed" + how
                + " while the confirmation was waited for; nothing was changed",
                stopRefused(() -> lab.simulator.state().set(100, option, set)));
    }

    private static Map<String, Object> deletion(String volume) {
        return Map.of("method", "DELETE", "path", "/nodes/pve2/storage/ceph-vm/content/" + volume);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm-101-disk-0", "ceph-vm:vm-101-disk-0"})
    void whoseVolumeIsDeletedIsSaid(String volume) {
        Plan plan = lab.plan(LabTools.RAW, deletion(volume));
        assertEquals("VM 101 (web-02) on pve2", plan.target().orElseThrow().toString());
        assertEquals("running", plan.facts().get("status"));
        assertEquals(Map.of("ceph-vm:vm-101-disk-0",
                "VM 101 (web-02) on pve2, whose configuration names it as scsi0"), plan.facts().get("belongs_to"));
    }

    @Test
    void aVolumeThatTheConfigurationDoesNotNameIsItsGuestsAllTheSame() {
        Plan plan = lab.plan(LabTools.RAW, deletion("vm-101-disk-7"));
        assertEquals("VM 101 (web-02) on pve2", plan.target().orElseThrow().toString());
        assertEquals("{ceph-vm:vm-101-disk-7=VM 101 (web-02) on pve2, whose present configuration does not name it}",
                String.valueOf(plan.facts().get("belongs_to")));
    }

    @Test
    void aVolumeWithoutAGuestIsSaidToBeSo() {
        Plan plan = lab.plan(LabTools.RAW, deletion("vm-999-disk-0"));
        assertTrue(plan.target().isEmpty());
        assertEquals("{ceph-vm:vm-999-disk-0=guest 999, which is gone or not seen by this login}",
                String.valueOf(plan.facts().get("belongs_to")));
    }

    @Test
    void theGuestThatLosesAVolumeIsDecisive() {
        String error = refused(LabTools.RAW, deletion("vm-101-disk-0"), () -> lab.simulator.state().power(101, false));
        assertTrue(error.startsWith("The status of VM 101 (web-02) on pve2 changed"), error);
        assertEquals(0, lab.simulator.writes());
    }

    @Test
    void powerIsDecisive() {
        assertTrue(stopRefused(() -> lab.simulator.state().power(100, false)).startsWith("The status of VM 100"));
    }

    @Test
    void snapshotsAreDecisive() {
        answer("/nodes/pve1/qemu/100/snapshot", 2, "[{\"name\":\"fresh\"},{\"name\":\"current\"}]");
        assertTrue(stopRefused(() -> {
        }).startsWith("The snapshots of VM 100"));
    }

    @Test
    void guestThatWentAwayIsLeftAlone() {
        assertTrue(stopRefused(() -> lab.simulator.state().removeGuest(100)).startsWith("VM 100"));
    }

    @Test
    void guestThatMovedIsLeftAlone() {
        Map<String, Object> withNode = Map.of("vmid", 100, "node", "pve1");
        String error = refused(LabTools.STOP, withNode,
                () -> lab.simulator.state().removeGuest(100).addVirtualMachine(100, "pve2", "web-01"));
        assertEquals("VM 100 on pve1 is not there any more; nothing was changed", error);
        assertEquals(0, lab.simulator.writes());
    }

    @Test
    void whatCouldNotBeReadAgainIsNotTakenForUnchanged() {
        lab.simulator.faults().on("GET", "/nodes/pve1/qemu/100/config", 2, Fault.plainText(500, "broken", ""));
        assertTrue(stopRefused(() -> {
        }).startsWith("The configuration of VM 100 (web-01) on pve1 could not be read again"));
    }

    @Test
    void figuresThatMoveAreNotDecisive() {
        confirmed(LabTools.STOP, WEB, () -> lab.simulator.clock().advance(Duration.ofHours(3)));
        assertEquals(1, lab.simulator.writes());
    }

    @Test
    void sameStateHasTheSameFingerprint() {
        String before = lab.plan(LabTools.STOP, WEB).state();
        assertFalse(before.isEmpty());
        lab.simulator.clock().advance(Duration.ofHours(3));
        assertEquals(before, lab.plan(LabTools.STOP, WEB).state());
        lab.simulator.state().set(100, "cores", 7);
        assertNotEquals(before, lab.plan(LabTools.STOP, WEB).state());
        assertFalse(lab.plan(LabTools.STOP, WEB).toMap().containsKey("state"), "it tells people nothing");
    }

    @Test
    void questionShowsDisksSnapshotsAndTheNewestBackup() {
        Map<String, @Nullable Object> facts = lab.plan(LabTools.STOP, Map.of("vmid", 102)).facts();
        assertEquals(Map.of("scsi0", "ceph-vm:vm-102-disk-0 128G"), facts.get("disks"));
        assertEquals(List.of("after-upgrade", "before-upgrade"), facts.get("snapshots"));
        assertEquals("none that this login may see", facts.get("newest_backup"));
        assertEquals(40, String.valueOf(facts.get("digest")).length());
    }

    @Test
    void newestBackupIsFound() {
        lab.confirmed(LabTools.RAW, Map.of("method", "POST", "path", "/nodes/pve1/vzdump", "params",
                Map.of("vmid", 102, "storage", "nfs-backup", "mode", "snapshot")));
        Data backup = Data.of(lab.plan(LabTools.STOP, Map.of("vmid", 102)).facts().get("newest_backup"));
        assertEquals("nfs-backup", backup.at("storage").text().orElseThrow());
        assertTrue(backup.at("volid").text().orElseThrow().startsWith("nfs-backup:backup/vzdump-qemu-102-"));
        assertTrue(backup.at("time").text().orElseThrow().endsWith("Z"));
        assertTrue(backup.at("not_readable").isAbsent());
    }

    @Test
    void whatCannotBeReadIsSaidAndDoesNotStopAnything() {
        lab.simulator.faults().always("GET", "/nodes/pve1/storage/nfs-backup/content", Fault.plainText(500, "away", ""))
                .always("GET", "/nodes/pve1/qemu/100/config", Fault.plainText(403, "no", ""))
                .always("GET", "/nodes/pve1/qemu/100/snapshot", Fault.plainText(403, "no", ""));
        Map<String, @Nullable Object> facts = lab.plan(LabTools.STOP, WEB).facts();
        assertEquals("not readable on nfs-backup; none elsewhere that this login may see", facts.get("newest_backup"));
        assertEquals("not readable (no)", facts.get("disks"));
        assertEquals("not readable (no)", facts.get("snapshots"));
        confirmed(LabTools.STOP, WEB, () -> {
        });
        assertEquals(1, lab.simulator.writes());
    }

    @Test
    void objectAtThePathIsShownAndCompared() {
        Data now = Data.of(lab.plan(LabTools.RAW, ALICE).facts().get("now"));
        assertEquals("Alice", now.at("firstname").text().orElseThrow());
        assertEquals("1 entry", now.at("groups").text().orElseThrow());
        answer(ALICE_SENT, 2, "{\"enable\":0,\"firstname\":\"Alice\"}");
        assertEquals("The object at /access/users/alice@pve changed while the confirmation was waited for; nothing was "
                + "changed", refused(LabTools.RAW, ALICE, () -> {
                }));
        assertEquals(0, lab.simulator.writes());
        confirmed(LabTools.RAW, ALICE, () -> {
        });
        assertEquals(1, lab.simulator.writes());
    }

    @Test
    void figuresOfAnObjectMayMoveAndSecretsAreMasked() {
        answer(ALICE_SENT, 1, "{\"enable\":1,\"used\":17,\"uptime\":1,\"password\":\"hunter2\"}");
        answer(ALICE_SENT, 2,
                "{\"uptime\":9,\"used\":\"18\",\"enable\":\"1\",\"password\":\"hunter2\"}");
        lab.engine().run(lab.call(LabTools.RAW, ALICE).confirmedBy(plan -> {
            assertEquals("{enable=1, password=***}", String.valueOf(plan.facts().get("now")));
            return CompletableFuture.completedFuture(Confirmer.Answer.YES);
        }));
        assertEquals(1, lab.simulator.writes());
    }

    @Test
    void objectThatMayNotBeReadIsSaidAndDoesNotStopTheWrite() {
        lab.simulator.faults().always("GET", ALICE_SENT, Fault.plainText(403, "no", ""));
        assertEquals(Map.of("not_readable", Map.of("/access/users/alice@pve", "no")),
                lab.plan(LabTools.RAW, ALICE).facts());
        confirmed(LabTools.RAW, ALICE, () -> {
        });
        assertEquals(1, lab.simulator.writes());
    }

    @Test
    void objectThatCanBeReadByNowIsAskedAboutAgain() {
        lab.simulator.faults().always("GET", ALICE_SENT, Fault.plainText(403, "no", ""));
        assertEquals("The object at /access/users/alice@pve could not be read when it was asked about, and can be now; "
                + "nothing was changed", refused(LabTools.RAW, ALICE, () -> lab.simulator.faults().clear()));
        assertEquals(0, lab.simulator.writes());
    }

    @Test
    void objectThatCannotBeReadAgainIsNotTakenForUnchanged() {
        lab.simulator.faults().on("GET", ALICE_SENT, 2, Fault.plainText(403, "no", ""));
        assertTrue(refused(LabTools.RAW, ALICE, () -> {
        }).startsWith("The object at /access/users/alice@pve could not be read again"));
        assertEquals(0, lab.simulator.writes());
    }

    @Test
    void objectThatAppearedIsAskedAboutAgain() {
        Map<String, Object> nobody = Map.of("method", "DELETE", "path", "/access/users/nobody@pve");
        assertEquals(Map.of("now", "not there"), lab.plan(LabTools.RAW, nobody).facts());
        assertEquals(
                "The object at /access/users/nobody@pve was not there when it was asked about, and is now; nothing "
                        + "was changed",
                refused(LabTools.RAW, nobody, () -> lab.simulator.state().addUser("nobody@pve", "secret")));
        assertEquals(0, lab.simulator.writes());
    }

    @Test
    void nothingIsSaidOfWhatTheWriteMakes() {
        Map<String, Object> changing = Map.of("method", "PUT", "path", "/access/users/nobody@pve", "params",
                Map.of("comment", "x"));
        assertEquals(Map.of(), lab.plan(LabTools.RAW, changing).facts());
        refused(LabTools.RAW, changing, () -> lab.simulator.state().addUser("nobody@pve", "secret"));
    }

    @ParameterizedTest
    @CsvSource({"403,'Permission check failed (/vms/100, VM.Audit)'", "500,broken", "595,no route to host"})
    void guestThatCannotBeReadIsSaid(int status, String reason) {
        lab.simulator.faults().always("GET", "/nodes/pve1/qemu/100/status/current",
                Fault.plainText(status, reason, ""));
        Data unread = Data.of(lab.plan(LabTools.RAW, DELETE_WEB).facts().get("not_readable"));
        assertEquals(List.of("VM 100 on pve1"), List.copyOf(unread.fields().keySet()));
        assertTrue(unread.at("VM 100 on pve1").text().orElseThrow().contains(reason), unread.toString());
        confirmed(LabTools.RAW, STOP_WEB, () -> {
        });
        assertEquals(1, lab.simulator.writes());
    }

    @Test
    void resolvedGuestThatCannotBeReadIsSaidToo() {
        lab.simulator.faults().always("GET", "/nodes/pve1/qemu/100/status/current", Fault.plainText(403, "no", ""));
        assertEquals(Map.of("not_readable", Map.of("VM 100 on pve1", "no")),
                lab.plan(LabTools.STOP, Map.of("vmid", 100, "node", "pve1")).facts());
        ToolFailure unknownName = assertThrows(ToolFailure.class,
                () -> lab.plan(LabTools.STOP, Map.of("vmid", "web-01")));
        assertEquals(FailureKind.PERMISSION_DENIED, unknownName.kind());
    }

    @Test
    void guestThatCanBeReadByNowIsAskedAboutAgain() {
        lab.simulator.faults().always("GET", "/nodes/pve1/qemu/100/status/current", Fault.plainText(403, "no", ""));
        assertEquals(
                "The state of VM 100 on pve1 could not be read when it was asked about, and can be now; nothing was "
                        + "changed",
                refused(LabTools.RAW, DELETE_WEB, () -> lab.simulator.faults().clear()));
        assertEquals(0, lab.simulator.writes());
    }

    @Test
    void guestThatCannotBeReadAgainIsNotTakenForUnchanged() {
        lab.simulator.faults().on("GET", "/nodes/pve1/qemu/100/status/current", 2, Fault.plainText(403, "no", ""));
        assertEquals("The state of VM 100 on pve1 could not be read again after the confirmation; nothing was changed",
                refused(LabTools.RAW, DELETE_WEB, () -> {
                }));
    }

    @Test
    void partOfAGuestThatCanBeReadByNowIsAskedAboutAgain() {
        lab.simulator.faults().on("GET", "/nodes/pve1/qemu/100/config", 1, Fault.plainText(403, "no", ""));
        assertTrue(stopRefused(() -> {
        }).startsWith("The configuration of VM 100 (web-01) on pve1 could not be read when it was asked about"));
    }

    @Test
    void reasonTellsNoSecretAndOnlyTheBeginning() {
        lab.simulator.faults().always("GET", ALICE_SENT,
                Fault.plainText(500, "PVEAPIToken=root@pam!x=01234567-89ab-cdef " + "x".repeat(500), ""));
        String reason = Data.of(lab.plan(LabTools.RAW, ALICE).facts().get("not_readable"))
                .at("/access/users/alice@pve").text().orElseThrow();
        assertTrue(reason.startsWith("PVEAPIToken=root@pam!x=*** xxx") && reason.length() < 200, reason);
    }

    @Test
    void nobodyIsAskedWhereTheLoginIsRefused() {
        lab.simulator.faults().always("GET", ALICE_SENT, Fault.plainText(401, "authentication failure", ""));
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.plan(LabTools.RAW, ALICE));
        assertEquals(FailureKind.NOT_LOGGED_IN, failure.kind());
    }

    /** The disk leaves one guest and arrives at another. */
    @Test
    void bothGuestsOfACallAreShownAndCompared() {
        Map<String, Object> move = Map.of("method", "POST", "path", "/nodes/pve1/qemu/100/move_disk", "params",
                Map.of("disk", "scsi0", "target-vmid", 900, "target-disk", "scsi1"));
        lab.simulator.state().addVirtualMachine(900, "pve1", "receiver");
        Plan plan = lab.plan(LabTools.RAW, move);
        assertEquals("web-01", Data.of(plan.facts().get("VM 100 on pve1")).at("name").text().orElseThrow());
        assertEquals("receiver", Data.of(plan.facts().get("VM 900 on pve1")).at("name").text().orElseThrow());
        assertEquals(
                "The status of VM 900 on pve1 changed from stopped to running while the confirmation was waited for; "
                        + "nothing was changed",
                refused(LabTools.RAW, move, () -> lab.simulator.state().power(900, true)));
        assertEquals(0, lab.simulator.writes());
    }

    private static Map<String, Object> removing(int guests, int users) {
        return Map.of("gone", Stream.concat(IntStream.range(0, guests).mapToObj(number -> "" + (900 + number)),
                IntStream.range(0, users).mapToObj(number -> "u" + number + "@pve")).toList());
    }

    private void addGuestsAndUsers(int guests, int users) {
        IntStream.range(0, guests)
                .forEach(number -> lab.simulator.state().addVirtualMachine(900 + number, "pve1", "g" + number));
        IntStream.range(0, users).forEach(number -> lab.simulator.state().addUser("u" + number + "@pve", "secret"));
    }

    @Test
    void manyAreReadAndTheRestIsCounted() {
        addGuestsAndUsers(4, 16);
        Map<String, @Nullable Object> all = lab.plan(LabTools.REMOVE, removing(4, 16)).facts();
        assertEquals(16, Data.of(all.get("now")).fields().size());
        assertTrue(all.keySet().containsAll(List.of("VM 900 on pve1", "VM 901 on pve1", "VM 902 on pve1",
                "VM 903 on pve1")), all::toString);
        assertFalse(all.containsKey("not_read"), all::toString);
        assertEquals("the state of 2 more objects", lab.plan(LabTools.REMOVE, removing(0, 18)).facts().get("not_read"));
        assertEquals("the state of 1 more guest and 1 more object",
                lab.plan(LabTools.REMOVE, removing(17, 17)).facts().get("not_read"));
    }

    @Test
    void lastOfManyIsComparedToo() {
        addGuestsAndUsers(0, 6);
        answer("/access/users/u5%40pve", 2, "{\"enable\":0}");
        assertTrue(refused(LabTools.REMOVE, removing(0, 6), () -> {
        }).startsWith("The object at /access/users/u5@pve changed"));
        assertEquals("The object at /access/users/u5@pve is not there any more; nothing was changed",
                refused(LabTools.REMOVE, removing(0, 6), () -> send(HttpMethod.DELETE, "/access/users/u5@pve")));
    }

    @Test
    void poolNamedInTheQueryIsShown() {
        Data now = Data.of(lab.plan(LabTools.RAW, Map.of("method", "DELETE", "path", "/pools", "params",
                Map.of("poolid", "production"))).facts().get("now"));
        assertEquals("What customers see", now.at("comment").text().orElseThrow());
    }

    @Test
    void ruleAtThatPositionIsStillTheSame() {
        String rules = "/nodes/pve1/qemu/100/firewall/rules";
        send(HttpMethod.POST, rules, Parameter.of("type", "in"), Parameter.of("action", "ACCEPT"),
                Parameter.of("comment", "keep"));
        refused(LabTools.RAW, Map.of("method", "DELETE", "path", rules + "/0"), () -> send(HttpMethod.POST, rules,
                Parameter.of("type", "in"), Parameter.of("action", "DROP"), Parameter.of("pos", "0")));
        assertEquals(List.of("POST", "POST"), lab.writes().stream().map(write -> write.method()).toList());
    }

    /** What a raw call is about stands in its path, and a restore names the guest that it replaces. */
    @Test
    void rawCallsShowTheGuestThatTheyAreAbout() {
        Plan deletion = lab.plan(LabTools.RAW, Map.of("method", "DELETE", "path", "/nodes/pve1/qemu/100"));
        assertEquals("web-01", deletion.facts().get("name"));
        Map<String, Object> restore = Map.of("method", "POST", "path", "/nodes/pve1/qemu", "params",
                Map.of("vmid", 100, "archive", "nfs-backup:backup/x.vma", "force", true));
        assertEquals("web-01", lab.plan(LabTools.RAW, restore).facts().get("name"));
        refused(LabTools.RAW, restore, () -> lab.simulator.state().power(100, false));
        Map<String, Object> fresh = Map.of("method", "POST", "path", "/nodes/pve1/qemu", "params", Map.of("vmid", 555));
        assertEquals(Map.of(), lab.plan(LabTools.RAW, fresh).facts());
        assertTrue(refused(LabTools.RAW, fresh, () -> lab.simulator.state().addVirtualMachine(555, "pve1", "taken"))
                .startsWith("The existence of VM 555 on pve1"));
        assertEquals(0, lab.simulator.writes());
    }

    @Test
    void whatIsNotConfirmedCostsNoMoreReads() {
        lab.run(LabTools.START, Map.of("vmid", 103, "node", "pve2", "wait", false));
        assertEquals(List.of("POST /nodes/pve2/qemu/103/status/start"), lab.sent());
        lab.simulator.forgetRequests();
        lab.run(LabTools.START, Map.of("vmid", "ci-runner-01", "wait", false));
        assertEquals(List.of("GET /cluster/resources?type=vm", "GET /nodes/pve3/qemu/105/status/current",
                "POST /nodes/pve3/qemu/105/status/start"), lab.sent());
    }
}
