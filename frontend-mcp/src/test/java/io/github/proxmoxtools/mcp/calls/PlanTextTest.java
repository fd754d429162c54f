package io.github.proxmoxtools.mcp.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.TestTools;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.Safety;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** The question that a person answers. */
class PlanTextTest {
    private static String question(Map<String, @Nullable Object> facts, Map<String, Object> parameters) {
        Plan plan = new Plan("proxmox_vm_delete", Safety.DESTROY,
                Optional.of(new GuestAddress(GuestKind.VM, "pve1", 100, "web")), facts, List.of(),
                List.of(new Plan.PlannedCall("DELETE", "/nodes/pve1/qemu/100", parameters)), List.of(), List.of());
        return PlanText.of(plan, new Attempt(TestTools.DELETE, Map.of(), ""));
    }

    @Test
    void saysFactsInThePersonsUnits() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("name", "web");
        facts.put("status", "running");
        facts.put("uptime", 93_600);
        facts.put("maxmem", 4L << 30);
        facts.put("disks", Map.of("scsi0", "local-lvm:vm-100-disk-0 32G"));
        facts.put("digest", "0123");
        facts.put("snapshots", List.of());
        facts.put("newest_backup", "none");
        assertEquals("""
                     Delete VM (proxmox_vm_delete)
                     Target: qemu 100 'web' on node pve1
                     status: running
                     uptime: 1 d 2 h
                     maxmem: 4.0 GiB
                     disks:
                       scsi0 = local-lvm:vm-100-disk-0 32G
                     snapshots: none
                     newest backup: none
                     It sends:
                       DELETE /nodes/pve1/qemu/100
                         purge = true
                     Class: destroy. Shall it be done?""", question(facts, Map.of("purge", true)));
    }

    @Test
    void saysWhatIsReplacedAndWhatIsLacking() {
        Plan plan = new Plan("proxmox_vm_delete", Safety.DESTROY, Optional.empty(), Map.of(), List.of(),
                List.of(new Plan.PlannedCall("PUT", "/cluster/options", Map.of("keyboard", "fr"))), List.of(),
                List.of(),
                "", List.of(new Plan.Change("keyboard", "de", false, null, "fr"),
                        new Plan.Change("memory", null, true, "2\u202e", null)),
                Optional.of(List.of("Sys.Modify on /")));
        assertEquals("""
                     Delete VM (proxmox_vm_delete)
                     It sends:
                       PUT /cluster/options
                         keyboard = fr
                     It changes:
                       keyboard: de -> fr
                       memory: (not set) -> (not set) (waiting for the next start: 2?)
                     As far as can be told, this login lacks:
                       Sys.Modify on /
                     Class: destroy. Shall it be done?""",
                PlanText.of(plan, new Attempt(TestTools.DELETE, Map.of(), "")));
    }

    @Test
    void aNameCannotWriteLinesOfTheQuestion() {
        String question = question(Map.of("tags", "x\nstatus: stopped\u202e"), Map.of());
        assertFalse(question.contains("\nstatus: stopped"), question);
        assertFalse(question.contains("\u202e"), question);
    }

    @Test
    void oneLongFactHidesNoOther() {
        Map<String, Object> disks = new LinkedHashMap<>();
        IntStream.range(0, 30).forEach(number -> disks.put("scsi" + number, "x".repeat(1000)));
        String question = question(Map.of("disks", disks), Map.of());
        assertTrue(question.contains("scsi19 = ") && question.contains("and 10 more"), question);
        assertTrue(question.length() < 6000, () -> question.length() + " characters");
    }

    @Test
    void whatIsSentIsShownWhole() {
        String hidden = "harmless ".repeat(100) + "rm -rf /srv";
        String question = question(Map.of(), Map.of("input-data", hidden));
        assertTrue(question.contains("rm -rf /srv"), question);
    }

    @Test
    void eachElementOfAListHasALineOfItsOwn() {
        String question = question(Map.of(), Map.of("command", List.of("/bin/sh", "x".repeat(500), "rm")));
        assertTrue(question.contains("command = /bin/sh\n") && question.contains("command = rm\n"), question);
    }

    @Test
    void whatIsTooLongToBeShownSaysSo() {
        String question = question(Map.of(), Map.of("content", "x".repeat(5000)));
        assertTrue(question.contains("(1000 MORE CHARACTERS ARE NOT SHOWN)"), question);
    }

    @Test
    void aParameterCannotWriteLinesOfTheQuestion() {
        String question = question(Map.of(), Map.of("content", "x\nTarget: qemu 999"));
        assertTrue(question.contains("content = x\\nTarget: qemu 999"), question);
    }
}
