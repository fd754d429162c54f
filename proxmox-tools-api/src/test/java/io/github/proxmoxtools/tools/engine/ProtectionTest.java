package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody protected is refused before anything is sent or asked. */
class ProtectionTest {
    @AutoClose
    private final Lab lab = new Lab();

    @BeforeEach
    void protect() {
        lab.confirmed(LabTools.RAW, raw("PUT", "/nodes/pve2/qemu/103/config", Map.of("protection", 1)));
        lab.confirmed(LabTools.RAW, raw("PUT", "/nodes/pve3/lxc/204/config", Map.of("protection", 1)));
    }

    private static Map<String, Object> raw(String method, String path, Map<String, Object> params) {
        return Map.of("method", method, "path", path, "params", params);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /nodes/pve2/qemu/103, purge, 1", "DELETE, /nodes/pve3/lxc/204, force, 1",
            "PUT, /nodes/pve2/qemu/103/config, delete, 'scsi0'",
            "PUT, /nodes/pve2/qemu/103/config, delete, 'tags,unused0'",
            "PUT, /nodes/pve2/qemu/103/unlink, idlist, 'scsi0'", "PUT, /nodes/pve3/lxc/204/config, delete, 'mp0'"})
    void losingWhatIsProtectedIsRefused(String method, String path, String name, String value) {
        long before = lab.simulator.writes();
        ToolFailure failure = assertThrows(ToolFailure.class,
                () -> lab.confirmed(LabTools.RAW, raw(method, path, Map.of(name, value))));
        assertEquals(FailureKind.REFUSED, failure.kind(), failure.error());
        assertTrue(failure.error().contains("is protected"), failure.error());
        assertEquals(true, failure.details().get("protection"));
        assertEquals(before, lab.simulator.writes());
    }

    @Test
    void restoringOverItIsRefused() {
        Map<String, Object> params = Map.of("vmid", 103, "archive", "local:backup/x.vma.zst", "force", 1);
        ToolFailure failure = assertThrows(ToolFailure.class,
                () -> lab.confirmed(LabTools.RAW, raw("POST", "/nodes/pve2/qemu", params)));
        assertEquals(FailureKind.REFUSED, failure.kind(), failure.error());
        assertTrue(failure.error().startsWith("VM 103 on pve2 is protected"), failure.error());
    }

    @Test
    void aProtectionThatCannotBeReadIsNotPassedOver() {
        lab.simulator.faults().always("GET", "/nodes/pve2/qemu/103/config", Fault.status(596, "Connection timed out"));
        long before = lab.simulator.writes();
        assertThrows(ToolFailure.class,
                () -> lab.confirmed(LabTools.RAW, raw("DELETE", "/nodes/pve2/qemu/103", Map.of())));
        assertEquals(before, lab.simulator.writes());
    }

    @Test
    void itsVolumesAreItsOwnInTheStorageToo() {
        long before = lab.simulator.writes();
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.confirmed(LabTools.RAW,
                raw("DELETE", "/nodes/pve2/storage/local-lvm/content/local-lvm:vm-103-disk-0", Map.of())));
        assertEquals(FailureKind.REFUSED, failure.kind(), failure.error());
        assertTrue(failure.error().contains("is protected"), failure.error());
        assertEquals(before, lab.simulator.writes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dirx:151/vm-151-disk-0.raw", "dirx:151%2Fvm-151-disk-0.raw", "151/vm-151-disk-0.raw",
            "dirx:151/of-any-name.raw"})
    void itsVolumesAreItsOwnHoweverTheirSlashIsWritten(String volume) {
        lab.confirmed(LabTools.RAW, raw("POST", "/storage",
                Map.of("storage", "dirx", "type", "dir", "path", "/srv/x", "content", "images")));
        lab.confirmed(LabTools.RAW, raw("POST", "/nodes/pve1/qemu",
                Map.of("vmid", 151, "memory", 512, "scsi0", "dirx:1", "protection", 1)));
        isRefused("DELETE", "/nodes/pve1/storage/dirx/content/" + volume, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"method\":\"DELETE\",\"path\":\"qemu/103\"}]",
            "[{\"method\":\"GET\",\"path\":\"time\"},{\"method\":\"delete\",\"path\":\"/qemu//103/\"}]",
            "[{\"method\":\"PUT\",\"path\":\"qemu/103/config\",\"args\":{\"delete\":\"scsi0\"}}]",
            "[{\"method\":\"DELETE\",\"path\":\"storage/local-lvm/content/local-lvm:vm-103-disk-0\"}]",
            "[{\"method\":\"POST\",\"path\":\"qemu\",\"args\":{\"vmid\":103,\"archive\":\"a\",\"force\":true}}]",
            "[{\"method\":\"POST\",\"path\":\"execute\",\"args\":{\"commands\":"
                    + "\"[{\\\"method\\\":\\\"DELETE\\\",\\\"path\\\":\\\"qemu/103\\\"}]\"}}]"})
    void aBatchIsLookedInto(String commands) {
        isRefused("POST", "/nodes/pve2/execute", Map.of("commands", commands));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"method\":\"DELETE\",\"path\":\"qemu/103\"}", "{}", "[1]", "[{\"method\":\"DELETE\"}]",
            "[{\"method\":\"SEND\",\"path\":\"time\"}]", "[{\"method\":\"GET\",\"path\":\"../x\"}]",
            "[{\"method\":\"GET\",\"path\":\"time\",\"args\":[]}]"})
    void aBatchThatCannotBeReadIsRefused(String commands) {
        long before = lab.simulator.writes();
        ToolFailure failure = assertThrows(ToolFailure.class,
                () -> lab.confirmed(LabTools.RAW, raw("POST", "/nodes/pve2/execute", Map.of("commands", commands))));
        assertEquals(FailureKind.BAD_ARGUMENT, failure.kind(), failure.error());
        assertTrue(failure.error().startsWith("commands: "), failure.error());
        assertEquals(before, lab.simulator.writes());
    }

    @Test
    void theCommandOfABatchThatCannotBeReadIsNamed() {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.confirmed(LabTools.RAW, raw("POST",
                "/nodes/pve2/execute",
                Map.of("commands", "[{\"method\":\"GET\",\"path\":\"time\"},{\"method\":\"GET\"}]"))));
        assertEquals("commands: command 2: must be an object with method and path", failure.error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "yes", "On", "true"})
    void everyYesOfTheServerForces(String yes) {
        isRefused("POST", "/nodes/pve2/qemu", Map.of("vmid", 103, "archive", "local:backup/x.vma.zst", "force", yes));
    }

    @Test
    void slashesHiddenInASegmentDoNotHideAGuest() {
        isRefused("DELETE", "/nodes/pve2/qemu%2F103", Map.of());
        isRefused("POST", "/nodes/pve2%2Fexecute",
                Map.of("commands", "[{\"method\":\"DELETE\",\"path\":\"qemu/103\"}]"));
    }

    private void isRefused(String method, String path, Map<String, Object> params) {
        long before = lab.simulator.writes();
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.confirmed(LabTools.RAW,
                Map.of("method", method, "path", path, "params", params, "force", true)));
        assertEquals(FailureKind.REFUSED, failure.kind(), failure.error());
        assertTrue(failure.error().contains("is protected"), failure.error());
        assertEquals(before, lab.simulator.writes());
    }

    @Test
    void nobodyIsAskedAndAPlanSaysTheSame() {
        Map<String, Object> deletion = raw("DELETE", "/nodes/pve2/qemu/103", Map.of());
        ToolFailure failure = assertThrows(ToolFailure.class,
                () -> lab.engine().run(lab.call(LabTools.RAW, deletion).confirmedBy(plan -> {
                    throw new AssertionError("asked about what cannot be");
                })));
        assertTrue(failure.error().contains("is protected"), failure.error());
        assertThrows(ToolFailure.class, () -> lab.plan(LabTools.RAW, deletion));
    }

    @ParameterizedTest
    @CsvSource({"PUT, /nodes/pve2/qemu/103/config, description, 'scsi0'", "POST, /nodes/pve2/qemu, vmid, '103'",
            "DELETE, /nodes/pve2/storage/local-lvm, content, 'local-lvm:vm-103-disk-0'"})
    void whatOnlyLooksAsIfItLostSomethingIsForTheServerToSay(String method, String path, String name, String value) {
        try {
            lab.confirmed(LabTools.RAW, raw(method, path, Map.of(name, value)));
        } catch (ToolFailure failure) {
            assertFalse(failure.error().contains("is protected"), failure.error());
        }
    }

    @Test
    void aRestoreToWhatIsNoNumberIsForTheServerToSay() {
        Map<String, Object> params = Map.of("vmid", "abc", "archive", "local:backup/x.vma.zst", "force", 1);
        ToolFailure failure = assertThrows(ToolFailure.class,
                () -> lab.confirmed(LabTools.RAW, raw("POST", "/nodes/pve2/qemu", params)));
        assertEquals(FailureKind.BAD_ARGUMENT, failure.kind(), failure.error());
        Map<String, Object> forced = Map.of("method", "POST", "path", "/nodes/pve2/qemu", "params", params, "force",
                true);
        ToolFailure theirs = assertThrows(ToolFailure.class, () -> lab.confirmed(LabTools.RAW, forced));
        assertFalse(theirs.error().contains("is protected"), theirs.error());
    }

    @Test
    void aRestoreThatIsNotForcedIsForTheServerToSay() {
        Map<String, Object> params = Map.of("vmid", 103, "archive", "local:backup/x.vma.zst", "force", 0);
        ToolFailure failure = assertThrows(ToolFailure.class,
                () -> lab.confirmed(LabTools.RAW, raw("POST", "/nodes/pve2/qemu", params)));
        assertFalse(failure.error().contains("is protected"), failure.error());
    }

    @Test
    void itSaysHowAProtectionIsLifted() {
        ToolFailure failure = assertThrows(ToolFailure.class,
                () -> lab.confirmed(LabTools.RAW, raw("DELETE", "/nodes/pve2/qemu/103", Map.of())));
        assertTrue(failure.guidance().endsWith("protection=0 in its configuration."), failure.guidance());
    }

    @Test
    void whatLosesNothingIsDone() {
        lab.confirmed(LabTools.RAW, raw("PUT", "/nodes/pve2/qemu/103/config", Map.of("delete", "tags")));
        lab.confirmed(LabTools.RAW, raw("PUT", "/nodes/pve2/qemu/103/config", Map.of("protection", 0)));
        lab.confirmed(LabTools.RAW, raw("DELETE", "/nodes/pve2/qemu/103", Map.of()));
        assertEquals(FailureKind.NOT_FOUND, lab.failure(LabTools.STATUS, Map.of("vmid", 103, "node", "pve2")).kind());
    }

    @Test
    void onlyWhatMayLoseSomethingReadsTheConfiguration() {
        lab.confirmed(LabTools.STOP, Map.of("vmid", 100));
        assertFalse(lab.sent().contains("GET /nodes/pve1/qemu/100/config"), lab.sent().toString());
    }
}
