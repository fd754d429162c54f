package io.github.proxmoxtools.tools.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.contract.ToolBench;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.FailureKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing VMs and their disks. */
@Tag("vm")
@Timeout(60)
final class ConfigToolsTest {
    private static final String CREATE = "proxmox_vm_create";
    private static final String UPDATE = "proxmox_vm_update_config";
    private static final String RESIZE = "proxmox_vm_resize_disk";
    private static final String MOVE = "proxmox_vm_move_disk";

    @AutoClose
    private final ToolBench bench = new ToolBench(new VmToolset(), "9.2");

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void buildsAVmAndChangesIt(String version) {
        bench.on(version);
        Object vmid = bench.data(CREATE, "node", "pve1", "name", "made", "memory", 512, "scsi0", "ceph-vm:4", "net0",
                "virtio,bridge=vmbr0", "tags", "a;b").get("vmid");
        bench.run(UPDATE, "vmid", vmid, "memory", 1024, "scsi1", "local-lvm:2", "description", "Made by a test",
                "delete", List.of("tags"));
        bench.run(RESIZE, "vmid", "made", "disk", "scsi0", "size", "+2G");
        bench.run(MOVE, "vmid", vmid, "disk", "scsi0", "storage", "local-lvm", "delete", true);
        Object copy = bench.data("proxmox_vm_clone", "vmid", vmid, "name", "copy", "full", true).get("vmid");
        bench.run(UPDATE, "vmid", copy, "delete", List.of("scsi1"));
        bench.run(UPDATE, "vmid", copy, "delete", "unused0");

        Map<?, ?> made = config(vmid);
        assertEquals("1024", String.valueOf(made.get("memory")));
        assertTrue(String.valueOf(made.get("scsi0")).matches("local-lvm:.*size=6G.*"), made::toString);
        assertTrue(String.valueOf(made.get("scsi1")).startsWith("local-lvm:"), made::toString);
        assertFalse(made.containsKey("tags"), made::toString);
        assertFalse(made.containsKey("unused0"), made::toString);
        assertEquals("copy", config(copy).get("name"));
        assertFalse(config(copy).containsKey("scsi1") || config(copy).containsKey("unused0"));
    }

    private Map<?, ?> config(Object vmid) {
        return bench.data("proxmox_vm_config", "vmid", vmid);
    }

    @Test
    void ordinaryOptionsAreChangedAtOnce() {
        ToolResult result = bench.run(UPDATE, "vmid", 105, "memory", 1024, "onboot", true);

        assertNull(result.toMap().get("data"));
        assertEquals("memory=1024&onboot=1", bench.body("PUT", "/config"));
        assertEquals(List.of(), result.notes());
    }

    @Test
    void whatWaitsForARestartIsNamed() {
        ToolResult result = bench.run(UPDATE, "vmid", 100, "cores", 4, "delete", List.of("smbios1"));

        assertEquals(List.of("In effect after the next stop and start only: cores, smbios1."), result.notes());
    }

    @Test
    void aChangeIsDoneThoughNobodyMayLookAfterwards() {
        bench.simulator().faults().always("GET", "/nodes/pve1/qemu/100/pending",
                Fault.status(403, "Permission check failed (/vms/100, VM.Audit)"));

        ToolResult result = bench.run(UPDATE, "vmid", 100, "cores", 4);

        assertTrue(result.notes().getFirst().contains("VM.Audit"), result.notes()::toString);
    }

    /** PUT would be given up after 30 seconds where another node allocates. */
    @ParameterizedTest
    @ValueSource(strings = {"local-lvm:2", "local-lvm:0.5,discard=on", "file=local-lvm:1",
            "discard=on,file=local-lvm:1",
            "local-lvm:cloudinit"})
    void newDisksAreATask(String drive) {
        Map<?, ?> facts = bench.data(UPDATE, "vmid", 105, "sata1", drive);

        assertEquals("qmconfig", facts.get("type"));
        assertEquals("OK", facts.get("exitstatus"));
        assertEquals(0, bench.sent("PUT", "/config").size());
    }

    @Test
    void aVolumeThatIsThereIsNoTask() {
        bench.run(UPDATE, "vmid", 105, "delete", "scsi0");
        Object volume = bench.config("pve3/qemu/105").get("unused0");
        bench.simulator().forgetRequests();

        bench.run(UPDATE, "vmid", 105, "scsi0", volume + ",discard=on");
        bench.run(UPDATE, "vmid", 105, "ide2", "none,media=cdrom");

        assertEquals(2, bench.sent("PUT", "/config").size());
        assertEquals(0, bench.sent("POST", "/config").size());
    }

    @Test
    void deletingDisksDestroys() {
        assertEquals("DESTROY", safety("delete", List.of("scsi0")));
        assertEquals("DESTROY", safety("delete", "description,unused3"));
        assertEquals("DESTROY", safety("delete", List.of("description,unused3")));
        assertEquals("DESTROY", safety("delete", List.of("description", "unused3 ")));
        assertEquals("DESTROY", safety("delete", List.of("description;scsi0")));
        assertEquals("DESTROY", safety("delete", List.of("description", "net1")));
        assertEquals("DESTROY", safety("delete", "vmstate"));
        assertEquals("CHANGE", safety("delete", List.of("description", "vmgenid")));
        assertEquals("DESTROY", safety("template", false));
        assertEquals("CHANGE", safety("revert", List.of("memory")));
    }

    @Test
    void replacingADeviceDestroysAndAddingOneDoesNot() {
        String disk = String.valueOf(bench.config("pve3/qemu/105").get("scsi0"));
        String card = String.valueOf(bench.config("pve3/qemu/105").get("net0"));
        assertEquals("DESTROY", safety("scsi0", "local-lvm:8"));
        assertEquals("CHANGE", safety("scsi0", disk.split(",", 2)[0] + ",discard=on"));
        assertEquals("CHANGE", safety("scsi7", "local-lvm:8"));
        assertEquals("CHANGE", safety("ide2", "none,media=cdrom"));
        assertEquals("DESTROY", safety("net0", "virtio,bridge=vmbr0"));
        assertEquals("CHANGE", safety("net0", card));
        assertEquals("CHANGE", safety("net3", "virtio,bridge=vmbr0"));
        bench.simulator().faults().always("GET", "/nodes/pve3/qemu/105/pending", Fault.status(403, "no"));
        assertEquals("DESTROY", safety("scsi7", "local-lvm:8"));
    }

    @Test
    void cdromIsAnotherWordForIde2() {
        assertEquals("CHANGE", safety("cdrom", "none"));
        bench.run(UPDATE, "vmid", 105, "cdrom", "none");
        assertEquals("CHANGE", safety("cdrom", "local:iso/virtio-win-0.1.271.iso"));

        bench.simulator().state().set(105, "ide2", "local-lvm:vm-105-disk-9,size=8G");
        assertEquals("DESTROY", safety("ide2", "none,media=cdrom"));
        assertEquals("DESTROY", safety("cdrom", "none"));
    }

    @Test
    void whatStillGoesOnIsNotLookedAt() {
        ToolResult result = bench.run(UPDATE, "vmid", 105, "sata1", "local-lvm:2", "cores", 2, "wait", false);

        assertEquals(1, bench.sent("GET", "/pending").size(), result.notes()::toString);
    }

    @Test
    void aChangeIsDoneThoughTheServerIsGoneAfterwards() {
        bench.simulator().faults().always("GET", "/nodes/pve1/qemu/100/pending", Fault.resetBeforeTaking());

        ToolResult result = bench.run(UPDATE, "vmid", 100, "cores", 4);

        assertTrue(result.notes().getFirst().startsWith("Whether something waits"), result.notes()::toString);
    }

    private String safety(String name, Object value) {
        return bench.plan(UPDATE, "vmid", 105, name, value).safety().name();
    }

    /** The first catalogue had a parameter pool. */
    @Test
    void poolIsNoOption() {
        assertTrue(bench.failure(FailureKind.BAD_ARGUMENT, UPDATE, "vmid", 105, "pool", "production").details()
                .containsKey("pool"));
        assertEquals(0, bench.simulator().writes());
    }

    @Test
    void aChangeOfSomebodyElseIsNotOverwritten() {
        bench.failure(FailureKind.CHANGED_MEANWHILE, UPDATE, "vmid", 105, "memory", 512, "digest", "0".repeat(40));
    }

    @Test
    void sshKeysAreEncodedHereToo() {
        bench.run(UPDATE, "vmid", 105, "sshkeys", "ssh-ed25519 AAAA me@x");
        assertEquals("ssh-ed25519%20AAAA%20me%40x", bench.config("pve3/qemu/105").get("sshkeys"));
    }

    /** Before the eighth series resizing is done when it is answered, with nothing. */
    @Test
    void resizingIsATaskSinceTheEighthSeries() {
        assertEquals("resize", bench.data(RESIZE, "vmid", 105, "disk", "scsi0", "size", "70G").get("type"));
        bench.failure(FailureKind.TASK_FAILED, RESIZE, "vmid", 105, "disk", "scsi0", "size", "1G");

        bench.on("7.4");
        assertNull(bench.run(RESIZE, "vmid", 105, "disk", "scsi0", "size", "+10G").toMap().get("data"));
        assertTrue(String.valueOf(bench.config("pve3/qemu/105").get("scsi0")).contains("size=74G"));
    }

    @Test
    void growthIsNeverSentTwice() {
        bench.simulator().faults().on("PUT", "/nodes/pve3/qemu/105/resize", 1, Fault.resetBeforeTaking());

        bench.failure(FailureKind.OUTCOME_UNKNOWN, RESIZE, "vmid", 105, "disk", "scsi0", "size", "+10G");
        assertEquals(1, bench.sent("PUT", "/resize").size());
    }

    @Test
    void movingKeepsTheOriginalUnlessToldOtherwise() {
        assertEquals("CHANGE", bench.plan(MOVE, "vmid", 105, "disk", "scsi0", "storage", "local-lvm").safety().name());
        assertEquals("DESTROY", bench.plan(MOVE, "vmid", 105, "disk", "scsi0", "storage", "local-lvm", "delete", true)
                .safety().name());

        bench.run(MOVE, "vmid", 105, "disk", "scsi0", "storage", "local-lvm");
        assertTrue(bench.config("pve3/qemu/105").containsKey("unused0"));
    }

    @Test
    void handsADiskToAnotherVm() {
        assertEquals("DESTROY", bench.plan(MOVE, "vmid", 105, "disk", "scsi0", "target-vmid", 104).safety().name());
        bench.run(MOVE, "vmid", 105, "disk", "scsi0", "target-vmid", 104, "target-disk", "scsi5");

        assertTrue(bench.config("pve3/qemu/104").containsKey("scsi5"));
        bench.failure(FailureKind.BAD_ARGUMENT, MOVE, "vmid", 105, "disk", "scsi0");
        bench.failure(FailureKind.BAD_ARGUMENT, MOVE, "vmid", 105, "disk", "scsi0", "storage", "local", "target-vmid",
                104);
    }
}
