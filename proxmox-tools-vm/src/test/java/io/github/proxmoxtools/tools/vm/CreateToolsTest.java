package io.github.proxmoxtools.tools.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.TaskWait;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.contract.ToolBench;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Creating and cloning VMs: which id they get, what is sent, and what is refused. */
@Tag("vm")
@Timeout(60)
final class CreateToolsTest {
    private static final String CREATE = "proxmox_vm_create";
    private static final String CLONE = "proxmox_vm_clone";
    private static final String KEYS = "ssh-ed25519 AAAA+/= me@x\nssh-rsa BBBB~* you@y\n";

    @AutoClose
    private final ToolBench bench = new ToolBench(new VmToolset(), "9.2");

    @Test
    void takesTheNextFreeIdAndTellsIt() {
        ToolResult result = bench.run(CREATE, "node", "pve1", "name", "made", "memory", 512);

        assertEquals(108L, result.toMap().get("vmid"));
        assertEquals("OK", result.toMap().get("exitstatus"));
        assertTrue(result.notes().contains("The new guest has the vmid 108."), result.notes()::toString);
        assertEquals("made", bench.config("pve1/qemu/108").get("name"));
    }

    @Test
    void tellsTheIdWithoutWaitingToo() {
        Map<?, ?> facts = bench.data(CREATE, "node", "pve1", "name", "made", "memory", 512, "wait", false);

        assertEquals(108L, facts.get("vmid"));
        assertEquals("qmcreate", facts.get("type"));
        assertEquals("running", facts.get("status"));
        assertTrue(facts.get("upid").toString().startsWith("UPID:pve1:"));
    }

    /** The server reserves no id: another one may have come first. */
    @Test
    void triesTheNextIdWhenSomebodyTookIt() {
        bench.simulator().faults().on("POST", "/nodes/pve1/qemu", 1,
                Fault.status(500, "unable to create VM 108 - VM 108 already exists on node 'pve2'"));

        assertEquals(109L, bench.data(CREATE, "node", "pve1", "name", "made", "memory", 512).get("vmid"));
        assertEquals(2, bench.sent("POST", "/qemu").size());
        assertEquals(2, bench.sent("GET", "/cluster/nextid").size());
    }

    @Test
    void givesUpAfterSomeIds() {
        bench.simulator().faults().always("POST", "/nodes/pve1/qemu", Fault.status(500, "VM already exists"));

        bench.failure(FailureKind.ALREADY_EXISTS, CREATE, "node", "pve1", "name", "made", "memory", 512);
        assertEquals(5, bench.sent("POST", "/qemu").size());
    }

    /** What its task left behind is not made five times. */
    @Test
    void aTaskThatFailsIsNotTriedWithAnotherId() {
        bench.simulator().tasks().nextFails("qmclone", "disk image 'vm-108-disk-0' already exists");
        bench.failure(FailureKind.ALREADY_EXISTS, CLONE, "vmid", 105, "full", true);
        assertEquals(1, bench.sent("POST", "/clone").size());

        bench.simulator().tasks().nextFails("qmclone", "unable to create VM 109: config file already exists");
        bench.run(CLONE, "vmid", 105, "full", true);
        assertEquals(3, bench.sent("POST", "/clone").size());
    }

    @Test
    void doesNotTryAnotherIdThanTheGivenOne() {
        bench.failure(FailureKind.ALREADY_EXISTS, CREATE, "node", "pve1", "vmid", 100, "name", "made", "memory", 512);
        bench.failure(FailureKind.ALREADY_EXISTS, CLONE, "vmid", 105, "newid", 100);

        assertEquals(1, bench.sent("POST", "/qemu").size());
        assertEquals(1, bench.sent("POST", "/clone").size());
        assertEquals(0, bench.sent("GET", "/cluster/nextid").size());
    }

    @Test
    void wantsNameAndMemoryWhereNothingIsRestored() {
        ToolFailure failure = bench.failure(FailureKind.BAD_ARGUMENT, CREATE, "node", "pve1");

        assertEquals(Set.of("name", "memory"), failure.details().keySet());
        assertEquals(0, bench.simulator().writes());
    }

    /** The keys are percent-encoded once, and the form encodes that again. */
    @Test
    void sshKeysAreEncodedTwice() {
        bench.run(CREATE, "node", "pve1", "name", "made", "memory", 512, "sshkeys", KEYS);

        String encoded = "ssh-ed25519%20AAAA%2B%2F%3D%20me%40x%0Assh-rsa%20BBBB~%2A%20you%40y%0A";
        assertTrue(bench.body("POST", "/qemu").contains("sshkeys=" + encoded.replace("%", "%25")),
                () -> bench.body("POST", "/qemu"));
        assertEquals(encoded, bench.config("pve1/qemu/108").get("sshkeys"));
        assertEquals(encoded, VmOptions.encoded(encoded)); // as older callers gave them
    }

    @Test
    void passwordsAreNotShown() {
        var plan = bench.plan(CREATE, "node", "pve1", "name", "made", "memory", 512, "cipassword", "very secret");

        assertFalse(plan.toMap().toString().contains("very secret"));
        assertTrue(plan.writes().getFirst().parameters().toString().contains("cipassword=***"));
    }

    @Test
    void takesEveryOfficialOptionAndNoOther() {
        bench.run(CREATE, "node", "pve1", "name", "made", "memory", 512, "scsi1", "ceph-vm:2", "cpu", "host",
                "net3", "virtio,bridge=vmbr0");
        assertEquals("host", bench.config("pve1/qemu/108").get("cpu"));

        ToolFailure failure = bench.failure(FailureKind.BAD_ARGUMENT, CREATE, "node", "pve1", "name", "made",
                "memory", 512, "scsi31", "ceph-vm:2");
        assertEquals(Set.of("scsi31"), failure.details().keySet());
        bench.failure(FailureKind.BAD_ARGUMENT, CREATE, "node", "pve1", "name", "made", "memory", 512, "net0",
                "bogus=1");
        assertEquals(1, bench.simulator().writes());
    }

    @Test
    void overwritesOnlyAGuestThatIsNamed() {
        String archive = "nfs-backup:backup/vzdump-qemu-105-2026_01_01-00_00_00.vma.zst";
        assertEquals("DESTROY", bench.plan(CREATE, "node", "pve3", "vmid", 105, "archive", archive, "force", true)
                .safety().name());
        assertEquals("CHANGE", bench.plan(CREATE, "node", "pve3", "archive", archive).safety().name());

        bench.failure(FailureKind.BAD_ARGUMENT, CREATE, "node", "pve3", "archive", archive, "force", true);
        bench.failure(FailureKind.BAD_ARGUMENT, CREATE, "node", "pve3", "vmid", 105, "name", "made", "memory", 512,
                "force", true);
        assertEquals(0, bench.simulator().writes());
    }

    @Test
    void whoIsOverwrittenIsToldAndLookedAtAgain() {
        String archive = backUp(105);
        bench.simulator().forgetRequests();
        var call = ToolCall.of(CREATE, ToolBench.args("node", "pve3", "vmid", 105, "archive", archive, "force", true));
        ToolFailure failure = assertThrows(ToolFailure.class, () -> bench.engine().run(call.confirmedBy(plan -> {
            bench.state().power(105, true);
            return CompletableFuture.completedFuture(Confirmer.Answer.YES);
        })));

        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind(), failure::error);
        assertTrue(failure.error().contains("status of VM 105 on pve3 changed from stopped to running"),
                failure::error);
        assertEquals(0, bench.simulator().writes());
    }

    @Test
    void restoresOverTheGuestThatIsNamed() {
        String archive = backUp(105);
        bench.run("proxmox_vm_update_config", "vmid", 105, "name", "changed");
        bench.failure(FailureKind.ALREADY_EXISTS, CREATE, "node", "pve3", "vmid", 105, "archive", archive);

        assertEquals("OK", bench.data(CREATE, "node", "pve3", "vmid", 105, "archive", archive, "force", true)
                .get("exitstatus"));
        assertEquals("ci-runner-01", bench.config("pve3/qemu/105").get("name"));
        Object copy = bench.data(CREATE, "node", "pve3", "archive", archive).get("vmid");
        assertEquals("ci-runner-01", bench.config("pve3/qemu/" + copy).get("name"));
    }

    private String backUp(int vmid) {
        var node = Map.of("node", "pve3");
        try (var client = SimulatedEngine.client(bench.simulator())) {
            Object upid = client.send(ApiRequest.post(ApiPath.expand("/nodes/{node}/vzdump", node),
                    Parameter.of("vmid", Integer.toString(vmid)), Parameter.of("storage", "nfs-backup"))).data();
            client.tasks().await(Upid.parse(String.valueOf(upid)), TaskWait.toTheEnd());
            Object content = client.send(ApiRequest.get(
                    ApiPath.expand("/nodes/{node}/storage/nfs-backup/content", node),
                    Parameter.of("content", "backup"))).data();
            return Data.of(content).items().getFirst().at("volid").text().orElseThrow();
        }
    }

    @Test
    void clonesATemplateUnderTheNextId() {
        Map<?, ?> facts = bench.data(CLONE, "vmid", "debian-13-template", "name", "made", "pool", "development");

        assertEquals(108L, facts.get("vmid"));
        assertTrue(String.valueOf(bench.config("pve1/qemu/108").get("scsi0")).contains("base-900-disk-0"),
                () -> bench.config("pve1/qemu/108").toString());
        assertFalse(bench.body("POST", "/clone").contains("full="));
    }

    @Test
    void aCloneUnderATakenIdGetsTheNext() {
        bench.simulator().faults().on("POST", "/nodes/pve3/qemu/105/clone", 1,
                Fault.status(500, "unable to create VM 108: config file already exists"));

        assertEquals(109L, bench.data(CLONE, "vmid", 105).get("vmid"));
    }

    @Test
    void anUnknownOutcomeIsNotTriedAgain() {
        bench.simulator().faults().on("POST", "/nodes/pve1/qemu", 1, Fault.resetBeforeTaking());

        bench.failure(FailureKind.OUTCOME_UNKNOWN, CREATE, "node", "pve1", "name", "made", "memory", 512);
        assertEquals(1, bench.sent("POST", "/qemu").size());
    }
}
