package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan tells what will differ, and a confirmed call is held to what was shown. */
class DifferencesTest {
    private static final String CONFIG = "/nodes/pve1/qemu/100/config";
    @AutoClose
    private final Lab lab = new Lab();

    private static Map<String, Object> raw(String method, String path, Map<String, Object> params) {
        return Map.of("method", method, "path", path, "params", params);
    }

    private void write(String path, Map<String, Object> params) {
        lab.confirmed(LabTools.RAW, raw("PUT", path, params));
    }

    private Plan planOf(Map<String, Object> params) {
        return lab.plan(LabTools.RAW, raw("PUT", CONFIG, params));
    }

    private String current(String field) {
        return Data.text(lab, field);
    }

    @Test
    void tellsTheValueNowTheWaitingOneAndTheWantedOne() {
        String memory = current("memory");
        write(CONFIG, Map.of("memory", 3072));
        assertEquals(List.of(new Plan.Change("memory", memory, true, "3072", "4096")),
                planOf(Map.of("memory", 4096)).changes());
    }

    @Test
    void whatIsAsItIsWantedIsNoChange() {
        Plan plan = planOf(Map.of("memory", current("memory")));
        assertEquals(List.of(), plan.changes());
        assertEquals(List.of("Everything is as it is wanted already."), plan.notes());
        assertFalse(plan.toMap().containsKey("changes"));
    }

    @Test
    void unsetAndNewFieldsHaveNoValue() {
        write(CONFIG, Map.of("description", "old"));
        assertEquals(List.of(new Plan.Change("hookscript", null, false, null, "local:snippets/x.sh"),
                new Plan.Change("description", "old", false, null, null)),
                planOf(Map.of("hookscript", "local:snippets/x.sh", "delete", "description")).changes());
    }

    @Test
    void revertGoesBackToTheValueNow() {
        String memory = current("memory");
        write(CONFIG, Map.of("memory", 3072));
        assertEquals(List.of(new Plan.Change("memory", memory, true, "3072", memory)),
                planOf(Map.of("revert", "memory")).changes());
    }

    @Test
    void otherObjectsAreComparedToo() {
        write("/cluster/options", Map.of("keyboard", "de"));
        assertEquals(List.of(new Plan.Change("keyboard", "de", false, null, "fr")),
                lab.plan(LabTools.RAW, raw("PUT", "/cluster/options", Map.of("keyboard", "fr"))).changes());
        assertEquals("content", lab.plan(LabTools.RAW, raw("PUT", "/storage/local", Map.of("content", "iso")))
                .changes().getFirst().field());
    }

    @Test
    void secretsAreMaskedOnBothSides() {
        write(CONFIG, Map.of("cipassword", "hunter2-old"));
        Plan plan = planOf(Map.of("cipassword", "hunter2-new"));
        assertEquals("***", plan.changes().getFirst().wanted());
        assertFalse(plan.toMap().toString().contains("hunter2"), plan.toMap().toString());
    }

    @Test
    void jsonHasPendingOnlyWhereSomethingWaits() {
        assertEquals(List.of("field", "current", "wanted"),
                List.copyOf(new Plan.Change("a", null, false, null, "1").toMap().keySet()));
        assertEquals(List.of("field", "current", "pending", "wanted"),
                List.copyOf(new Plan.Change("a", "2", true, null, "1").toMap().keySet()));
    }

    @Test
    void whatIsConfirmedIsSentWithTheDigestThatWasShown() {
        List<Plan> shown = new ArrayList<>();
        lab.engine().run(lab.call(LabTools.RAW, raw("PUT", "/storage/local", Map.of("content", "iso")))
                .confirmedBy(answering(shown)));
        Object held = shown.getLast().writes().getFirst().parameters().get("digest");
        RecordedRequest write = lab.writes().getLast();
        assertTrue(held != null && write.body().contains("digest=" + held), write.toString());
    }

    @Test
    void whatChangedWhileItWasAskedAboutIsRefused() {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.engine().run(lab.call(LabTools.RAW,
                raw("PUT", "/storage/local", Map.of("content", "iso"))).confirmedBy(plan -> {
                    write("/storage/local", Map.of("content", "iso,backup"));
                    return CompletableFuture.completedFuture(Confirmer.Answer.YES);
                })));
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind(), failure.error());
    }

    @Test
    void aLaterCallCanBeHeldToAPlan() {
        Object digest = planOf(Map.of("memory", 4096)).facts().get("digest");
        assertEquals(current("digest"), digest);
        write(CONFIG, Map.of("description", "changed"));
        ToolFailure failure = lab.failure(LabTools.CONFIGURE,
                Map.of("vmid", 100, "node", "pve1", "description", "new", "digest",
                        String.valueOf(digest)));
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind(), failure.error());
    }

    @Test
    void severalWritesAreHeldToNothing() {
        List<Plan> shown = new ArrayList<>();
        lab.engine().run(lab.call(LabTools.TWICE, Map.of("vmid", 100, "node", "pve1")).confirmedBy(answering(shown)));
        Plan plan = lab.plan(LabTools.TWICE, Map.of("vmid", 100, "node", "pve1"));
        assertEquals(2, plan.writes().size());
        List<RecordedRequest> writes = lab.writes();
        assertEquals(1, shown.size());
        assertEquals(List.of("description=begun", "description=done"),
                writes.stream().map(RecordedRequest::body).toList());
    }

    /** What goes into a set, or out of it, does not replace the set. */
    @ParameterizedTest
    @CsvSource({"/pools/production, vms, 103", "/access/roles/PVEVMUser, privs, VM.Audit"})
    void setsAreNotToldAsIfTheyWereReplaced(String path, String name, String value) {
        assertEquals(List.of(), lab.plan(LabTools.RAW, raw("PUT", path, Map.of(name, value))).changes());
    }

    @Test
    void aPlainRunReadsAndSendsNothingExtra() {
        lab.run(LabTools.CONFIGURE, Map.of("vmid", 100, "node", "pve1", "description", "new"));
        assertEquals(List.of("PUT " + CONFIG), lab.sent().stream().filter(sent -> sent.contains(CONFIG)).toList());
        assertFalse(lab.sent().toString().contains("permissions"), lab.sent().toString());
        assertFalse(lab.writes().getLast().body().contains("digest"));
    }

    @Test
    void theAdministratorMayDoIt() {
        assertEquals(Optional.of(true), planOf(Map.of("memory", 4096)).permitted());
    }

    private static Confirmer answering(List<Plan> shown) {
        return plan -> {
            shown.add(plan);
            return CompletableFuture.completedFuture(Confirmer.Answer.YES);
        };
    }

    /** The configuration as it is. */
    private static final class Data {
        static String text(Lab lab, String field) {
            ToolResult result = lab.run(LabTools.RAW, raw("GET", CONFIG, Map.of("current", 1)));
            return String.valueOf(((Map<?, ?>) ((ToolResult.Value) result.content()).value()).get(field));
        }
    }
}
